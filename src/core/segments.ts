import type { Condition, Segment } from '../types.js';

const channel = (...names: string[]): Condition => ({ 'source.channel': { $in: names } });
const device = (type: string): Condition => ({ 'device.type': type });

/**
 * The segments every page has; a plan may define any of them anew.
 * Channel groups join the paid and the organic channel; `paid` is any paid one.
 */
const definitions: Readonly<Record<string, Condition>> = {
  new: { 'visits.returning': false },
  returning: { 'visits.returning': true },
  mobile: device('mobile'),
  tablet: device('tablet'),
  desktop: device('desktop'),
  direct: channel('Direct'),
  search: channel('Organic Search', 'Paid Search'),
  social: channel('Organic Social', 'Paid Social'),
  email: channel('Email'),
  paid: { 'source.paid': true },
  referral: channel('Referral'),
  ai: channel('AI Assistant'),
  video: channel('Organic Video', 'Paid Video'),
  shopping: channel('Organic Shopping', 'Paid Shopping'),
  affiliate: channel('Affiliates'),
  weekday: { 'time.weekday': { $lte: 5 } },
  weekend: { 'time.weekday': { $gte: 6 } },
};

export const builtInSegments: readonly Segment[] = Object.entries(definitions).map(
  ([id, when]) => ({
    id,
    when,
  }),
);
