/**
 * Segments as site owners write them, and visitors to test them on. Always the same ones: nothing is random. Every
 * signal that a condition compares has a value, because the peers have other rules for missing ones.
 */

const countries = ['DE', 'AT', 'CH', 'FR', 'US', 'GB', 'JP', 'BR'];
const channels = ['Direct', 'Organic Search', 'Paid Search', 'Email', 'Referral', 'AI Assistant'];
const topics = ['running', 'hiking', 'cooking', 'gardening', 'cycling'];
const pick = (list, index) => list[index % list.length];

/** Kinds of conditions, from the most ordinary one to those with every operator. `index` makes each one different. */
const kinds = [
  (index) => ({ 'source.campaign': `campaign-${index % 40}` }),
  (index) => ({ 'geo.country': { $in: [pick(countries, index), pick(countries, index + 3)] } }),
  (index) => ({ 'visits.count': { $gte: index % 9 }, 'visits.returning': true }),
  (index) => ({ 'traits.company.employee_count': { $gte: (index % 20) * 50, $lt: 2000 } }),
  (index) => ({
    $or: [
      { 'interests.top': pick(topics, index) },
      { 'page.path': { $regex: `^/${pick(topics, index)}/` } },
    ],
  }),
  (index) => ({
    $and: [
      { 'source.channel': { $ne: pick(channels, index) } },
      { 'device.type': { $nin: ['tablet'] } },
      { 'time.weekday': { $lte: 5 } },
    ],
  }),
  (index) => ({
    'traits.plan': { $not: { $eq: index % 2 ? 'free' : 'pro' } },
    'traits.roles': { $size: 2 },
  }),
  (index) => ({ 'traits.roles': { $all: ['admin'] }, 'visits.daysSinceLast': { $gt: index % 12 } }),
  (index) => ({
    'traits.orders': { $elemMatch: { total: { $gt: (index % 10) * 20 }, sku: 'tulip' } },
  }),
  (index) => ({ 'traits.company.industry': { $exists: true }, 'geo.region': `R${index % 7}` }),
];

/** @param {number} count @returns {{ id: string, when: object }[]} */
export function makeSegments(count) {
  return Array.from({ length: count }, (_, index) => ({
    id: `segment-${index}`,
    when: pick(kinds, index)(Math.floor(index / kinds.length) * 7 + index),
  }));
}

/** @param {number} count @returns {object[]} */
export function makeVisitors(count) {
  return Array.from({ length: count }, (_, index) => ({
    page: { path: `/${pick(topics, index)}/${index}` },
    source: {
      channel: pick(channels, index),
      campaign: `campaign-${index % 40}`,
      paid: index % 2 === 0,
    },
    geo: { country: pick(countries, index), region: `R${index % 7}` },
    device: { type: pick(['desktop', 'mobile', 'tablet'], index) },
    visits: { count: index % 12, returning: index % 3 > 0, daysSinceLast: index % 15 },
    interests: { top: pick(topics, index + 2) },
    time: { weekday: (index % 7) + 1 },
    traits: {
      plan: pick(['free', 'pro', 'team'], index),
      roles: index % 2 ? ['admin', 'developer'] : ['editor'],
      company: { employee_count: (index % 50) * 60, industry: 'retail' },
      orders: [
        { sku: 'tulip', total: index % 200 },
        { sku: pick(['rose', 'tulip'], index), total: 30 },
      ],
    },
  }));
}

/** Blocks that ask for these segments, as a page has them: two variants each. @param {number} count */
export function makeBlocks(count) {
  return Array.from({ length: count }, (_, index) => ({
    id: `block-${index}`,
    variants: [
      { audience: `segment-${(index * 7) % 100}+segment-${(index * 3) % 100}` },
      { audience: `segment-${(index * 11) % 100} !segment-${(index * 5) % 100}+mobile` },
    ],
  }));
}
