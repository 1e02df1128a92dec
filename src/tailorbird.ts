import { setSegments } from './blocks/attributes.js';
import { watchBlocks, type Blocks } from './blocks/index.js';
import { createDecider, type Decider, type Inspectable } from './core/choose.js';
import { explain } from './core/explain.js';
import { readPath } from './core/signal.js';
import { emit, listen } from './events/emit.js';
import { createInputs } from './inputs.js';
import { createMeasure } from './measure.js';
import { createPageDecider } from './page-decider.js';
import { createPagePlan } from './page-plan.js';
import { inTurn } from './lib/turns.js';
import { isLoading, whenParsed } from './lib/ready.js';
import { createGuard, createReporter, type Reporter } from './lib/report.js';
import { mark } from './lib/mark.js';
import { onRouteChange } from './lib/routes.js';
import { whenCounted } from './signals/counted.js';
import { createSignals } from './signals/index.js';
import { readTouch } from './signals/touch.js';
import { createControls } from './controls.js';
import type { DeviceFile, Plan, SinksFile, StartOptions, Tailorbird } from './types.js';
import { initialConsent, plannedConsent, readConsent } from './visitor/consent.js';
import { readable } from './visitor/readable.js';
import { createVisitor } from './visitor/visitor.js';

/** A Tailorbird that has read its plan but not decided anything. */
export interface Prepared {
  readonly tailorbird: Tailorbird;
  readonly report: Reporter;
  /** Counts the page view and begins to decide. */
  run(): void;
}

/** @internal What the script tag adds: fields of the plan that stand on the tag itself. */
export interface PrepareOptions extends StartOptions {
  readonly fields?: Plan;
  /** Loads a file that lies beside the script. */
  load?(name: string): Promise<unknown>;
}

/**
 * Starts Tailorbird on this page.
 *
 * @param plan Without one, the page's `<script type="application/json" data-tb-plan>` is read.
 * @returns Never throws; what is wrong is told on the console and as the event `problem`.
 * @example
 * import { start } from 'tailorbird';
 * const tailorbird = start({ segments: [{ id: 'fan', when: { 'visits.count': { $gte: 5 } } }] });
 */
export function start(plan?: Plan, options?: StartOptions): Tailorbird {
  const { tailorbird, run } = prepare(plan, options ?? {});
  run();
  return tailorbird;
}

/** @internal Lets the script tag run queued calls before anything is decided. */
export function prepare(given: Plan | undefined, options: PrepareOptions): Prepared {
  // One at a time: two would swap the same blocks. By an event, as the other may come from another file.
  mark('start');
  emit('start', undefined);
  const report = createReporter((problem) => emit('problem', problem));
  const safely = createGuard(report);
  const apart = (run: () => void): void => inTurn(safely(run));
  const now = options.now ?? ((): number => Date.now());
  const stopping = new AbortController();
  const { signal } = stopping;
  const deadline = new AbortController();

  const { load, planUrl, fields } = options;
  const pagePlan = createPagePlan({ given, planUrl, fields, report });
  const plan = pagePlan.current;
  const received = pagePlan.arrived();

  const onChange = safely(() => decideAgain(false));
  const ready = whenCounted(received, () => plan().automation);
  const visitor = createVisitor({
    report,
    now,
    plannedConsent: () => plannedConsent(plan()),
    retentionDays: () => plan().privacy?.retentionDays,
    ready,
    incomplete: pagePlan.incomplete,
    onOpen: pagePlan.keep,
    onChange,
  });
  let touch = readTouch(plan(), true);
  const reader = createSignals({
    ...visitor,
    report,
    now,
    geo: options.geo,
    device: options.device ?? (load && (() => load('device.min.js') as Promise<DeviceFile>)),
    plan,
    touch: () => touch,
    deadline,
    stopped: () => signal.aborted,
    onChange,
  });
  const { signals } = reader;
  const basis = { pagePlan, signals, visitor, deadline, report, decide: createDecider };
  const readDecider = (): Decider => createPageDecider(basis);
  let decider = readDecider();
  let blocks: Blocks | undefined;
  const inputs = createInputs({
    report,
    visitor,
    plan,
    signal,
    safely,
    load: options.consent ?? (load && ((source) => load(`consent/${source}.min.js`))),
    onTold: () => decideAgain(false),
    onAnswer: () => decideAgain(true),
  });
  const measure = createMeasure({
    report,
    visitor,
    plan,
    incomplete: pagePlan.incomplete,
    now,
    segment: () => decider.summary().segment,
    assignments: (choice) => decider.assignments(choice),
    load: options.sinks ?? (load && (() => load('sinks.min.js') as Promise<SinksFile>)),
    ready,
    signal,
    safely,
    onGoal: () => reader.forget(),
  });
  const controls = createControls({ visitor, safely, decideAgain: () => decideAgain(true) });
  let announced = '';
  let settle: () => void;
  const settled = new Promise<void>((resolve) => (settle = resolve));

  /**
   * Something became known, or with `force` everything is asked anew. Without it, undecided blocks are decided
   * and seen ones follow the `late` policy.
   */
  function decideAgain(force: boolean): void {
    reader.forget();
    decider = readDecider();
    if (!blocks) return;
    announce();
    apart(() => {
      blocks?.update();
      blocks?.again(force);
      measure.deliver();
      checkSettled();
    });
  }

  /** Tells what is known of the visitor, once each time it changes. */
  function announce(): void {
    const summary = decider.summary();
    const text = JSON.stringify(summary);
    if (text === announced) return;
    announced = text;
    setSegments(summary.segments);
    visitor.stick(decider.segments.filter(({ id }) => summary.segments.includes(id)));
    mark('decide');
    emit('decide', summary);
  }

  function checkSettled(): void {
    if (deadline.signal.aborted || (!isLoading() && !blocks?.undecided())) settle();
  }

  function view(arrived: boolean): void {
    touch = readTouch(plan(), arrived);
    visitor.view(touch);
  }

  /** A plan that was asked for by address may name other places to look at, and another consent. */
  async function receivePlan(): Promise<void> {
    if (await received) {
      reader.forgetPlace();
      const stated = visitor.suggestConsent(initialConsent(plan()));
      inputs.planned();
      await stated;
    }
    await ready;
    if (!visitor.begin()) pagePlan.drop();
  }

  function run(): void {
    if (signal.aborted) return;
    inputs.start();
    measure.start();
    view(true);
    inputs.planned();
    decideAgain(false);
    announce();
    blocks = watchBlocks(
      {
        report,
        late: plan().late ?? 'keep',
        decider: () => decider,
        expose: measure.expose,
        interest: visitor.addInterest,
        controls,
        read: (path) => (decider.holdout ? undefined : readPath(signals, path)),
        mayHide: () => !deadline.signal.aborted,
      },
      performance.getEntriesByType('paint').length > 0,
    );
    whenParsed(() =>
      apart(() => {
        blocks?.parsed();
        pagePlan.parsed();
        inputs.parsed();
        checkSettled();
      }),
    );
    const timer = setTimeout(() => {
      deadline.abort();
      const steps = [reader.forgetPlace, () => decideAgain(false), () => blocks?.update(), settle];
      // Each by itself: whatever goes wrong, nothing stays hidden and nobody waits.
      steps.forEach(apart);
    }, plan().deadline ?? 300);
    signal.addEventListener('abort', () => clearTimeout(timer));
    onRouteChange(
      safely(() => {
        view(false);
        decideAgain(true);
      }),
      signal,
    );
    addEventListener('pageshow', ({ persisted }) => persisted && view(false), { signal });
    void receivePlan();
  }

  const tailorbird: Inspectable = {
    basis,
    get segment() {
      return decider.summary().segment;
    },
    get segments() {
      return decider.summary().segments;
    },
    signals,
    settled,
    matches: (audience) => decider.audience(`${audience}`, `${audience}`),
    set: (traits) =>
      safely(() => {
        visitor.setTraits(traits, 'set()');
        decideAgain(false);
      })(),
    goal: (id, detail) => measure.goal(`${id}`, detail?.value),
    consent: (state) => visitor.setConsent(readConsent(state, report)),
    on: listen,
    refresh: safely(() => decideAgain(true)),
    explain() {
      // As they are now: the visitor may have gone on since the page was decided.
      reader.forget();
      return {
        ...decider.summary(),
        ...explain(decider, signals, reader.via),
        blocks: blocks?.explain() ?? [],
        problems: report.problems,
      };
    },
    export: async () => readable(await visitor.stored()),
    forget: visitor.forget,
    stop() {
      stopping.abort();
      deadline.abort();
      apart(() => {
        blocks?.stop();
        blocks = undefined;
        setSegments(undefined);
      });
      visitor.close();
      settle();
    },
  };
  addEventListener('tailorbird:start', tailorbird.stop, { signal });
  return {
    tailorbird,
    report,
    run: () =>
      inTurn(() => {
        safely(run)();
        // What could not start has nothing more to decide.
        if (!blocks) settle();
      }),
  };
}
