/** Contracts that the set-up file gives, for services that publish none. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { collect } from '@kobling/sdk';
import { oneNamespace, wcfDefaults, wcfProfile, wsdlText } from '@kobling/soap';
import { type FarState, serving } from '../plugins/testing/far-service.ts';
import { testServiceHub, type TestServiceHub } from '../services/testing/service-hub.ts';
import { parseEgressRule } from '../egress/rules.ts';
import { applySetup, type ApplyResult } from './apply.ts';
import { exportSetup } from './export.ts';
import { readSetup } from './read.ts';

let fixture: TestServiceHub;
/** A service that publishes nothing, and a hub that may call it. */
const silent = (work: (url: string, state: FarState) => Promise<void>): Promise<void> =>
  serving(async (url, state) => {
    state.published = false;
    const rule = parseEgressRule(new URL(url).host);
    assert.ok(rule.status === 'done');
    fixture = await testServiceHub(undefined, { egress: [rule.value] });
    try {
      await work(url, state);
    } finally {
      await fixture.close();
    }
  });

const wsdl = (names: typeof wcfDefaults): string => wsdlText(wcfProfile(names), 'http://elsewhere.example/x.svc');
const files = { 'file:far.wsdl': wsdl(oneNamespace), 'file:other.wsdl': wsdl(wcfDefaults), 'file:bad.wsdl': '<a/>' };

const fileOf = (url: string, wsdlOf: string): string => `connectors:
  - { name: Far, url: "${url}"${wsdlOf === '' ? '' : `, wsdl: { file: ${wsdlOf} }`} }
connections:
  - name: ERP far
    connector: Far
    actors: { Customer: { fields: { Nm: { crm: name, sync: both } } } }
`;

async function apply(text: string, values: Readonly<Record<string, string>> = files): Promise<ApplyResult> {
  const read = readSetup(text);
  assert.ok(read.ok, JSON.stringify(read));
  return await applySetup(fixture.hub, read.setup, { dryRun: false, by: 'ann', values });
}
async function changesOf(text: string, values?: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const result = await apply(text, values);
  assert.ok(result.ok, JSON.stringify(result));
  return result.changes;
}
async function problemsOf(text: string, values?: Readonly<Record<string, string>>): Promise<string> {
  const result = await apply(text, values);
  return result.ok ? '' : result.problems.map(({ line, code, message }) => `${line} ${code} ${message}`).join('\n');
}
async function customers(): Promise<number | string> {
  const [row] = await fixture.hub.db.query<{ id: number }>(`select id from connection where name = 'ERP far'`);
  const read = await fixture.hub.connections.use(row?.id ?? 0, (open) =>
    collect(
      open.search({ actorType: 'Customer', text: '', fieldKeys: ['Nm'] }, { signal: new AbortController().signal }),
    ),
  );
  return read.status === 'done' ? read.value.length : read.reason.code;
}

test('a service that publishes no contract is set up by its file, which is exported, compared and kept', () =>
  silent(async (url, state) => {
    state.contract = 1;
    assert.match(await problemsOf(fileOf(url, '')), /^5 wsdl\.refused .*Where the service publishes no WSDL/);
    assert.match(await problemsOf(fileOf(url, 'bad.wsdl')), /^2 setup\.badWsdl bad\.wsdl: The WSDL describes another/);
    assert.match(
      await problemsOf(fileOf(url, 'far.wsdl'), {}),
      /^2 setup\.referenceMissing The WSDL of Far: the file far\.wsdl cannot be read where kobling apply runs/,
    );
    assert.deepEqual(await fixture.hub.db.query('select id from connector'), [], 'nothing was saved by any of it');

    const given = fileOf(url, 'far.wsdl');
    const first = await changesOf(given);
    assert.deepEqual(first.slice(0, 2), [
      'Connector Far: added.',
      'Connector Far: its contract is taken from far.wsdl.',
    ]);
    assert.equal(await customers(), 1);
    assert.deepEqual(await changesOf(given), []);
    const exported = await exportSetup(fixture.hub);
    assert.match(exported, /wsdl: \{ file: far\.wsdl \}/);
    assert.deepEqual(await changesOf(exported, {}), [], 'on the same hub the file need not be at hand');
    assert.deepEqual(await changesOf(fileOf(url, '')), [], 'left out, the contract stays as it is');

    // The service is another one by now: what is open follows the new file.
    state.contract = 0;
    assert.deepEqual(await changesOf(fileOf(url, 'other.wsdl')), [
      'Connector Far: its contract is taken from other.wsdl.',
    ]);
    assert.equal(await customers(), 1);
    assert.match(await exportSetup(fixture.hub), /wsdl: \{ file: other\.wsdl \}/);
  }));

test('one that was given on a screen is exported under a name to provide it under', () =>
  silent(async (url) => {
    const file = `connectors: [{ name: "Far, away", url: "${url}" }]\nconnections: []\n`;
    await fixture.hub.connectors.remote?.test(url, files['file:other.wsdl']);
    await changesOf(file);
    // The next use finds the place to keep it.
    await fixture.hub.connectors.byUrl(url);
    const exported = await exportSetup(fixture.hub);
    assert.match(exported, /wsdl: \{ file: Far-away\.wsdl \}/);
    assert.deepEqual(await changesOf(exported, {}), []);
  }));
