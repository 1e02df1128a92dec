/**
 * Who may import whom (ARCHITECTURE.md):
 * types, lib ← core ← visitor, events ← signals, blocks ← tailorbird ← index, auto, inspector
 */
const layers = [
  ['^src/(types\\.ts|lib/)', '^src/(types\\.ts|lib/)'],
  ['^src/core/', '^src/(types\\.ts|lib/|core/)'],
  ['^src/visitor/', '^src/(types\\.ts|lib/|core/|visitor/)|^node_modules/idb-keyval/'],
  ['^src/events/', '^src/(types\\.ts|lib/|core/|visitor/|events/)'],
  ['^src/signals/', '^src/(types\\.ts|lib/|core/|visitor/|events/|signals/)'],
  ['^src/blocks/', '^src/(types\\.ts|lib/|core/|visitor/|events/|blocks/)'],
  [
    '^src/(inputs|controls|page-plan)\\.ts',
    '^src/(types\\.ts|lib/|core/|visitor/|events/|signals/|blocks/)',
  ],
  [
    '^src/tailorbird\\.ts',
    '^src/(types|inputs|controls|page-plan)\\.ts|^src/(lib|core|visitor|events|signals|blocks)/',
  ],
  ['^src/index\\.ts', '^src/(types\\.ts|tailorbird\\.ts|core/)'],
  ['^src/auto\\.ts', '^src/(types|tailorbird|lib/report|blocks/attributes)\\.ts'],
  ['^src/core\\.ts', '^src/(types\\.ts|core/|signals/(source|channel|device)[-a-z]*\\.ts)'],
  ['^src/why(\\.ts|/)', '^src/(types\\.ts|core/|why/)'],
  ['^src/sinks(\\.ts|/)', '^src/(types\\.ts|core/hash\\.ts|sinks/)'],
  ['^src/device\\.ts', '^src/(types\\.ts|core/)|^node_modules/(@types/)?ua-parser-js/'],
  ['^src/consent/', '^src/(types\\.ts|lib/|core/signal\\.ts|consent/)'],
  ['^src/stats/', '^src/(types\\.ts|lib/|stats/)'],
  ['^src/cli/', '^src/(types\\.ts|core/|stats/|cli/)|^node_modules/'],
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
      to: { path: '^src/(index|auto|core|device|why|sinks|inspector)\\.ts' },
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
