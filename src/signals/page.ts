import { own } from '../lib/own.js';

/** `page.*`: the address and the document. Repeated query keys keep their first value. */
export function readPage(): object {
  const query: Record<string, string> = Object.create(null) as Record<string, string>;
  new URLSearchParams(location.search).forEach(
    (value, key) => (query[key] ??= value.slice(0, 256)),
  );
  return {
    url: location.href,
    host: location.hostname,
    path: location.pathname,
    hash: location.hash,
    title: own(document, 'title'),
    lang: own(document, 'documentElement').lang,
    query,
  };
}
