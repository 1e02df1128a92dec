import { isRecord } from '../../../core/signal.js';
import type { SinkName } from '../../../types.js';
import { nearest } from '../../nearest.js';
import type { Report } from '../finding.js';
import type { PlanSource } from '../plan-source.js';

const tools = Object.keys({
  ...{ dataLayer: true, gtag: true, plausible: true, posthog: true },
  ...{ segment: true, matomo: true, snowplow: true },
} satisfies Record<SinkName, true>);

/** What the schema finds and the script reads over: it takes any name for a tool, and any value for yes or no. */
export function checkPlanValues({ facts, find }: PlanSource, report: Report): void {
  const { events = [], segments = [] } = facts.plan;
  for (const [index, name] of events.entries()) {
    if (typeof name !== 'string' || tools.includes(name)) continue;
    const meant = nearest(name, tools);
    report('plan-value', find(`$.events[${index}]`), {
      message: `events[${index}]: there is no tool "${name}", so nobody is told anything there.`,
      advice: /^(\/|https?:)/.test(name)
        ? `For a server, write {"beacon": "${name}"}.`
        : meant
          ? `Did you mean "${meant}"?`
          : `There are ${tools.join(', ')}, and {"beacon": "/path"} for a server.`,
    });
  }
  for (const { id, when } of segments) {
    for (const [where, value] of looseAnswers(when, `${facts.places.get(id) ?? '$'}.when`)) {
      report('plan-value', find(where), {
        message: `${where.replace(/^\$\./, '')}: ${JSON.stringify(value)} counts as ${String(Boolean(value))}.`,
        advice: 'Write true or false.',
        severity: 'warning',
      });
    }
  }
}

/** Where `$exists` is asked by something else than true or false. */
function looseAnswers(
  condition: unknown,
  start: string,
): readonly [where: string, value: unknown][] {
  const found: [string, unknown][] = [];
  const open: [unknown, string][] = [[condition, start]];
  for (let next = open.pop(); next; next = open.pop()) {
    const [node, where] = next;
    if (Array.isArray(node)) {
      node.forEach((part: unknown, index) => open.push([part, `${where}[${index}]`]));
    } else if (isRecord(node)) {
      for (const [key, part] of Object.entries(node)) {
        const here = `${where}.${key}`;
        if (key === '$exists' && typeof part !== 'boolean') found.push([here, part]);
        else open.push([part, here]);
      }
    }
  }
  return found;
}
