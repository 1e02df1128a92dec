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
.bar p { margin: 0; max-height: 25vh; overflow: auto; overflow-wrap: anywhere; }
.bar strong { color: var(--accent); }
.panel {
  position: fixed; z-index: 2147483647; top: 0; right: 0; bottom: 0; width: min(440px, 100vw);
  display: flex; flex-direction: column; background: var(--back); border-left: 1px solid var(--line);
  box-shadow: -4px 0 18px #0003;
}
.panel .bar { position: static; max-width: none; border-width: 2px 0 0; border-radius: 0; box-shadow: none; }
.panel .bar .open { display: none; }
.panel[hidden], .bar[hidden], .frame[hidden] { display: none; }
header { display: flex; align-items: center; justify-content: space-between; padding: 8px 12px 4px; }
h2 { margin: 0; font-size: 16px; }
.close { border: 0; }
.tabs { display: flex; flex-wrap: wrap; gap: 2px; padding: 0 8px; border-bottom: 1px solid var(--line); }
.tabs button { border: 0; border-bottom: 3px solid transparent; border-radius: 4px 4px 0 0; padding: 5px 7px; }
.tabs [aria-selected=true] { border-bottom-color: var(--accent); font-weight: 600; }
.body { flex: 1; overflow: auto; padding: 10px 12px 24px; outline-offset: -2px; overflow-wrap: anywhere; }
.body p { margin: 0 0 8px; }
ul, ol { margin: 0; padding: 0; list-style: none; }
code { font: 12.5px/1.4 ui-monospace, monospace; color: var(--soft); }
small { font-size: 12px; color: var(--soft); }
input, select {
  min-width: 0; border: 1px solid var(--line); border-radius: 5px; background: var(--back); padding: 2px 6px;
}
.signals li { display: grid; grid-template-columns: 1fr auto; gap: 2px 6px; padding: 6px; border-top: 1px solid var(--line); }
.signals code { grid-column: 1; }
.signals small { grid-column: 2; grid-row: 1; }
.signals .changed { background: var(--shade); box-shadow: inset 3px 0 var(--accent); }
.signals li > button { grid-column: 1 / -1; justify-self: start; }
.adder { display: grid; grid-template-columns: 1fr 1fr auto; gap: 6px; padding: 10px 6px; border-top: 1px solid var(--line); }
.sign { display: inline-block; width: 1.3em; font-weight: 700; color: var(--warn); }
.sign.true { color: var(--good); } .sign.false { color: var(--bad); }
summary { cursor: pointer; padding: 5px 2px; }
summary > * { margin-right: 6px; }
.segments > li { border-top: 1px solid var(--line); }
.tree { padding: 0 0 6px 20px; } .tree .tree { padding-bottom: 0; }
.blocks > li, .problems > li { border-top: 1px solid var(--line); padding: 8px 2px; }
.name { font-weight: 600; }
.variants { padding: 6px 0 0 10px; }
.variants li { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 8px; padding: 3px 6px; }
.variants li > button { margin-left: auto; padding: 1px 8px; }
.variants .shown { background: var(--shade); box-shadow: inset 3px 0 var(--good); }
em { color: var(--bad); font-style: normal; }
dl { display: grid; grid-template-columns: minmax(0, 2fr) minmax(0, 3fr); gap: 6px 12px; margin: 0; }
dt { color: var(--soft); } dd { margin: 0; }
label { display: grid; gap: 4px; margin-bottom: 12px; }
.link { display: grid; grid-template-columns: 1fr auto; gap: 4px 6px; margin-bottom: 12px; }
.link span { grid-column: 1 / -1; }
.frame {
  position: fixed; z-index: 2147483645; top: 0; left: 0; pointer-events: none; border: 2px dashed var(--accent);
}
.frame span {
  position: absolute; top: 0; left: 0; padding: 0 6px; font-size: 12px; background: var(--accent); color: var(--on-accent);
}
.frame.bold { border-style: solid; background: color-mix(in srgb, var(--accent) 15%, transparent); }
.said { margin: 0; color: var(--soft); }
.said:not(:empty) { padding: 6px 12px; border-top: 1px solid var(--line); }
`;
