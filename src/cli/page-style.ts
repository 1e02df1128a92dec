/** The style of the HTML report: a phone's width, print, light and dark. */
export const pageStyle = `
:root {
  color-scheme: light dark;
  --ink: #1c2330; --soft: #5a6474; --line: #d8dde5; --paper: #fff; --card: #f6f7f9;
  --ahead: #12703c; --behind: #b3261e; --open: #3b4a66; --little: #8a5a00; --alarm: #fdecea;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ink: #e8ebf0; --soft: #a3adbd; --line: #3a4352; --paper: #14181f; --card: #1d232d;
    --ahead: #6fd39b; --behind: #ff9a91; --open: #b4c2dc; --little: #f0c36a; --alarm: #43201d;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0 auto; padding: 24px 16px 48px; max-width: 960px; background: var(--paper); color: var(--ink);
  font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif;
}
h1 { font-size: 1.6rem; line-height: 1.2; margin: 0 0 8px; }
h2 { font-size: 1.25rem; margin: 40px 0 8px; padding-top: 16px; border-top: 1px solid var(--line); }
h3 { font-size: 1.05rem; margin: 24px 0 8px; }
h1, h2, h3, p, tbody th, li { overflow-wrap: anywhere; }
td { white-space: nowrap; }
p { margin: 0 0 8px; }
.soft, footer { color: var(--soft); font-size: .9rem; }
.alarm { background: var(--alarm); border-left: 4px solid var(--behind); padding: 12px 16px; border-radius: 4px; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; font-size: .95rem; }
caption { text-align: left; font-weight: 600; padding-bottom: 4px; overflow-wrap: anywhere; }
th, td { text-align: right; padding: 6px 0 6px 8px; border-bottom: 1px solid var(--line); vertical-align: baseline; }
th:first-child { text-align: left; padding-left: 0; }
thead th { color: var(--soft); font-weight: 500; font-size: .8rem; }
tbody th { min-width: 5.5em; }
tbody th { font-weight: 500; }
.result { margin: 0 0 16px; padding: 12px; background: var(--card); border-radius: 8px; }
.comparisons {
  list-style: none; margin: 16px 0 0; padding: 0; display: grid; gap: 16px 32px;
  grid-template-columns: repeat(auto-fill, minmax(min(100%, 270px), 1fr));
}
.comparisons p { margin: 0; }
.verdict { font-weight: 600; }
.ahead { --tone: var(--ahead); } .behind { --tone: var(--behind); }
.open { --tone: var(--open); } .little { --tone: var(--little); }
.verdict, .bar, .dot { color: var(--tone); fill: var(--tone); }
svg { display: block; width: 100%; max-width: 420px; height: auto; margin-top: 4px; }
svg text { font: 11px system-ui, sans-serif; fill: var(--soft); text-anchor: middle; }
.axis { stroke: var(--line); fill: none; } .zero { stroke: var(--soft); stroke-dasharray: 3 3; fill: none; }
.bar { opacity: .45; } .dot { stroke: var(--card); stroke-width: 2; }
ul.bad { margin: 0 0 8px; padding-left: 20px; }
@media (max-width: 400px) {
  table { font-size: .88rem; }
  thead th { font-size: .74rem; }
}
@media (min-width: 760px) {
  .result { padding: 16px; }
}
@media print {
  :root {
    color-scheme: light;
    --ink: #000; --soft: #444; --line: #bbb; --paper: #fff; --card: #fff;
    --ahead: #12703c; --behind: #b3261e; --open: #3b4a66; --little: #8a5a00; --alarm: #fff;
  }
  body { max-width: none; padding: 0; font-size: 11pt; }
  .result { border: 1px solid var(--line); break-inside: avoid; }
  .bar, .dot { print-color-adjust: exact; }
  h2, h3 { break-after: avoid; }
}
`;
