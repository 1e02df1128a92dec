/*
 * Sees what the inspector draws: in a frame it puts nothing into the page, and nobody else has its root. It stands before
 * `inspect`, which looks at the prototypes when it comes.
 */
(() => {
  const { attachShadow } = Element.prototype;
  let root: ShadowRoot | undefined;
  Element.prototype.attachShadow = function (init) {
    return (root = attachShadow.call(this, init));
  };

  const nextFrame = (): Promise<unknown> => new Promise(requestAnimationFrame);

  window.__readInspector = async () => {
    while (!root?.querySelector('.bar p')?.textContent) await nextFrame();
    const found = root;
    // What is drawn last is drawn a task later.
    await nextFrame();
    await nextFrame();
    const kinds = new Set<string>();
    let text = '';
    for (const tab of found.querySelectorAll<HTMLElement>('[role=tab]')) {
      tab.click();
      text += found.textContent;
      for (const element of found.querySelectorAll('*')) {
        kinds.add(`<${element.localName}>`);
        for (const name of element.getAttributeNames()) kinds.add(name);
        if (element instanceof HTMLInputElement) text += element.value;
      }
    }
    return { kinds: [...kinds].sort(), text };
  };
})();
