import { beacon } from '../scenarios/beacon.js';
import { changes } from '../scenarios/changes.js';
import { clock } from '../scenarios/clock.js';
import { consents } from '../scenarios/consent.js';
import { faults } from '../scenarios/faults.js';
import { delivery } from '../scenarios/delivery.js';
import { demo } from '../scenarios/demo.js';
import { fights } from '../scenarios/fights.js';
import { fuzzed } from '../scenarios/fuzzed.js';
import { inspector } from '../scenarios/inspector.js';
import { interruptions } from '../scenarios/interruptions.js';
import { hostileAddress } from '../scenarios/hostile-address.js';
import { hostileClobbering } from '../scenarios/hostile-clobbering.js';
import { hostilePlace } from '../scenarios/hostile-place.js';
import { hostileMemory, hostilePreview } from '../scenarios/hostile-preview.js';
import { hostileRecord } from '../scenarios/hostile-record.js';
import { hostileSelfTest } from '../scenarios/hostile-self-test.js';
import { hostileStored } from '../scenarios/hostile-stored.js';
import { hostileTold } from '../scenarios/hostile-told.js';
import { kept } from '../scenarios/kept.js';
import { late } from '../scenarios/late.js';
import { markup } from '../scenarios/markup.js';
import { order } from '../scenarios/order.js';
import { pageFaults } from '../scenarios/page-faults.js';
import { preview } from '../scenarios/preview.js';
import { privacy } from '../scenarios/privacy.js';
import { quota } from '../scenarios/quota.js';
import { readme } from '../scenarios/readme.js';
import { refusals } from '../scenarios/refusals.js';
import { rendering } from '../scenarios/rendering.js';
import { restarts } from '../scenarios/restarts.js';
import { scale } from '../scenarios/scale.js';
import { secondThoughts } from '../scenarios/second-thoughts.js';
import { selfTest } from '../scenarios/self-test.js';
import { sinks } from '../scenarios/sinks.js';
import { signals } from '../scenarios/signals.js';
import { storageFaults } from '../scenarios/storage-faults.js';
import { storms } from '../scenarios/storms.js';
import { visitorSignals } from '../scenarios/visitor-signals.js';
import { visits } from '../scenarios/visits.js';
import type { Scenarios } from './stage.js';

export type Topics = Readonly<Record<string, Scenarios>>;

export const topics: Topics = {
  'the harness itself': selfTest,
  'order and streaming': order,
  visits,
  signals,
  'signals of the visitor': visitorSignals,
  markup,
  changes,
  late,
  faults,
  'storage that fails': storageFaults,
  'storage that is full': quota,
  'the clock': clock,
  'a page that is interrupted': interruptions,
  'started again, or twice': restarts,
  'what a page does to itself': pageFaults,
  'a framework that renders': rendering,
  storms,
  fights,
  'pages like none': fuzzed,
  privacy,
  'what is kept': kept,
  previews: preview,
  'the inspector': inspector,
  consent: consents,
  'what a visitor refuses': refusals,
  'what is said of consent, and said again': secondThoughts,
  sinks,
  'the beacon': beacon,
  delivery,
  scale,
  'the README': readme,
  'the demo': demo,
};

/** Hundreds of pages in frames: beside two other browsers WebKitGTK was seen to take ten times as long for one. */
export const hostileTopics: Topics = {
  'hostile input is noticed': hostileSelfTest,
  'hostile addresses': hostileAddress,
  'hostile places': hostilePlace,
  'hostile preview links': hostilePreview,
  'what a tab remembers of a hostile preview': hostileMemory,
  'hostile records': hostileRecord,
  'hostile answers': hostileTold,
  'hostile markup': hostileClobbering,
  'something else in storage': hostileStored,
};
