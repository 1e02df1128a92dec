/** Shows in the strip what Tailorbird decided, marks who you are, and forgets you when asked to. */

/* global document, window */

const strip = document.querySelector('.strip');
const status = strip.querySelector('[role=status]');
const button = strip.querySelector('button');
const links = [...strip.querySelectorAll('a[data-audience]')];

const frame = document.querySelector('iframe');
if (frame) {
  frame.addEventListener('load', () => follow(frame.contentWindow));
  if (frame.contentDocument?.readyState === 'complete') follow(frame.contentWindow);
} else follow(window);

/** Watches the Tailorbird of a window. */
function follow({ tailorbird }) {
  if (!tailorbird?.explain) return;
  let note = '';
  const tell = () => {
    const { segments, blocks } = tailorbird.explain();
    status.replaceChildren(
      note,
      'Segments: ',
      bold(segments.join(', ') || 'none'),
      ...blocks.flatMap(({ id, name }, index) => [
        index ? ', ' : ' · Shown: ',
        `${id} `,
        bold(name),
      ]),
    );
  };
  const tellLater = () => void Promise.resolve().then(tell);

  tailorbird.on('decide', tellLater);
  tailorbird.on('swap', tellLater);
  tailorbird.on('goal', ({ id }) => {
    note = `Goal “${id}” counted, nothing sent. `;
    tell();
  });
  void tailorbird.settled.then(() => {
    tell();
    mark(tailorbird);
  });

  button.hidden = false;
  button.onclick = async () => {
    await tailorbird.forget();
    note = 'Forgotten: nothing is stored about you any more. ';
    tell();
  };
}

/** Marks the link that leads to this visitor. */
function mark(tailorbird) {
  // The more particular stands the later.
  const current = links.filter(({ dataset }) => tailorbird.matches(dataset.audience)).pop();
  for (const link of links) {
    if (link === current) link.setAttribute('aria-current', 'true');
    else link.removeAttribute('aria-current');
  }
  // Only the list is scrolled: the page stays where it is.
  const list = current?.closest('ul');
  if (list) list.scrollLeft = current.offsetLeft - (list.clientWidth - current.offsetWidth) / 2;
}

function bold(text) {
  const element = document.createElement('b');
  element.textContent = text;
  return element;
}
