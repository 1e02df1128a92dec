/**
 * Who may import whom (ARCHITECTURE.md):
 * types, lib ← core ← visitor, events ← signals, blocks ← tailorbird ← index, auto, inspector; core, stats, logic ← cli
 */
/** A module of Node's own. */
const builtIn = '^(node:)?[a-z]+$';

const layers = [
  ['^src/(types[a-z/]*\\.ts|lib/)', '^src/(types[a-z/]*\\.ts|lib/)'],
  ['^src/core/', '^src/(types[a-z/]*\\.ts|lib/|core/)'],
  ['^src/visitor/', '^src/(types[a-z/]*\\.ts|lib/|core/|visitor/)|^node_modules/idb-keyval/'],
  ['^src/events/', '^src/(types[a-z/]*\\.ts|lib/|core/|visitor/|events/)'],
  ['^src/signals/', '^src/(types[a-z/]*\\.ts|lib/|core/|visitor/|events/|signals/)'],
  ['^src/blocks/', '^src/(types[a-z/]*\\.ts|lib/|core/|visitor/|events/|blocks/)'],
  [
    '^src/(inputs|controls|page-plan|page-decider|measure)\\.ts',
    '^src/(types[a-z/]*\\.ts|page-plan\\.ts|lib/|core/|visitor/|events/|signals/|blocks/)',
  ],
  [
    '^src/tailorbird\\.ts',
    '^src/(types[a-z/]*|inputs|controls|page-plan|page-decider|measure)\\.ts|^src/(lib|core|visitor|events|signals|blocks)/',
  ],
  ['^src/index\\.ts', '^src/(types[a-z/]*\\.ts|tailorbird\\.ts|core/)'],
  [
    '^src/auto\\.ts',
    '^src/(types[a-z/]*|tailorbird|lib/own|lib/asked|lib/report|blocks/attributes)\\.ts',
  ],
  ['^src/core\\.ts', '^src/(types[a-z/]*\\.ts|core/|signals/(source|channel|device)[-a-z]*\\.ts)'],
  ['^src/why(\\.ts|/)', '^src/(types[a-z/]*\\.ts|core/|why/)'],
  [
    '^src/inspector(\\.ts|/)',
    '^src/(types[a-z/]*\\.ts|lib/|core/|logic/|blocks/vocabulary\\.ts|inspector/)',
  ],
  ['^src/sinks(\\.ts|/)', '^src/(types[a-z/]*\\.ts|core/hash\\.ts|sinks/)'],
  ['^src/device\\.ts', '^src/(types[a-z/]*\\.ts|core/)|^node_modules/(@types/)?ua-parser-js/'],
  ['^src/consent/', '^src/(types[a-z/]*\\.ts|lib/|core/signal\\.ts|consent/)'],
  ['^src/logic/', '^src/(types[a-z/]*\\.ts|core/|logic/|signals/(geo-continent|continents)\\.ts)'],
  ['^src/stats/', '^src/(types[a-z/]*\\.ts|lib/|stats/)'],
  ['^src/stats\\.ts', '^src/stats/'],
  ['^src/cli\\.ts', `^src/cli/|^node_modules/|${builtIn}`],
  [
    '^src/cli/',
    `^src/(types[a-z/]*\\.ts|core/|stats/|logic/|cli/|blocks/vocabulary\\.ts)|^node_modules/|${builtIn}`,
  ],
];

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-orphans',
      severity: 'error',
      from: {
        orphan: true,
        path: '^src/',
        pathNot: '^src/(index|auto|core|device|why|sinks|consent|inspector|stats|cli)',
      },
      to: {},
    },
    {
      name: 'nothing-imports-an-entry',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(index|auto|inspector)\\.ts' },
      to: { path: '^src/(index|auto|core|device|why|sinks|inspector|stats|cli)\\.ts' },
    },
    ...layers.map(([from, to], index) => ({
      name: `layer-${index}-${from.replace(/\W+/g, '-')}`,
      severity: 'error',
      from: { path: from },
      to: { pathNot: to },
    })),
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types'] },
  },
};
