/** npm create kobling-connector: what it writes works at once, without a registry, in process and over the network. */
import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { checkout, run, runKobling, runNode, whileServed } from './shell.ts';

const program = join(checkout, 'create-kobling-connector', 'index.mjs');

describe('create-kobling-connector', () => {
  let folder = '';
  let project = '';
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kobling-create-'));
    project = join(folder, 'my-ERP 2');
    const made = await runNode(folder, program, 'my-ERP 2');
    assert.equal(made.code, 0, made.text);
    assert.match(made.text, /the connector "myerp2"/);
  });
  after(() => rm(folder, { recursive: true }));

  test('its own tests pass', async () => {
    const tested = await run(project, 'npm', 'test');
    assert.equal(tested.code, 0, tested.text);
    assert.match(tested.text, /pass \d\d/);
  });

  test('the check passes in process', async () => {
    const checked = await run(project, 'npm', 'run', 'check');
    assert.equal(checked.code, 0, checked.text);
    assert.match(checked.text, /Connector myerp2: \d+ passed, 0 must be mended, 0 will hurt in use/);
  });

  test('the check passes over SOAP', async () => {
    await run(project, 'npm', 'run', 'demo');
    await whileServed(project, ['src/connector.ts', '--files', '.'], async (url) => {
      const checked = await runKobling(project, 'connector', 'check', url, '--config', 'file=demo.db', '--write');
      assert.equal(checked.code, 0, checked.text);
      assert.match(checked.text, / 0 must be mended, 0 will hurt in use/);
    });
  });

  test('npm install asks nobody, and leaves the links in place', async () => {
    const installed = await run(project, 'npm', 'install', '--offline', '--no-audit', '--no-fund');
    assert.equal(installed.code, 0, installed.text);
    const lock = JSON.parse(await readFile(join(project, 'package-lock.json'), 'utf8')) as { packages: object };
    assert.deepEqual(Object.keys(lock.packages), ['', 'node_modules/@kobling/sdk', 'vendor/sdk']);
    const checked = await run(project, 'npm', 'run', 'check');
    assert.equal(checked.code, 0, checked.text);
  });

  test('after a clone, npm install and --link put everything back', async () => {
    await rm(join(project, 'node_modules'), { recursive: true });
    assert.equal((await run(project, 'npm', 'install', '--offline', '--no-audit', '--no-fund')).code, 0);
    const linked = await runNode(folder, program, '--link', 'my-ERP 2');
    assert.equal(linked.code, 0, linked.text);
    const checked = await run(project, 'npm', 'run', 'check');
    assert.equal(checked.code, 0, checked.text);
    const strange = await runNode(folder, program, '--link', '.');
    assert.equal(strange.code, 2);
    assert.match(strange.text, /was not made by this command/);
  });

  test('a folder that holds something is left alone', async () => {
    await writeFile(join(folder, 'note.txt'), 'mine');
    const refused = await runNode(folder, program, '.');
    assert.equal(refused.code, 2);
    assert.match(refused.text, /is not empty/);
    assert.equal((await readdir(folder)).length, 2);
  });

  test('packed, it needs no checkout: the SDK goes along', async () => {
    const packed = await run(join(checkout, 'create-kobling-connector'), 'npm', 'pack', '--pack-destination', folder);
    assert.equal(packed.code, 0, packed.text);
    const archive = (await readdir(folder)).find((name) => name.endsWith('.tgz')) ?? '';
    const unpacked = await run(folder, 'tar', '-xzf', archive);
    assert.equal(unpacked.code, 0, unpacked.text);
    const made = await runNode(folder, join(folder, 'package', 'index.mjs'), 'other');
    assert.equal(made.code, 0, made.text);
    const tested = await runNode(join(folder, 'other'), '--test', 'test/connector.test.ts');
    assert.equal(tested.code, 0, tested.text);
  });
});
