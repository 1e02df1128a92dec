/** Libraries that change a page or draw a variation, and leave it to the page for whom. */
import { bundle } from '../support/bundle.mjs';
import { bothVersions, showOne } from './by-hand.mjs';
import { pageRegions } from './landing-page.mjs';
import { literal, wanted } from './glue.mjs';

const mutations = pageRegions.map(({ id, after }) => ({
  selector: `#${id}`,
  attribute: 'html',
  action: 'set',
  value: after,
}));

/** @returns {Promise<import('./subjects.mjs').PageSubject[]>} */
export async function smallLibraries() {
  const domMutator = await bundle("import mutate from 'dom-mutator'; globalThis.mutate = mutate;");
  const trafficCop = await bundle(
    "import TrafficCop from '@mozmeao/trafficcop'; globalThis.TrafficCop = TrafficCop;",
  );
  return [
    {
      name: 'dom-mutator',
      description: 'first in `<head>`; the page itself decides whether to change anything',
      head: `<script src="/dom-mutator.js"></script><script>${wanted}if(wanted)${literal(mutations)}.forEach(mutate.declarative)</script>`,
      files: { '/dom-mutator.js': domMutator },
    },
    {
      name: 'trafficcop',
      description:
        'Mozilla’s: draws one of one variations if the page says so, both versions stand in the HTML as by hand',
      head: `${showOne}<script src="/trafficcop.js"></script><script>${wanted}if(wanted)new TrafficCop({id:"spring",variations:{spring:100},customCallback:(name)=>document.documentElement.classList.add(name)}).init()</script>`,
      files: { '/trafficcop.js': trafficCop },
      region: bothVersions,
    },
    {
      name: 'dom-mutator, inlined',
      description: 'the same without the trip for the file',
      head: `<script>${domMutator}</script><script>${wanted}if(wanted)${literal(mutations)}.forEach(mutate.declarative)</script>`,
    },
  ];
}
