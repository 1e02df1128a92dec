import { isAsked } from '../lib/asked.js';
import { whenActivated } from '../lib/ready.js';
import type { Plan } from '../types.js';
import { isCrawler } from './crawler.js';

/**
 * Resolves when a page view may be recorded: a prerendered page once it is shown, and not before the plan is there.
 * Never for crawlers and automated browsers, unless the plan says that they leave a record too; never where the inspector is asked for.
 */
export async function whenCounted(
  planned: Promise<unknown>,
  automation: () => Plan['automation'],
): Promise<void> {
  await whenActivated();
  await planned;
  if (
    isAsked() ||
    ((navigator.webdriver || isCrawler(navigator.userAgent)) && automation() !== 'record')
  )
    await new Promise(() => undefined);
}
