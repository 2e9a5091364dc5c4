#!/usr/bin/env node
// npm create kobling-connector NAME, or from a checkout: node create-kobling-connector/index.mjs NAME
//
// Writes a project that needs no registry: the SDK (which has no dependencies) is copied into it, and what npm would link is
// linked at once. Node 20 can run this file; the project itself needs Node 22.18, which a checkout brings along.
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkout, copySdk } from './sdk-copy.mjs';

const usage = `Begins a connector for Kobling.

  npm create kobling-connector NAME        (from a checkout: node create-kobling-connector/index.mjs NAME)
  node …/create-kobling-connector/index.mjs --link [FOLDER]   in a project that exists: links the SDK and the command kobling anew

NAME is a folder; its last part, lower case letters and digits, becomes the connector's name.`;

const template = fileURLToPath(new URL('template', import.meta.url));
const [wish, more] = process.argv.slice(2);
if (wish === undefined || wish === '--help' || wish === '-h') {
  console.log(usage);
  process.exitCode = wish === undefined ? 2 : 0;
} else if (wish === '--link') {
  const folder = resolve(more ?? '.');
  if (existsSync(join(folder, 'vendor', 'sdk'))) link(folder);
  else refuse(`${folder} was not made by this command: it has no vendor/sdk.`);
} else if (wish.startsWith('-')) refuse(`There is no option ${wish}.\n\n${usage}`);
else create(wish);

function create(wanted) {
  const folder = resolve(wanted);
  const name = basename(folder)
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, '');
  if (name === '') return refuse(`"${wanted}" holds no letter or digit, so the connector would have no name.`);
  if (existsSync(folder) && readdirSync(folder).length > 0)
    return refuse(`${folder} is not empty. Choose another name.`);
  mkdirSync(folder, { recursive: true });
  cpSync(template, folder, { recursive: true });
  // npm leaves files of that name out of packages.
  renameSync(join(folder, 'gitignore'), join(folder, '.gitignore'));
  for (const file of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!file.isFile()) continue;
    const path = join(file.parentPath ?? file.path, file.name);
    writeFileSync(path, readFileSync(path, 'utf8').replaceAll('__NAME__', name));
  }
  copySdk(join(folder, 'vendor', 'sdk'));
  link(folder);
  const way = relative(process.cwd(), folder) || '.';
  console.log(`${folder}: the connector "${name}".

  cd ${way}
  npm test            its tests: the suite that every connector must pass
  npm run check       ${checkout === undefined ? 'the same with a report; needs the command kobling, see README.md' : 'the same with a report for people'}
  npm run serve       the connector as a SOAP service

Then replace src/erp.ts by what talks to your ERP. README.md says more.`);
}

/** What `npm install` would link, and besides the commands of the checkout, so that scripts find them. */
function link(folder) {
  const modules = join(folder, 'node_modules');
  place(join(modules, '@kobling', 'sdk'), join('..', '..', 'vendor', 'sdk'));
  if (checkout === undefined) return;
  place(join(modules, '.bin', 'kobling'), join(checkout, 'packages', 'server', 'bin', 'kobling.mjs'));
  const node = join(checkout, 'node_modules', '.bin', 'node');
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 22 || (major === 22 && minor >= 18)) return;
  if (existsSync(node)) place(join(modules, '.bin', 'node'), node);
  else
    console.log(
      `This is Node ${process.versions.node}; the project needs 22.18 or newer. Run "npm start" once in ${checkout}, which brings one, and then this command with --link ${folder}.`,
    );
}

function place(path, target) {
  mkdirSync(join(path, '..'), { recursive: true });
  rmSync(path, { recursive: true, force: true });
  symlinkSync(target, path);
}

function refuse(sentence) {
  console.error(sentence);
  process.exitCode = 2;
}
