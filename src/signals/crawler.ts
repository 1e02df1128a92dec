import { isbotNaive } from 'isbot';

/** Whether a user agent says that it is a crawler. (Placeholder until the measured pattern lands.) */
export const isCrawler = isbotNaive;
