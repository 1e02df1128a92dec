import { readJsonScript, setSegments } from './blocks/attributes.js';
import { watchBlocks, type Blocks } from './blocks/index.js';
import { parseAudience } from './core/audience.js';
import { createDecider, type Decider } from './core/choose.js';
import { explain } from './core/explain.js';
import { parsePlan } from './core/plan.js';
import { pending, readPath } from './core/signal.js';
import { createEmitter } from './events/emit.js';
import { whenActivated, whenParsed } from './lib/ready.js';
import { createReporter, guard } from './lib/report.js';
import { onRouteChange } from './lib/routes.js';
import { createSignals } from './signals/index.js';
import { readTouch } from './signals/touch.js';
import type { Plan, StartOptions, Tailorbird, TailorbirdEvents } from './types.js';
import { initialConsent } from './visitor/consent.js';
import { dropPlan, keepPlan, requestPlan } from './visitor/remote-plan.js';
import { createVisitor } from './visitor/visitor.js';

/** A Tailorbird that has read its plan but touched nothing yet. */
export interface Prepared {
  readonly tailorbird: Tailorbird;
  /** Counts the page view and begins to decide. */
  run(): void;
}

/**
 * Starts Tailorbird on this page.
 *
 * @param plan Without one, the page's `<script type="application/json" data-tb-plan>` is read.
 * @returns Never throws; what is wrong is reported by `on('problem')` and on the console.
 * @example
 * import { start } from 'tailorbird';
 * const tailorbird = start({ segments: [{ id: 'fan', when: { 'visits.count': { $gte: 5 } } }] });
 */
export function start(plan?: Plan, options: StartOptions = {}): Tailorbird {
  const { tailorbird, run } = prepare(plan, options);
  run();
  return tailorbird;
}

/** @internal Lets the script tag's entry run queued calls before anything is decided. */
export function prepare(
  given: unknown,
  options: StartOptions & { readonly fields?: object },
): Prepared {
  const report = createReporter((problem) => events.emit('problem', problem));
  const events = createEmitter<TailorbirdEvents>(report);
  const safely = (where: string, run: () => void) => (): void => guard(report, where, run);
  const now = options.now ?? ((): number => Date.now());
  const stopping = new AbortController();

  const remote = options.planUrl ? requestPlan(options.planUrl, report) : undefined;
  let plan = readPlan(given ?? remote?.cached ?? readJsonScript('plan') ?? {});
  let incomplete = remote !== undefined && remote.cached === undefined;

  const activated = new Promise<void>((resolve) => whenActivated(resolve, stopping.signal));
  const visitor = createVisitor({
    report,
    now,
    consent: initialConsent(plan),
    ready: mayWrite(),
    onChange: safely('change', () => update()),
  });
  let touch = readTouch(plan, { arrived: true });
  const reader = createSignals({
    get plan() {
      return plan;
    },
    geo: options.geo,
    now,
    record: () => visitor.record,
    touch: () => touch,
    traits: () => visitor.traits,
    consent: () => visitor.consent,
  });
  const { signals } = reader;
  let decider = newDecider();
  let blocks: Blocks | undefined;
  let pastDeadline = false;
  let told = '';
  /** Audiences whose segments can only be checked when the whole plan is here. */
  const unchecked: [text: string, where: string][] = [];
  let settle: () => void;
  const settled = new Promise<void>((resolve) => (settle = resolve));

  function readPlan(json: unknown): Plan {
    const { plan, problems } = parsePlan(json);
    for (const { code, message, where } of problems) report(code, message, where);
    return { ...plan, ...parsePlan(options.fields ?? {}).plan };
  }

  /** Resolves when a page view may be recorded. Automated browsers leave no record unless asked to. */
  async function mayWrite(): Promise<void> {
    await activated;
    await remote?.fresh;
    if (navigator.webdriver && plan.automation !== 'record') await new Promise(() => undefined);
  }

  function newDecider(): Decider {
    const { record } = visitor;
    const known = record === pending ? undefined : record;
    return createDecider({
      plan,
      signals,
      visitor: {
        id: record === pending && !pastDeadline ? pending : known?.id,
        stuck: Object.keys(known?.stuck ?? {}),
      },
      incomplete: incomplete && !pastDeadline,
    });
  }

  /** Tells what is known of the visitor now, once each time it changes. */
  function announce(): void {
    const summary = decider.summary();
    const text = JSON.stringify(summary);
    if (text === told) return;
    told = text;
    setSegments(summary.segments);
    const sticky = plan.segments?.filter(({ id, stick }) => stick && summary.segments.includes(id));
    const stuck = visitor.record && visitor.record !== pending ? visitor.record.stuck : {};
    const added = sticky?.filter(({ id }) => !(id in stuck));
    if (added?.length) {
      visitor.stick(Object.fromEntries(added.map(({ id, stick }) => [id, stick ?? 'visit'])));
    }
    events.emit('decide', summary);
    document.dispatchEvent(new CustomEvent('tailorbird:decide', { detail: summary }));
  }

  function decideAgain({ force }: { readonly force: boolean }): void {
    decider = newDecider();
    announce();
    blocks?.update();
    blocks?.again({ force });
    checkSettled();
  }

  /** Something became known: undecided blocks are decided, seen ones follow the `late` policy. */
  function update(): void {
    reader.forget('source', 'first', 'visits', 'goals', 'traits', 'consent');
    decideAgain({ force: false });
  }

  function refresh(): void {
    reader.forget(
      'page',
      'source',
      'first',
      'device',
      'visits',
      'goals',
      'traits',
      'time',
      'consent',
    );
    decideAgain({ force: true });
  }

  function checkSettled(): void {
    if (pastDeadline || (document.readyState !== 'loading' && blocks && !blocks.undecided))
      settle();
  }

  function checkAudience(text: string, where: string): void {
    if (incomplete) return void unchecked.push([text, where]);
    const { bad, alternatives } = parseAudience(text);
    for (const term of bad) report('bad-audience', `"${term}" cannot be read`, where);
    for (const term of alternatives.flat()) {
      if ('segment' in term && !decider.segments.some(({ id }) => id === term.segment)) {
        report('unknown-segment', `there is no segment "${term.segment}"; it never matches`, where);
      }
    }
  }

  async function receivePlan(address: string): Promise<void> {
    const text = await remote?.fresh;
    if (text !== undefined && visitor.consent === 'granted') keepPlan(address, text);
    if (!incomplete) return;
    if (text !== undefined) plan = readPlan(text);
    incomplete = false;
    const consent = initialConsent(plan);
    if (consent !== visitor.consent) await visitor.setConsent(consent);
    decideAgain({ force: false });
    for (const [audience, where] of unchecked.splice(0)) checkAudience(audience, where);
  }

  function view(arrived: boolean): void {
    touch = readTouch(plan, { arrived });
    visitor.view(touch);
  }

  function run(): void {
    const { signal } = stopping;
    const traits = readJsonScript('traits');
    if (traits) visitor.setTraits(parseTraits(traits), { remember: false });
    view(true);
    decider = newDecider();
    announce();
    blocks = watchBlocks({
      report,
      late: plan.late ?? 'keep',
      painted: performance.getEntriesByType('paint').length > 0,
      decider: () => decider,
      checkAudience,
      read: (path) => (decider.holdout ? undefined : readPath(signals, path)),
      mayHide: () => !pastDeadline,
      onSwap: (event) => events.emit('swap', event),
    });
    whenParsed(
      safely('parsed', () => {
        blocks?.update();
        checkSettled();
      }),
      signal,
    );
    const timer = setTimeout(
      safely('deadline', () => {
        pastDeadline = true;
        reader.settle();
        decideAgain({ force: false });
      }),
      plan.deadline ?? 300,
    );
    signal.addEventListener('abort', () => clearTimeout(timer));
    onRouteChange(
      safely('route', () => {
        view(false);
        refresh();
      }),
      signal,
    );
    addEventListener('pageshow', ({ persisted }) => persisted && view(false), { signal });
    if (options.planUrl)
      void receivePlan(options.planUrl).catch((error) => report('exception', String(error)));
  }

  function parseTraits(json: string): unknown {
    try {
      return JSON.parse(json);
    } catch (error) {
      report('traits-json', `not JSON: ${(error as Error).message}`);
      return {};
    }
  }

  const tailorbird: Tailorbird = {
    get segment() {
      return decider.summary().segment;
    },
    get segments() {
      return decider.summary().segments;
    },
    signals,
    settled,
    matches: (audience) => decider.audience(parseAudience(audience)),
    set(traits) {
      visitor.setTraits(traits, { remember: true });
      update();
    },
    goal(id, { value } = {}) {
      visitor.countGoal(id, value ?? 0);
      reader.forget('goals');
      events.emit('goal', { id, value });
      document.dispatchEvent(new CustomEvent('tailorbird:goal', { detail: { id, value } }));
    },
    async consent(state) {
      if (state === 'denied') dropPlan();
      await visitor.setConsent(state);
    },
    on: (type, listener) => events.on(type, listener),
    refresh: safely('refresh', refresh),
    explain: () => ({
      ...decider.summary(),
      ...explain(decider, signals),
      blocks: blocks?.list ?? [],
      problems: report.problems,
    }),
    export: () => visitor.stored(),
    async forget() {
      dropPlan();
      await visitor.forget();
      update();
    },
    stop() {
      stopping.abort();
      blocks?.stop();
      setSegments(undefined);
      visitor.close();
      settle();
    },
  };
  return { tailorbird, run: safely('start', run) };
}
