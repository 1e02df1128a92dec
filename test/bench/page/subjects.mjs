/**
 * The subjects of the benchmark: each shows the same variant to the same visitor on the same page, by its own means.
 *
 * @typedef {import('./landing-page.mjs').Subject & {
 *   name: string,
 *   description: string,
 *   files?: Record<string, string>,
 *   answers?: Record<string, string>,
 * }} PageSubject `files` are scripts by address, `answers` what the subject's service sends, 300 ms later: JSON by the
 *   beginning of the address, the longest wins.
 */
import { readFileSync } from 'node:fs';
import { bothVersions, decide, showOne } from './by-hand.mjs';
import { growthBook } from './growthbook.mjs';
import { services } from './services.mjs';
import { smallLibraries } from './small-libraries.mjs';

const audience = 'returning+campaign:spring';
const script = readFileSync(new URL('../../../dist/tailorbird.min.js', import.meta.url), 'utf8');

const tailorbirdRegion = ({ id, before, after }) => ({
  attributes: { 'data-tb-block': id },
  html: `<template data-tb-for="${audience}">${after}</template>${before}`,
});

/** @type {readonly PageSubject[]} */
export const subjects = [
  {
    name: 'static',
    description: 'the variant written into the HTML by hand: the floor',
    region: ({ after }) => ({ html: after }),
  },
  {
    name: 'hand',
    description: 'both versions in the HTML, and the smallest inline script for just this page',
    head: showOne + decide,
    region: bothVersions,
  },
  {
    name: 'tailorbird, inlined',
    description: 'the script tag’s text in `<head>`, a template in each block',
    head: `<script>${script}</script>`,
    region: tailorbirdRegion,
  },
  {
    name: 'tailorbird, file',
    description: 'the script tag first in `<head>`',
    head: '<script src="/tailorbird.min.js"></script>',
    files: { '/tailorbird.min.js': script },
    region: tailorbirdRegion,
  },
  ...growthBook(),
  ...(await smallLibraries()),
  ...(await services()),
];
