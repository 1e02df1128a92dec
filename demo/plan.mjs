/** The plan that stands in the page: two segments of its own beside the built-in ones. */
export const plan = {
  segments: [
    {
      id: 'named',
      name: 'Known by first name',
      kind: 'demographic',
      when: { 'traits.firstName': { $exists: true } },
    },
    {
      id: 'german',
      name: 'German-speaking countries',
      kind: 'geographic',
      when: { 'geo.country': { $in: ['DE', 'AT', 'CH'] } },
    },
  ],
};
