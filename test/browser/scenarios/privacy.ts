import { expect } from 'vitest';
import type { Scenarios } from '../support/stage.js';

export const privacy: Scenarios = {
  'the script makes no request': async (stage) => {
    await stage.visit('campaign.html?utm_campaign=spring', { shows: ['variant-spring'] });
    expect(stage.server.requests).toEqual(['/campaign.html', '/dist/tailorbird.min.js']);
  },

  'a strict content security policy is kept': async (stage) => {
    await stage.visit('policy.html?utm_campaign=spring', { shows: ['variant-spring', 'greeting'] });
    expect(stage.server.requests).toEqual(['/policy.html', '/dist/tailorbird.min.js']);
  },
};
