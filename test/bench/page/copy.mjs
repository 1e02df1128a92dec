/**
 * What changes for the visitor: three regions of the page, each with other words in the same markup.
 * `selector` finds, in the template, the element whose content is the region.
 */
export const regions = [
  {
    id: 'hero',
    selector: '.masthead h1',
    words: { h1: ['Welcome back: your garden is waiting for spring!'] },
  },
  {
    id: 'testimonials',
    selector: '.testimonials .container > *',
    words: {
      h2: ['What gardeners like you are saying...'],
      p: [
        '"The tulips came up just as promised, thank you!"',
        '"Spring is amazing. I\'ve been planting lots of super nice bulbs."',
        '"Thanks so much for making these seeds available to us!"',
      ],
    },
  },
  {
    id: 'call-to-action',
    selector: '.call-to-action h2',
    words: { h2: ['Ready for spring? Order your bulbs now!'] },
  },
];

/** The visitor for whom that is: who has been here before, and came by the campaign `spring`. */
export const campaign = 'utm_source=newsletter&utm_campaign=spring';
