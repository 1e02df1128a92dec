import { watchAnswers, type Answer } from './blocks/answers.js';
import { readJsonScript, reportUnread } from './blocks/attributes.js';
import type { Reporter } from './lib/report.js';
import { readJsonLd } from './signals/json-ld.js';
import type { Consent, ConsentFile, Plan } from './types.js';
import { initialConsent, isSource } from './visitor/consent.js';
import { watchDataLayer, type DataLayer } from './visitor/data-layer.js';
import type { VisitorSession } from './visitor/visitor.js';

/** What the page and its visitor tell about themselves, beside what is read. */
export interface Inputs {
  /** The traits script, and from now on the visitor's answers. */
  start(): void;
  /** The plan is there, or a better one: it may name keys of the data layer, and who asks for consent. */
  planned(): void;
  /** The document is parsed. */
  parsed(): void;
}

export interface InputsOptions {
  readonly report: Reporter;
  readonly visitor: VisitorSession;
  plan(): Plan;
  readonly signal: AbortSignal;
  /** Keeps what goes wrong from the page. */
  safely(run: () => void): () => void;
  /** Loads the module that speaks a consent manager's language, if there is such a place. */
  readonly load: ((source: string) => Promise<unknown>) | undefined;
  /** The page has said something. */
  onTold(): void;
  /** The visitor has answered. */
  onAnswer(): void;
}

export function createInputs(options: InputsOptions): Inputs {
  const { report, visitor, plan, signal, safely } = options;
  let dataLayer: DataLayer | undefined;
  let asked: string | undefined;
  let isParsed = false;
  let isRead = false;
  /** Whether the traits script was there at the start. */
  let isTold = false;

  function readTraits(json: string): void {
    try {
      visitor.addTraits(JSON.parse(json), 'script');
    } catch (error) {
      report('traits-json', 'traits', String(error));
    }
  }

  function answer({ trait, value, personal }: Answer): void {
    const traits = { [trait]: value };
    if (personal) {
      visitor.addTraits(traits, 'answer');
      report('personal-trait', trait, 'is never stored');
    } else visitor.setTraits(traits, 'answer');
    // Not before the event has done its work: a form that is swapped away cannot be submitted.
    setTimeout(safely(options.onAnswer));
  }

  /** Opted-in keys of the data layer: those that are there now, and later ones. */
  function watchDataLayerKeys(): void {
    const { dataLayer: keys = [] } = plan().traits ?? {};
    if (!keys.length || dataLayer) return;
    const tell = (found: object): void =>
      safely(() => {
        visitor.setTraits(found, 'dataLayer');
        options.onTold();
      })();
    dataLayer = watchDataLayer(keys, tell, signal);
    dataLayer.attach();
  }

  /** The whole page's topics, once, when both page and plan are there. */
  function readPageTopics(): void {
    if (!isParsed || isRead || !plan().interests?.jsonLd) return;
    isRead = true;
    visitor.addInterest(readJsonLd(report));
  }

  /** Asks the consent manager that the plan names, by the module that speaks its language. */
  async function askConsent(): Promise<void> {
    const { consent: source } = plan().privacy ?? {};
    if (!isSource(source) || source === asked) return;
    asked = source;
    // A refusal counts whoever else has spoken; what it grants only while nobody has: the browser's setting, the visitor.
    const counts = (state: Consent): boolean =>
      state === 'denied'
        ? visitor.consent() !== state
        : [visitor.consentVia(), initialConsent(plan()).via].every((via) => via === source);
    const tell = (state: Consent): void =>
      safely(() => counts(state) && void visitor.setConsent({ state, via: source }))();
    try {
      const file = (await options.load?.(source)) as ConsentFile | undefined;
      if (!file)
        throw new Error(`pass it to start(): () => import('tailorbird/consent/${source}')`);
      if (signal.aborted) return;
      const disconnect = file.connect(tell);
      signal.addEventListener('abort', disconnect);
    } catch (error) {
      report('consent-file', source, String(error));
    }
  }

  return {
    start() {
      const traits = readJsonScript('traits');
      isTold = traits !== undefined;
      if (traits) readTraits(traits);
      watchAnswers({ tell: answer, signal, safely });
    },

    planned() {
      void askConsent();
      watchDataLayerKeys();
      readPageTopics();
    },

    parsed() {
      if (signal.aborted) return;
      isParsed = true;
      if (!isTold) reportUnread('traits', report);
      dataLayer?.attach();
      readPageTopics();
    },
  };
}
