/** How cost grows with the page, with its blocks, and with the visitor's past. */
import { launchChromium } from '../page/chromium.mjs';
import { measureChurn } from './churn.mjs';
import { measureParse } from './parse.mjs';
import { measureRecord } from './record.mjs';

/** @param {{ runs: number, quick: boolean }} options */
export async function measureGrowth({ runs, quick }) {
  const chromium = await launchChromium();
  try {
    const options = { chromium, runs, quick };
    return {
      churn: await measureChurn(options),
      record: await measureRecord(options),
      parse: await measureParse(options),
    };
  } finally {
    await chromium.close();
  }
}
