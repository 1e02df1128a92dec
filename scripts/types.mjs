/** Writes one declaration file beside each module of the package: what users see, nothing internal. */
import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { Extractor, ExtractorConfig } from '@microsoft/api-extractor';

const root = resolve(import.meta.dirname, '..');
const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');
rmSync(resolve(root, 'temp/types'), { recursive: true, force: true });
execFileSync(process.execPath, [tsc, '-p', 'tsconfig.types.json'], { cwd: root, stdio: 'inherit' });

for (const entry of [
  'index',
  'core',
  'stats',
  'device',
  'why',
  'sinks',
  'inspector',
  'consent/google',
  'consent/tcf',
  'consent/gpp',
]) {
  const config = ExtractorConfig.prepare({
    configObject: {
      projectFolder: root,
      mainEntryPointFilePath: `${root}/temp/types/${entry}.d.ts`,
      compiler: { tsconfigFilePath: `${root}/tsconfig.types.json` },
      apiReport: { enabled: false, reportFileName: `${entry}.api.md` },
      docModel: { enabled: false },
      tsdocMetadata: { enabled: false },
      dtsRollup: { enabled: true, untrimmedFilePath: `${root}/dist/${entry}.d.ts` },
      messages: {
        compilerMessageReporting: { default: { logLevel: 'error' } },
        extractorMessageReporting: {
          default: { logLevel: 'warning' },
          // The house style writes plain JSDoc sentences and marks nothing as public or beta.
          'ae-missing-release-tag': { logLevel: 'none' },
          'ae-unresolved-link': { logLevel: 'none' },
        },
        tsdocMessageReporting: { default: { logLevel: 'none' } },
      },
    },
    configObjectFullPath: undefined,
    packageJsonFullPath: `${root}/package.json`,
  });
  const result = Extractor.invoke(config, {
    localBuild: true,
    messageCallback: (message) => {
      // The bundled compiler is older than ours by design; it only merges declarations here.
      if (message.messageId === 'console-compiler-version-notice') message.handled = true;
      if (message.messageId === 'console-preamble') message.handled = true;
    },
  });
  if (!result.succeeded) process.exitCode = 1;
}
