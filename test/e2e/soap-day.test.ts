/** A whole hub's day with the ERP in process, over our own SOAP host, and over a WCF connector in Mono: the same evening. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  type Actor,
  type ActorStream,
  collect,
  type Connection,
  decodeValue,
  encodeValue,
  type ErpActorType,
  type FieldValues,
  type Outcome,
} from '@kobling/sdk';
import type { MemoryWorld } from '@kobling/sdk/memory';
import { type CliTestHub, cliTestHub } from '../../packages/server/src/cli/testing/cli-hub.ts';
import { oneNamespace, wcfDefaults, wcfProfile } from '../../packages/soap/src/index.ts';
import { call, connectorAt, serve, testHost } from '../../packages/soap/src/testing/served.ts';
import { compileMono, monoHost } from '../peers/mono.ts';
import { inPeerFolder, peerTest, type RunningPeer } from '../peers/peer.ts';
import { fillSample, peerErp, sampleConnector } from '../peers/sample.ts';
import { type DayErp, type Evening, playDay } from './soap-day.ts';

/** In this process: its users are at its data. */
const atHand = (url: string, world: MemoryWorld): DayErp => ({
  url,
  add: async (actorType, values) => world.add(actorType, values),
  edit: async (actorType, erpKey, values) => world.edit(actorType, erpKey, values),
  remove: async (actorType, erpKey) => world.remove(actorType, erpKey),
  records: async (actorType) =>
    [...world.rows(actorType)].map(({ erpKey, parent, values }) => ({ erpKey, parentErpKey: parent?.erpKey, values })),
});

/** In a process of its own: its users come over the wire as well. */
function atPeer(host: RunningPeer, url: string, connection: Connection): DayErp {
  const fieldsOf = (actorType: ErpActorType) => peerErp.types[actorType]?.fields ?? [];
  const over = (actorType: ErpActorType, values: FieldValues): FieldValues =>
    Object.fromEntries(
      fieldsOf(actorType)
        .filter(({ fieldKey }) => values[fieldKey] !== undefined)
        .map(({ fieldKey, type }) => [fieldKey, encodeValue(type, values[fieldKey] ?? '')]),
    );
  const read = (actorType: ErpActorType, values: FieldValues): FieldValues =>
    Object.fromEntries(
      fieldsOf(actorType).map(({ fieldKey, type }) => {
        const decoded = decodeValue(type, values[fieldKey] ?? '');
        return [fieldKey, decoded.ok ? decoded.value : assert.fail(decoded.reason.message)];
      }),
    );
  return {
    url,
    add: async (actorType, values) =>
      value(await connection.createActor({ actorType, fieldValues: over(actorType, values) }, call())).erpKey,
    edit: async (actorType, erpKey, values) => {
      const change = { actorType, erpKey, fieldValues: over(actorType, values) };
      assert.equal(value(await connection.saveActors([change], call()))[0]?.status, 'saved');
    },
    remove: (actorType, erpKey) => host.tell(`delete ${actorType} ${erpKey}`, new RegExp(`^DELETED ${erpKey}$`, 'm')),
    records: async (actorType) => {
      const fieldKeys = fieldsOf(actorType).map(({ fieldKey }) => fieldKey);
      const found = await all(connection.search({ actorType, text: '', fieldKeys }, call()));
      return found
        .toSorted((a, b) => a.erpKey.localeCompare(b.erpKey))
        .map(({ erpKey, parentErpKey, fieldValues }) => ({
          erpKey,
          parentErpKey,
          values: read(actorType, fieldValues),
        }));
    },
  };
}

async function withHub(url: string | undefined, play: (shell: CliTestHub) => Promise<Evening>): Promise<Evening> {
  const egress = url === undefined ? undefined : `egress: { allowed: ["${new URL(url).host}"] }\n`;
  const shell = await cliTestHub(peerErp, {}, egress);
  try {
    return await play(shell);
  } finally {
    await shell.close();
  }
}

function dayInProcess(): Promise<Evening> {
  return withHub(undefined, (shell) => {
    fillSample(shell.world);
    return playDay(shell, atHand('plugin://sample', shell.world));
  });
}

// Days mostly wait for hubs.
describe('a whole day of a hub', { concurrency: true }, () => {
  const inProcess = dayInProcess();
  inProcess.catch(() => undefined);

  test('in process it comes to the evening that its acts say', { timeout: 120_000 }, async () => {
    const { erp, companies, links, conflicts, log } = await inProcess;
    const rows = (found: readonly unknown[] | undefined, ...columns: readonly string[]) =>
      (found as readonly Readonly<Record<string, unknown>>[]).map((row) => columns.map((column) => row[column]));
    assert.deepEqual(rows(links, 'erp_key', 'entity', 'entity_id', 'state'), [
      ['10000', 'company', 1, 'active'],
      ['10001', 'company', 2, 'missingInErp'],
      ['P1', 'person', 1, 'active'],
      ['PR1', 'project', 1, 'broken'],
      ['10002', 'company', 3, 'active'],
      ['10003', 'company', 4, 'active'],
    ]);
    assert.deepEqual(rows(conflicts, 'erp_field', 'erp_value', 'crm_value', 'winner').at(-1), [
      'Phone',
      'erp',
      'crm',
      'crm',
    ]);
    assert.deepEqual(
      rows(log, 'kind', 'erp_field', 'old_value').filter(([kind]) => kind === 'failure'),
      [['failure', 'CustGr', '3']],
    );
    assert.deepEqual(rows(companies, 'name', 'phone', 'postal_city'), [
      ['Another name', '22 33 44 55', 'Narvik'],
      ['tom ', 'after', 'Voss & omegn'],
      ['Ny <Kunde> & Sønn', '', ''],
      ['NORD', '7', ''],
    ]);
    assert.deepEqual(rows(erp, 'erpKey').flat(), ['10000', '10002', '10003', 'P1', 'PR1']);
  });

  test('over our own SOAP host it comes to the same evening', { timeout: 120_000 }, async () => {
    const connector = sampleConnector();
    const served = await serve([connector], { profile: wcfProfile(oneNamespace) });
    try {
      const evening = await withHub(served.url, (shell) => playDay(shell, atHand(served.url, connector.world)));
      assert.deepEqual(evening, await inProcess);
    } finally {
      await served.close();
    }
  });

  peerTest('mono', 'over a WCF connector in Mono it comes to the same evening', () =>
    inPeerFolder(async (folder) => {
      const host = await monoHost(await compileMono(folder, wcfDefaults));
      try {
        const url = `${host.url}?ConnectorName=sample`;
        const connection = value(await (await connectorAt(url)).open({ Server: 'srv' }, testHost, call()));
        const evening = await withHub(url, (shell) => playDay(shell, atPeer(host, url, connection)));
        assert.deepEqual(evening, await inProcess);
      } finally {
        await host.close();
      }
    }),
  );
});

function value<T>(outcome: Outcome<T>): T {
  return outcome.status === 'done' ? outcome.value : assert.fail(`${outcome.reason.code}: ${outcome.reason.message}`);
}
const all = async (stream: ActorStream): Promise<readonly Actor[]> => value(await collect(stream));
