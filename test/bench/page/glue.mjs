/**
 * What a site owner adds where a subject does not do it by itself. Each is JavaScript text for an inline script.
 */
import { pageRegions } from './landing-page.mjs';

/**
 * The constant `returning`: whether the first page view is half an hour old or older. For subjects that do not know by
 * themselves whether somebody has been here before.
 */
export const returning =
  'const{first}=localStorage,returning=first?Date.now()-first>18e5:(localStorage.first=Date.now(),!1);';

/** The constant `wanted`: whether the variant is for this visitor. For subjects that have no conditions. */
export const wanted = `${returning}const wanted=returning&&new URLSearchParams(location.search).get("utm_campaign")==="spring";`;

/** The HTML of the variant by region, as a literal. */
export const variants = literal(
  Object.fromEntries(pageRegions.map(({ id, after }) => [id, after])),
);

/** Writes the variant into a page that has been parsed. `content` is an expression for the HTML by region. */
export const write = (content) =>
  `for(const[id,html]of Object.entries(${content}))document.getElementById(id).innerHTML=html;`;

/** JSON that cannot end the script that it stands in. */
export function literal(value) {
  return JSON.stringify(value).replaceAll('<', '\\u003c');
}
