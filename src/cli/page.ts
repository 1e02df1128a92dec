import { createHash } from 'node:crypto';
import { html, type Html } from './html.js';
import { intervalPlot, rangeOf } from './interval-plot.js';
import { pageStyle } from './page-style.js';
import { printableDeep } from './printable.js';
import type { ComparedArms, ExperimentReport, Reach, Report, Result } from './report.js';
import * as words from './words.js';

const tones = {
  ahead: 'ahead',
  behind: 'behind',
  'no difference shown yet': 'open',
  'too little data': 'little',
} as const;

/** The report as one page that needs nothing else: no script, no request. */
export function renderPage(unsafe: Report): string {
  const report = printableDeep(unsafe);
  const hash = createHash('sha256').update(pageStyle).digest('base64');
  const policy = `default-src 'none'; style-src 'sha256-${hash}'`;
  const until = report.events.to?.slice(0, 10) ?? '';
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta http-equiv="Content-Security-Policy" content="${policy}" />
        <meta name="robots" content="noindex" />
        <title>Experiments until ${until}</title>
        ${{ html: `<style>${pageStyle}</style>` }}
      </head>
      <body>
        <header>
          <h1>Experiments until ${until}</h1>
          ${summary(report)}
        </header>
        <main>
          ${reach(report.reach)} ${report.experiments.map((of) => experiment(of, report))}
        </main>
        <footer>
          <p>${report.comparisons ? words.legend(report) : 'There is nothing to compare yet.'}</p>
        </footer>
      </body>
    </html> `;
  return page.html;
}

function summary({ events }: Report): Html {
  const left = words.leftOut(events);
  return html`<p>${words.eventsRead(events)}</p>
    ${left ? html`<p class="soft">${left}</p>` : undefined}
    ${
      events.bad.length
        ? html`<ul class="bad soft">
            ${events.bad.map(({ file, line, why }) => html`<li>${file}, line ${line}: ${why}</li>`)}
          </ul>`
        : undefined
    }`;
}

function reach({ segments, visitors, variant, default: plain }: Reach): Html {
  return html`<section>
    <h2>Reach</h2>
    <p>
      ${words.counted(visitors, 'visitor')} in experiments:
      ${words.percent(variant / (visitors || 1))} saw a variant,
      ${words.percent(plain / (visitors || 1))} a default.
    </p>
    ${table(
      'Who was met, by segment',
      ['Segment', 'Visitors', 'Share', 'Variant', 'Default'],
      segments.map((row) => [
        row.name,
        words.count(row.visitors),
        words.percent(row.share),
        words.count(row.variant),
        words.count(row.default),
      ]),
    )}
  </section>`;
}

function experiment(of: ExperimentReport, report: Report): Html {
  const { text, alarm } = of.sampleRatio;
  return html`<section>
    <h2>${of.experiment}, version ${of.version}</h2>
    <p>${words.counted(of.visitors, 'visitor')}. ${words.apart(of).join(' ')}</p>
    <p class="${alarm ? 'alarm' : 'soft'}">${text}</p>
    ${
      of.results.length
        ? goals(of.results, report)
        : table(
            'No goal was reached yet',
            ['Arm', 'Visitors'],
            of.arms.map((arm) => [words.armName(arm), words.count(arm.visitors)]),
          )
    }
  </section>`;
}

/** One axis for a goal's plots, so that segments can be compared by eye. */
function goals(results: readonly Result[], report: Report): Html[] {
  return [...new Set(results.map(({ goal }) => goal))].map((goal) => {
    const own = results.filter((of) => of.goal === goal);
    const range = rangeOf(own.flatMap(({ comparisons }) => comparisons));
    return html`<h3>Goal ${goal}</h3>
      ${own.map((of) => result(of, range, report))}`;
  });
}

function result(of: Result, range: number, report: Report): Html {
  const valued = words.isValued(of.arms);
  return html`<div class="result">
    ${table(
      of.segment === undefined ? 'All segments' : `Segment ${of.name}`,
      ['Arm', 'Visitors', 'Reached', 'Rate', ...(valued ? ['Value'] : [])],
      of.arms.map((arm) => [
        words.armName(arm),
        words.count(arm.visitors),
        words.count(arm.conversions),
        words.percent(arm.rate),
        ...(valued ? [words.amount(arm.value ?? 0)] : []),
      ]),
    )}
    ${
      of.comparisons.length
        ? html`<ul class="comparisons">
            ${of.comparisons.map((compared) => comparison(compared, range, report))}
          </ul>`
        : html`<p class="soft">There is nothing to compare with: a single arm.</p>`
    }
  </div>`;
}

function comparison(of: ComparedArms, range: number, report: Report): Html {
  const { lift, interval, verdict, corrected } = of;
  const told = [
    lift === undefined ? 'no lift can be told yet' : `lift ${words.lift(lift)}`,
    interval ? `${words.lift(interval[0])} to ${words.lift(interval[1])}` : '',
    verdict === 'too little data' ? '' : `p\u00a0${words.probability(corrected)}`,
  ];
  return html`<li class="${tones[verdict]}">
    <p>${words.comparedWith(of)}: <span class="verdict">${words.verdict(of, report)}</span></p>
    <p class="soft">${told.filter(Boolean).join(', ')}</p>
    ${intervalPlot(of, range)}
  </li>`;
}

function table(
  caption: string,
  head: readonly string[],
  rows: readonly (readonly string[])[],
): Html {
  return html`<table>
    <caption>
      ${caption}
    </caption>
    <thead>
      <tr>
        ${head.map((name) => html`<th scope="col">${name}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        ([name, ...cells]) =>
          html`<tr>
            <th scope="row">${name}</th>
            ${cells.map((cell) => html`<td>${cell}</td>`)}
          </tr>`,
      )}
    </tbody>
  </table>`;
}
