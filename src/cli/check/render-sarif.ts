import { isAbsolute } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { CheckResult } from './check-pages.js';
import { codes, type Code, type Severity } from './codes.js';
import type { Finding } from './finding.js';

const levels: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  hint: 'note',
};

/**
 * The format in which code scanners report.
 *
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function renderSarif({ findings }: CheckResult, version: string): string {
  const ids = Object.keys(codes) as Code[];
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'tailorbird',
            semanticVersion: version,
            rules: ids.map((id) => ({
              id,
              shortDescription: { text: `${codes[id][1]}.` },
              defaultConfiguration: { level: levels[codes[id][0]] },
            })),
          },
        },
        columnKind: 'utf16CodeUnits',
        results: findings.map((finding) => ({
          ruleId: finding.code,
          ruleIndex: ids.indexOf(finding.code),
          level: levels[finding.severity],
          message: { text: `${finding.message} ${finding.advice}` },
          locations: [{ physicalLocation: locate(finding) }],
        })),
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

function locate({ file, line, column, endLine, endColumn }: Finding): object {
  const uri = isAbsolute(file)
    ? pathToFileURL(file).href
    : file.split(/[\\/]/).map(encodeURIComponent).join('/');
  return {
    artifactLocation: { uri },
    region: { startLine: line, startColumn: column, endLine, endColumn },
  };
}
