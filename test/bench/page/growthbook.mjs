/**
 * GrowthBook's script tag `auto.min.js` with a visual experiment: its own answer to "change these elements for these
 * visitors". It knows the campaign by itself; whether somebody has been here before the page has to tell it.
 * https://docs.growthbook.io/lib/script-tag
 */
import { pageRegions } from './landing-page.mjs';
import { literal, returning } from './glue.mjs';
import { readPeer } from '../support/peers.mjs';

const payload = {
  features: {},
  experiments: [
    {
      key: 'spring',
      status: 'running',
      hashAttribute: 'id',
      hashVersion: 2,
      coverage: 1,
      weights: [0, 1],
      urlPatterns: [{ include: true, type: 'simple', pattern: '/' }],
      condition: { utmCampaign: 'spring', returning: true },
      variations: [
        {},
        {
          domMutations: pageRegions.map(({ id, after }) => ({
            selector: `#${id}`,
            attribute: 'html',
            action: 'set',
            value: after,
          })),
        },
      ],
    },
  ],
};

/** @returns {import('./subjects.mjs').PageSubject[]} */
export function growthBook() {
  const files = {
    '/growthbook.min.js': readPeer('@growthbook/growthbook/dist/bundles/auto.min.js'),
  };
  const config = (more) =>
    `<script>${returning}window.growthbook_config={attributes:{returning},${more}}</script>`;
  const tag = (attributes = '') =>
    `<script src="/growthbook.min.js" data-tracking="none" data-no-streaming="true" ${attributes}></script>`;
  const inline = config(`payload:${literal(payload)}`);
  const remote = config('cacheSettings:{disableCache:true}');
  const asking = 'data-api-host="/api" data-client-key="key"';
  const calming = 'data-anti-flicker="true" data-anti-flicker-timeout="3500"';
  const answers = { '/api/api/features/key': JSON.stringify(payload) };
  return [
    {
      name: 'growthbook, inline payload',
      description: '`auto.min.js` first in `<head>`, the experiment in the page',
      head: inline + tag(),
      files,
    },
    {
      name: 'growthbook, inline payload, anti-flicker',
      description: 'the same, with its page-hiding switched on',
      head: inline + tag(calming),
      files,
    },
    {
      name: 'growthbook, API',
      description: 'the experiment comes from its API, 300 ms away',
      head: remote + tag(asking),
      files,
      answers,
    },
    {
      name: 'growthbook, API, anti-flicker',
      description: 'the same, with its page-hiding switched on',
      head: remote + tag(`${asking} ${calming}`),
      files,
      answers,
    },
  ];
}
