import type { SignalContext } from './context.js';

export function readGeo({ geo }: SignalContext): object {
  const { geoCountry } = document.documentElement.dataset;
  return { ...geo, ...(geoCountry && { country: geoCountry }) };
}
