/* A consent manager of the IAB's Transparency and Consent Framework, made of the IAB's own client library. */
import { CmpApi } from '@iabtcf/cmpapi';
import { tcString } from '../../../support/tc-string.js';
import type {} from './chooser.js';

const cmp = new CmpApi(31, 1, true);

// The visitor sees the dialogue, then chooses.
cmp.update('', true);
window.choose = (state) =>
  cmp.update(state === 'granted' ? tcString(1, 2, 5, 6) : tcString(1, 2), false);
