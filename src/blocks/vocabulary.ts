/* What an author can write, without the DOM: the page reads it, and so does the command that checks pages. */

/** What every name begins with. */
export const PREFIX = 'data-tb-';

/** Every attribute name, in one place. What the page's author writes, and (state, shown, segments) what we write. */
export const attribute = {
  plan: `${PREFIX}plan`,
  traits: `${PREFIX}traits`,
  block: `${PREFIX}block`,
  for: `${PREFIX}for`,
  variant: `${PREFIX}variant`,
  weight: `${PREFIX}weight`,
  holdout: `${PREFIX}holdout`,
  text: `${PREFIX}text`,
  trait: `${PREFIX}trait`,
  topic: `${PREFIX}topic`,
  control: `${PREFIX}control`,
  goal: `${PREFIX}goal`,
  value: `${PREFIX}value`,
  state: `${PREFIX}state`,
  shown: `${PREFIX}shown`,
  segments: `${PREFIX}segments`,
} as const;

/** What may stand on the script tag. */
export const scriptAttributes: readonly string[] = [
  'plan',
  'files',
  'consent',
  'deadline',
  'events',
  'late',
  'automation',
  'inspector',
].map((name) => PREFIX + name);

/** What to do where an inlined script has no place for its files. */
export const NO_FILES = 'name its folder in data-tb-files';

/** Finds everything an author can mark. */
export const markedSelector = ['block', 'for', 'text', 'topic', 'control']
  .map((name) => `[${PREFIX}${name}]`)
  .join();

/** Elements with no room for children, or for text alone. https://html.spec.whatwg.org/#void-elements */
export const childless =
  /^(area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr|textarea|script|style|title|iframe|noscript|template|option)$/;

/** What the script tag says: plan fields that are plain values, the address of a plan, and where other files are. */
export function readScriptTag(script: {
  readonly dataset: Readonly<Record<string, string | undefined>>;
  readonly src: string;
}): {
  planUrl?: string;
  files: string;
  fields: object;
} {
  const { tbPlan, tbFiles, tbConsent, tbDeadline, tbEvents, tbLate, tbAutomation } = script.dataset;
  return {
    ...(tbPlan && { planUrl: tbPlan }),
    // Beside the script, unless that is inlined and so is nowhere.
    files: tbFiles ? tbFiles.replace(/\/?$/, '/') : script.src,
    fields: {
      ...(tbDeadline && { deadline: Number(tbDeadline) }),
      ...(tbLate && { late: tbLate }),
      // Names of tools; what has a slash is the address of a beacon.
      ...(tbEvents && {
        events: tbEvents.split(/\s+/).map((to) => (to.includes('/') ? { beacon: to } : to)),
      }),
      ...(tbAutomation && { automation: tbAutomation }),
      ...(tbConsent && { privacy: { consent: tbConsent } }),
    },
  };
}
