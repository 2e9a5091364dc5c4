import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Command } from 'commander';
import { buildProgram } from './main.ts';
import { ago, short, table } from './print.ts';
import { runCaught } from './testing/cli-hub.ts';

let folder = '';
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kobling-parsing-'));
});
after(() => rm(folder, { recursive: true }));

const run = (...argv: readonly string[]) => runCaught(argv, { KOBLING_DATA: folder });
const quiet = { out: () => undefined, err: () => undefined, isPerson: false, now: () => new Date(0) };

function* leaves(command: Command, path: readonly string[] = []): Generator<readonly [readonly string[], Command]> {
  if (command.commands.length === 0) yield [path, command];
  for (const child of command.commands) yield* leaves(child, [...path, child.name()]);
}

test('every command has a help with an example, and takes --data, --url and --json', async () => {
  const program = buildProgram({ env: {}, terminal: quiet, exitCode: 0 });
  const paths = [...leaves(program)].map(([path]) => path).filter((path) => path[0] !== 'start');
  assert.ok(paths.length >= 20, String(paths.length));
  for (const path of paths) {
    const { code, out } = await run(...path, '--help');
    assert.equal(code, 0, path.join(' '));
    assert.match(out, /Example: kobling /, path.join(' '));
    for (const option of ['--data', '--url', '--json']) assert.ok(out.includes(option), `${path.join(' ')} ${option}`);
  }
});

const misuse: readonly (readonly [string, readonly string[], RegExp])[] = [
  ['an unknown command', ['snyc'], /unknown command 'snyc'/],
  ['an unknown option', ['status', '--jsn'], /unknown option '--jsn'/],
  ['a missing argument', ['apply'], /missing required argument 'file'/],
  ['a side that there is not', ['sync', '--resync', 'both'], /Allowed choices are crm, erp/],
  ['a record without kind', ['log', '--entity', '12'], /write it like company:12/],
  ['a number that is none', ['undo', 'last'], /"last" is not a number/],
  ['a field without value', ['crm', 'company', 'create', 'name'], /write it like name=Acme/],
  ['a link with too little', ['link', 'A', 'Customer', '--erp', '1'], /needs both: --erp KEY and --crm ID/],
  [
    'a link both ways',
    ['link', 'A', 'Customer', '--erp', '1', '--crm', '1', '--by', 'name'],
    /or link in bulk with --by/,
  ],
  ['a set-up file that is not there', ['apply', 'nowhere.yaml'], /cannot be read/],
];
for (const [name, argv, expected] of misuse) {
  test(`exit code 2 and a sentence: ${name}`, async () => {
    const { code, err } = await run(...argv);
    assert.equal(code, 2, err);
    assert.match(err, expected);
  });
}

test('with --json a failure is JSON too', async () => {
  const { code, err } = await run('status', '--json');
  assert.equal(code, 1);
  assert.equal((JSON.parse(err) as { error: { code: string } }).error.code, 'cli.noHub');
});

test('a connector that cannot be reached, and what is no address of one, are told', async () => {
  const away = await run('connector', 'check', 'http://127.0.0.1:1/x.svc');
  assert.equal(away.code, 4, away.out);
  assert.match(away.err, /127\.0\.0\.1/);
  const strange = await run('connector', 'check', 'ftp://erp.example/x');
  assert.match(strange.err, /is not the address of a connector.*connector\.url/);
});

test('a module is checked for its connector', async () => {
  const good = join(folder, 'good.mjs');
  await writeFile(
    good,
    `export const connector = { name: 'mine', displayName: 'Mine', configFields: () => [], testConfig: async () => ({ status: 'done' }),
      open: async () => ({ status: 'rejected', reason: { code: 'mine.closed', message: 'Closed today.' } }) };`,
  );
  const bad = join(folder, 'bad.mjs');
  await writeFile(bad, 'export const x = 1;');
  assert.match((await run('connector', 'serve', bad)).err, /exports no connector/);
  assert.match((await run('connector', 'serve', join(folder, 'none.mjs'))).err, /cannot be loaded/);
  const checked = await run('connector', 'check', 'plugin://mine', '--module', good);
  assert.equal(checked.code, 4);
  assert.match(checked.out, /could not be asked.*Closed today/s);
  assert.match(
    (await run('connector', 'check', 'plugin://mine', '--module', good, '--config', 'a=b')).err,
    /has no configuration "a"/,
  );
});

test('a check ends with a code for each severity, and --fail-on says what counts', async () => {
  const module = join(folder, 'plain.mjs');
  const junit = join(folder, 'report.xml');
  const sdk = (at: string): string => JSON.stringify(import.meta.resolve(`../../../sdk/src/${at}`));
  await writeFile(
    module,
    `import { memoryConnector, sampleErp } from ${sdk('memory/index.ts')};
    export const connector = memoryConnector(sampleErp);
    connector.world.behaviour.plainWire = false;
    connector.world.add('Project', { Nm: 'Bygg', Budget: '1000.5' });`,
  );
  const check = async (...more: readonly string[]) => await run('connector', 'check', '--module', module, ...more);
  assert.equal((await check()).code, 0);
  const hurting = module.replace('plain.mjs', 'hurting.mjs');
  await writeFile(hurting, (await readFile(module, 'utf8')).replace('plainWire = false', 'plainWire = true'));
  const hurt = await run('connector', 'check', '--module', hurting, '--json', '--junit', junit);
  assert.deepEqual([hurt.code, (JSON.parse(hurt.out) as { grade: string }).grade], [3, 'hurts'], hurt.out);
  assert.match(await readFile(junit, 'utf8'), / failures="1" errors="0".*<failure type="hurts"/s);
  const german = module.replace('plain.mjs', 'german.mjs');
  await writeFile(german, (await readFile(module, 'utf8')).replace('plainWire = false', `writesAs = 'de-DE'`));
  const unset = await run('connector', 'check', '--module', german);
  assert.equal(unset.code, 3, unset.out);
  assert.match(unset.out, /hurt culture: .* is "1\.000,5": set the culture of the connection .*de-DE/);
  assert.equal((await run('connector', 'check', '--module', german, '--culture', 'de-DE')).code, 0);
  const unheard = await run('connector', 'check', '--module', german, '--culture', 'de-DD');
  assert.deepEqual([unheard.code, /Did you mean "de-DE"\?/.test(unheard.err)], [2, true], unheard.err);
  const borne = await run('connector', 'check', '--module', hurting, '--fail-on', 'broken', '--junit', junit);
  assert.equal(borne.code, 0, borne.out);
  assert.match(await readFile(junit, 'utf8'), / failures="0" .*will hurt: /s);
});

test('a connector that is not there is an error in the JUnit file too', async () => {
  const junit = join(folder, 'away.xml');
  const away = await run('connector', 'check', 'plugin://nowhere', '--junit', junit);
  assert.equal(away.code, 4, away.err);
  assert.match(await readFile(junit, 'utf8'), / errors="1" .*<error type="unasked" message="/s);
  const misused = await run('connector', 'check', 'plugin://workbook', '--fail-on', 'nothing');
  assert.equal(misused.code, 2);
});

test('tables are aligned, cells are one line, times relative', () => {
  assert.equal(
    table(
      ['A', 'Bee'],
      [
        ['longer', 'x'],
        ['å\n', ''],
      ],
    ),
    'A       Bee\nlonger  x\nå',
  );
  assert.equal(short('x'.repeat(70)).length, 60);
  const now = new Date('2026-01-01T12:00:00Z');
  const at = (seconds: number): string => ago(new Date(now.getTime() - seconds * 1000).toISOString(), now);
  assert.deepEqual(
    [at(1), at(60), at(120), at(7_200), at(200_000), at(-120), ago(null, now)],
    ['now', '60 s ago', '2 min ago', '2 h ago', '2 d ago', 'in 2 min', 'never'],
  );
});
