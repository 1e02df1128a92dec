/**
 * What the variants say. The defaults are the template's own words. The first audience that fits is shown:
 * what a visitor came for stands before who they are, and the device comes last.
 */

/** The masthead: each variant is the template's own heading and form with other words. */
export const hero = [
  {
    audience: 'campaign:spring',
    heading: 'Spring sale: your professional landing page at half the price!',
    button: 'Get it',
  },
  {
    audience: 'campaign:agency',
    heading: 'Win more clients with landing pages under your own brand!',
    placeholder: 'Work Email Address',
    button: 'Join',
  },
  {
    audience: 'country:DE',
    lang: 'de',
    heading: 'Mehr Anfragen mit einer professionellen Landingpage!',
    placeholder: 'E-Mail-Adresse',
    button: 'Los geht’s',
  },
  {
    audience: 'returning',
    heading: 'Welcome back! Your landing page is just one step away.',
    button: 'Continue',
  },
  {
    audience: 'mobile',
    heading: 'Win customers on every phone with a professional landing page!',
    button: 'Start',
  },
];

/** The testimonials: the same three people, with what matters to whoever comes through that channel. */
export const testimonials = [
  {
    audience: 'search',
    heading: 'What people found here...',
    quotes: [
      '"I had compared a dozen tools. This one had my page up by lunch!"',
      '"Three weeks later we stood on the first page of results. The simple markup did it."',
      '"Exactly what I was looking for, and it was free!"',
    ],
  },
  {
    audience: 'social',
    heading: 'What people are sharing...',
    quotes: [
      '"My followers asked who had designed it. I had!"',
      '"One post, one link, two hundred sign-ups. I’ve never had a launch go like this one."',
      '"It looks just as good opened from a feed as it does on my desk!"',
    ],
  },
  {
    audience: 'ai',
    heading: 'What people say who asked an assistant...',
    quotes: [
      '"I asked for a landing page that simply works. Here it is!"',
      '"The answer was one line long. Setting the page up took hardly more than that."',
      '"I checked everything the assistant had told me. It was all true!"',
    ],
  },
];

/** The last call to action: `{firstName|Friend}` is the visitor's first name, or the word after the bar. */
export const callToAction = [
  { audience: 'named', heading: '{firstName|Friend}, ready to get started? Sign up now!' },
  {
    audience: 'german',
    lang: 'de',
    heading: 'Bereit? Jetzt anmelden und loslegen!',
    placeholder: 'E-Mail-Adresse',
    button: 'Los geht’s',
  },
  { audience: 'returning', heading: 'Ready to pick up where you left off?', button: 'Continue' },
];
