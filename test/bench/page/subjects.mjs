/**
 * The subjects of the benchmark: each shows the same variant to the same visitor on the same page, by its own means.
 *
 * @typedef {import('./landing-page.mjs').Subject & {
 *   name: string,
 *   description: string,
 *   files?: Record<string, string>,
 *   answers?: Record<string, string>,
 *   remembers?: string,
 * }} PageSubject `remembers` is the key of localStorage in which a visitor is known again, where it comes after the page; `files` are scripts by address, `answers` what the subject's service sends, 300 ms later: JSON by the
 *   beginning of the address, the longest wins.
 */
import { growthBook } from './growthbook.mjs';
import { ownSubjects } from './own-subjects.mjs';
import { services } from './services.mjs';
import { smallLibraries } from './small-libraries.mjs';

/** @type {readonly PageSubject[]} */
export const subjects = [
  ...ownSubjects,
  ...growthBook(),
  ...(await smallLibraries()),
  ...(await services()),
];
