/**
 * Finds the browsers that the tests run in, and on Debian and Ubuntu installs what is missing.
 *
 * Own builds are named by CHROMIUM_PATH, FIREFOX_PATH, WEBKIT_DRIVER_PATH, WEBKIT_MINIBROWSER_PATH and XVFB_PATH.
 */
import { spawnSync } from 'node:child_process';
import { accessSync, constants, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * @typedef {{ readonly missing: string, readonly packages: readonly string[] }} Missing
 *   Why an engine cannot be used, and the Debian packages that would help.
 * @typedef {{ readonly path: string } | Missing} Browser
 * @typedef {{ readonly driver: string, readonly minibrowser: string, readonly xvfb: string } | Missing} WebKit
 * @typedef {{ readonly chromium: Browser, readonly firefox: Browser, readonly webkit: WebKit }} Browsers
 */

/** Looks for every browser, installs nothing. @returns {Browsers} */
export function findBrowsers() {
  return {
    chromium: findBrowser({
      name: 'Chromium',
      variable: 'CHROMIUM_PATH',
      commands: ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'],
      elsewhere: ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'],
      packages: ['chromium'],
    }),
    firefox: findBrowser({
      name: 'Firefox',
      variable: 'FIREFOX_PATH',
      commands: ['firefox-esr', 'firefox'],
      elsewhere: ['/Applications/Firefox.app/Contents/MacOS/firefox'],
      packages: ['firefox-esr'],
    }),
    webkit: findWebKit(),
  };
}

/**
 * Looks for every browser and installs what is missing where that can be done with apt.
 *
 * @returns {Browsers} What could not be had is there with the reason; the caller decides what that means.
 */
export function ensureBrowsers() {
  const found = findBrowsers();
  const missing = Object.values(found).filter((browser) => 'missing' in browser);
  if (missing.length === 0) return found;
  const system = readSystem();
  if (!system.apt) return found;
  // Ubuntu's packages of these names only fetch snaps; a snap cannot read the tests' profile folders.
  const useless = system.ubuntu ? ['chromium', 'firefox-esr'] : [];
  const packages = missing
    .flatMap((browser) => browser.packages)
    .filter((name) => !useless.includes(name));
  if (packages.length > 0) install(packages);
  return findBrowsers();
}

/** What is there and what is missing, a line each, for people. @param {Browsers} browsers */
export function describeBrowsers(browsers) {
  const system = readSystem();
  const names = { chromium: 'Chromium', firefox: 'Firefox', webkit: 'WebKitGTK' };
  return Object.entries(browsers).map(([engine, browser]) =>
    'missing' in browser
      ? `${names[engine]}: missing. ${browser.missing}. ${advice(engine, browser, system)}`
      : `${names[engine]}: ${'path' in browser ? browser.path : browser.minibrowser}`,
  );
}

/** @returns {Browser} */
function findBrowser({ name, variable, commands, elsewhere, packages }) {
  const own = process.env[variable];
  if (own) {
    return isExecutable(own)
      ? { path: own }
      : { missing: `${variable} names ${own}, which cannot be run`, packages: [] };
  }
  const paths = [...commands.flatMap(onPath), ...elsewhere.filter(isExecutable)];
  const path = paths.find((candidate) => !isSnap(candidate));
  if (path) return { path };
  return {
    missing: paths.length
      ? `${paths[0]} is a snap, which cannot read the tests' profile folders`
      : `No ${name} found`,
    packages,
  };
}

/** @returns {WebKit} */
function findWebKit() {
  const driver = process.env['WEBKIT_DRIVER_PATH'] ?? onPath('WebKitWebDriver')[0];
  const minibrowser = process.env['WEBKIT_MINIBROWSER_PATH'] ?? findMiniBrowser();
  const xvfb = process.env['XVFB_PATH'] ?? onPath('Xvfb')[0];
  const parts = [
    { name: 'WebKitWebDriver', path: driver, package: 'webkit2gtk-driver' },
    { name: 'MiniBrowser', path: minibrowser, package: 'libwebkit2gtk-4.1-0' },
    { name: 'Xvfb', path: xvfb, package: 'xvfb' },
  ];
  const absent = parts.filter(({ path }) => !path || !isExecutable(path));
  if (driver && minibrowser && xvfb && absent.length === 0) return { driver, minibrowser, xvfb };
  return {
    missing: `No ${absent.map(({ name, path }) => (path ? `${name} at ${path}` : name)).join(', no ')} found`,
    packages: absent.map((part) => part.package),
  };
}

/** Debian puts it below the machine's own folder of libraries, others below libexec. */
function findMiniBrowser() {
  const libraries = ['/usr/lib', '/usr/libexec', '/usr/lib64'];
  const candidates = libraries.flatMap((folder) => [folder, ...subfolders(folder)]);
  return ['webkit2gtk-4.1', 'webkitgtk-6.0']
    .flatMap((version) => candidates.map((folder) => join(folder, version, 'MiniBrowser')))
    .find(isExecutable);
}

function subfolders(folder) {
  try {
    // `x86_64-linux-gnu` and its like.
    return readdirSync(folder)
      .filter((name) => name.includes('-linux-'))
      .map((name) => join(folder, name));
  } catch {
    return [];
  }
}

function onPath(command) {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return folders.map((folder) => join(folder, command)).filter(isExecutable);
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** On Ubuntu /usr/bin/chromium-browser and /usr/bin/firefox are small shell scripts that start a snap. */
function isSnap(path) {
  try {
    const real = realpathSync(path);
    if (real.startsWith('/snap/') || real.endsWith('/snap')) return true;
    const start = readFileSync(real).subarray(0, 4096).toString('latin1');
    return start.startsWith('#!') && start.includes('/snap/bin/');
  } catch {
    return false;
  }
}

function readSystem() {
  let text = '';
  try {
    text = readFileSync('/etc/os-release', 'utf8');
  } catch {
    // Not Linux, or a very small one.
  }
  const field = (name) => new RegExp(`^${name}="?([^"\n]*)`, 'm').exec(text)?.[1] ?? '';
  const family = `${field('ID')} ${field('ID_LIKE')}`.split(/\s+/);
  const ubuntu = family.includes('ubuntu');
  const debian = family.includes('debian') || ubuntu;
  return { ubuntu, debian, apt: debian && onPath('apt-get').length > 0 };
}

function advice(engine, { packages }, { ubuntu, debian }) {
  if (packages.length === 0) return 'Correct it or unset it';
  const snap = {
    chromium:
      'On Ubuntu install Google Chrome (https://www.google.com/chrome, the .deb), or set CHROMIUM_PATH',
    firefox:
      'On Ubuntu install Firefox from https://packages.mozilla.org (apt), or set FIREFOX_PATH',
  };
  if (ubuntu && engine in snap) return snap[engine];
  if (debian) return `Install it with: apt-get install ${packages.join(' ')}`;
  return {
    chromium: 'Install Chromium or Google Chrome, or set CHROMIUM_PATH',
    firefox: 'Install Firefox 129 or later, or set FIREFOX_PATH',
    webkit:
      'It needs Linux with WebKitGTK 2.44 or later: its WebKitWebDriver and MiniBrowser (webkit2gtk-4.1), and Xvfb; set WEBKIT_DRIVER_PATH, WEBKIT_MINIBROWSER_PATH and XVFB_PATH if they stand elsewhere',
  }[engine];
}

function install(packages) {
  const prefix = aptPrefix();
  if (!prefix) return;
  const names = [...new Set(packages), 'fonts-dejavu-core'];
  console.log(`Installing with apt-get: ${names.join(' ')}`);
  const options = ['-y', '--no-install-recommends', '-o', 'DPkg::Lock::Timeout=120'];
  run([...prefix, 'apt-get', 'update', '-qq']);
  // One by one if not all at once: one unknown package must not keep the others out.
  const installing = [...prefix, 'apt-get', 'install', '-qq', ...options];
  if (!run([...installing, ...names])) names.forEach((name) => run([...installing, name]));
}

/** How to become root, if that is possible without asking anybody. */
function aptPrefix() {
  const environment = ['env', 'DEBIAN_FRONTEND=noninteractive'];
  if (process.getuid?.() === 0) return environment;
  const [sudo] = onPath('sudo');
  if (sudo && spawnSync(sudo, ['-n', 'true']).status === 0) return [sudo, '-n', ...environment];
  console.log('Browsers are missing, and installing them takes root rights.');
  return undefined;
}

function run([command, ...args]) {
  return spawnSync(command, args, { stdio: ['ignore', 'inherit', 'inherit'] }).status === 0;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const browsers = ensureBrowsers();
  console.log(describeBrowsers(browsers).join('\n'));
  const complete = Object.values(browsers).every((browser) => !('missing' in browser));
  if (!complete && process.env['CI']) process.exitCode = 1;
}
