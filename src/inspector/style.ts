/** A constructed style sheet: no policy refuses it, and no page's rule reaches what it is for. */
export function createSheet(): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  return sheet;
}

const css = `
:host { all: initial; }
* { box-sizing: border-box; }
.root {
  --back: #fff; --fore: #1b2330; --soft: #586374; --line: #d5dae2; --shade: #f3f5f8;
  --accent: #0b57d0; --on-accent: #fff; --good: #146c2e; --bad: #b3261e; --warn: #8a5000;
  color-scheme: light;
  font: 14px/1.45 system-ui, sans-serif; color: var(--fore);
}
@media (prefers-color-scheme: dark) {
  .root {
    --back: #171b21; --fore: #e6eaf0; --soft: #a3adbb; --line: #363e4a; --shade: #20262e;
    --accent: #8ab4f8; --on-accent: #10151c; --good: #7fd18b; --bad: #f2a39b; --warn: #f0b866;
    color-scheme: dark;
  }
}
button, input, select { font: inherit; color: inherit; }
button {
  border: 1px solid var(--line); border-radius: 6px; background: var(--back); padding: 3px 10px; cursor: pointer;
}
button:hover { background: var(--shade); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 1px; }
.bar {
  position: fixed; z-index: 2147483646; left: 12px; bottom: 12px; max-width: min(560px, calc(100vw - 24px));
  display: flex; flex-wrap: wrap; align-items: center; gap: 6px 10px; padding: 8px 12px;
  background: var(--back); border: 2px solid var(--accent); border-radius: 10px; box-shadow: 0 4px 18px #0004;
}
.bar p { margin: 0; overflow-wrap: anywhere; }
.bar strong { color: var(--accent); }
`;
