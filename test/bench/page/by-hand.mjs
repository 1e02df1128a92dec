/**
 * The same work without a library: both versions stand in the HTML, and CSS shows one of them. What decides is set on
 * `<html>` before anything is parsed, so that nothing has to be changed later.
 */

/** @param {import('./landing-page.mjs').Region} region */
export const bothVersions = ({ before, after }) => ({
  html: `<div class="after">${after}</div><div class="before">${before}</div>`,
});

export const showOne = '<style>.spring .before,html:not(.spring) .after{display:none}</style>';

/** Whatever storage throws, the default stays. */
export const decide = `<script>try{const{first}=localStorage;first?Date.now()-first>18e5&&new URLSearchParams(location.search).get("utm_campaign")==="spring"&&document.documentElement.classList.add("spring"):localStorage.first=Date.now()}catch{}</script>`;
