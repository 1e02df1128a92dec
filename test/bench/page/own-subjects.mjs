/** The floor, the practical limit, and Tailorbird: those that need no package of somebody else. */
import { readFileSync } from 'node:fs';
import { bothVersions, decide, showOne } from './by-hand.mjs';

const audience = 'returning+campaign:spring';
const script = readFileSync(new URL('../../../dist/tailorbird.min.js', import.meta.url), 'utf8');

const tailorbirdRegion = ({ id, before, after }) => ({
  attributes: { 'data-tb-block': id },
  html: `<template data-tb-for="${audience}">${after}</template>${before}`,
});

/** @type {readonly import('./subjects.mjs').PageSubject[]} */
export const ownSubjects = [
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
    remembers: 'tailorbird',
  },
  {
    name: 'tailorbird, file',
    description: 'the script tag first in `<head>`',
    head: '<script src="/tailorbird.min.js"></script>',
    files: { '/tailorbird.min.js': script },
    region: tailorbirdRegion,
    remembers: 'tailorbird',
  },
];
