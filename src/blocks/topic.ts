import { attribute, readAttribute } from './attributes.js';
import type { CreateItem } from './item.js';
import { whenSeen } from './seen.js';
import { readTopics } from './topics.js';

/**
 * Content with a topic. Interest grows once it has been seen for a second. Where the topic is the whole page's
 * (`<html>`, `<body>`, `<meta>`) it grows when the page is parsed: blocks are decided by what was known before.
 */
export const createTopic: CreateItem = (element, host) => {
  const topics = readTopics(readAttribute(element, attribute.topic) ?? '', host.report);
  const isPage = /^(html|body|meta)$/.test(element.localName);
  let counted = false;
  let stop: (() => void) | undefined;

  function count(): void {
    counted = true;
    host.interest(topics);
  }

  return {
    element,
    undecided: () => false,
    open: () => isPage && !counted,
    update() {
      if (counted) return;
      if (!isPage) stop = whenSeen(element, count);
      else if (!host.streaming()) count();
    },
    again: () => undefined,
    restore: () => stop?.(),
  };
};
