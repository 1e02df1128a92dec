import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const bench = new URL('../', import.meta.url);
const modules = new URL('node_modules/', bench);
const { devDependencies } = JSON.parse(readFileSync(new URL('package.json', bench), 'utf8'));

/** Installs what Tailorbird is compared with, in a folder of its own, if it is not there in the wanted versions. */
export function ensurePeers() {
  const missing = Object.entries(devDependencies).filter(
    ([name, version]) => installedVersion(name) !== version,
  );
  if (!missing.length) return;
  console.log(`Installing ${missing.map(([name]) => name).join(', ')}`);
  const { status } = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: fileURLToPath(bench),
    stdio: 'inherit',
  });
  if (status !== 0) throw new Error('The packages to compare with could not be installed');
}

/** A file of a peer's package, as text. */
export function readPeer(file) {
  return readFileSync(new URL(file, modules), 'utf8');
}

/** Name, version and licence of each peer. */
export function listPeers() {
  return Object.keys(devDependencies).map((name) => {
    const { version, license } = manifest(name);
    return { name, version, license };
  });
}

function installedVersion(name) {
  return existsSync(new URL(`${name}/package.json`, modules)) ? manifest(name).version : undefined;
}

function manifest(name) {
  return JSON.parse(readPeer(`${name}/package.json`));
}
