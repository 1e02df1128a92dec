/** More than anything here needs on a loaded machine; only a test that fails waits this long. */
const PATIENCE = 20_000;
const PAUSE = 15;

/**
 * Waits until a condition holds. What it throws counts as "not yet": a page that is being left cannot answer.
 *
 * It asks from outside instead of waiting inside the page, because a page may be left while it is asked, and
 * a tab in the background has no frames.
 */
export async function waitFor(
  what: string,
  holds: () => Promise<boolean>,
  describe: () => Promise<string> | string = () => '',
): Promise<void> {
  const end = Date.now() + PATIENCE;
  let problem: string;
  do {
    try {
      if (await holds()) return;
      problem = '';
    } catch (error) {
      problem = `\nlast error: ${String(error)}`;
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  } while (Date.now() < end);
  const state = await Promise.resolve()
    .then(describe)
    .catch((error: unknown) => `(no state: ${String(error)})`);
  throw new Error(`Waited ${PATIENCE / 1000} s for ${what}.${problem}\n${state}`);
}
