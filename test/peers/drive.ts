/** Our client drives a peer's host through every operation. */
import assert from 'node:assert/strict';
import { type Actor, type ActorStream, collect, type Connection, type Connector, type Outcome } from '@kobling/sdk';
import { exchange } from '../../packages/soap/src/client/exchange.ts';
import { operationNames, type OperationName, type Profile } from '../../packages/soap/src/contract/profile.ts';
import { learn, type Namespaces, soapConnector, wcfProfile } from '../../packages/soap/src/index.ts';
import { call, guid, testHost } from '../../packages/soap/src/testing/served.ts';
import type { Message, ReadObject } from '../../packages/soap/src/wire/read.ts';
import type { WireValue } from '../../packages/soap/src/wire/write.ts';
import { awkward, sampleName } from './sample.ts';

export interface PeerHost {
  readonly url: string;
  /** What its contract should turn out to be. */
  readonly namespaces: Namespaces;
  /** Text as it comes out of this peer, given what went in or lies there. */
  readonly arrives?: (text: string) => string;
  /** How it writes a character that XML cannot hold. */
  readonly control: 'reference' | 'as it is';
  /** How it says that it fell over. */
  readonly fault: RegExp;
}

/** Learns the contract from the peer's own WSDL, then calls everything. */
export async function drive(peer: PeerHost): Promise<void> {
  const { url, namespaces } = peer;
  const learnt = await learn({ url, fetch }, call());
  if (learnt.status !== 'done') return assert.fail(learnt.reason.message);
  const { profile } = learnt.value;
  assert.deepEqual(wireNames(profile), wireNames(wcfProfile(namespaces)), 'the contract is what the peer declares');
  const connector = value(await soapConnector({ url, fetch }, { profile }, call()));
  await setUp(connector);
  const connection = value(await connector.open({ Server: 'srv <&>', Secret: '' }, testHost, call()));
  await describes(connection);
  await reads(peer, connection);
  await writes(peer, connection);
  await lists(peer, connection);
  await forgets(url, profile, connection);
  await authenticates(url, profile);
}

/** A profile in the order of our list, so that two compare. */
function wireNames({ operations }: Profile) {
  return [...operationNames, 'Authenticate'].map((name) => {
    const operation = operations[name];
    if (operation === undefined) return `${name} is missing`;
    return JSON.stringify([
      name,
      operation.action,
      operation.wrapper,
      operation.request,
      operation.responseWrapper,
      operation.result,
    ]);
  });
}

async function setUp(connector: Connector): Promise<void> {
  assert.deepEqual(
    connector.configFields().map(({ fieldKey, type, access, displayName }) => [fieldKey, type, access, displayName]),
    [
      ['Server', 'text', 'mandatory', 'US:"Server";NO:"Tjener"'],
      ['Secret', 'password', 'normal', 'Secret <&>'],
    ],
  );
  value(await connector.testConfig({ Server: 'srv' }, testHost, call()));
  const refused = await connector.testConfig({}, testHost, call());
  assert.equal(refused.status === 'rejected' && refused.reason.code, 'config.server');
}

async function describes(connection: Connection): Promise<void> {
  value(await connection.test(call()));
  assert.deepEqual(value(await connection.actorTypes(call())), ['Customer', 'Person', 'Project']);
  const fields = value(await connection.fields('Customer', call()));
  assert.deepEqual(
    fields.map(({ fieldKey, type, access, maxLength, listName }) =>
      [fieldKey, type, access, maxLength, listName].join(' '),
    ),
    [
      'Nm text mandatory 60 ',
      'Phone text normal 30 ',
      'VatNo text normal 20 ',
      'City text normal 40 ',
      'CustGr list normal 0 CustGr',
      'Credit double normal 0 ',
      'Orders integer normal 0 ',
      'Blocked checkbox normal 0 ',
      'Since datetime normal 0 ',
      'Note text normal 0 ',
      'Balance double readOnly 0 ',
    ],
  );
  assert.deepEqual(value(await connection.searchableFields('Person', call())), [
    'FirstName',
    'LastName',
    'Mobile',
    'Email',
  ]);
  const unknown = await connection.fields('Supplier', call());
  assert.equal(unknown.status === 'rejected' && unknown.reason.code, 'actorType.unknown');
}

async function reads({ arrives = same }: PeerHost, connection: Connection): Promise<void> {
  const asked = { actorType: 'Customer', fieldKeys: ['Nm', 'Phone', 'City', 'Credit', 'Note', 'NoSuch'] } as const;
  const found = await all(connection.getActors({ ...asked, erpKeys: ['10000', 'nobody', '10001'] }, call()));
  assert.deepEqual(
    found.map(({ erpKey, parentActorType, parentErpKey }) => [erpKey, parentActorType, parentErpKey]),
    [
      ['10000', undefined, undefined],
      ['10001', undefined, undefined],
    ],
  );
  assert.deepEqual(found[0]?.fieldValues, {
    Nm: sampleName,
    Phone: '',
    City: 'Tromsø',
    Credit: '[F:12345.6789]',
    Note: arrives(awkward),
  });
  // Null was not observed, blank is a value (H05).
  assert.deepEqual(found[1]?.fieldValues, { Nm: 'Tom', Phone: '', Credit: '', Note: '' });
  const bare = await all(connection.getActors({ actorType: 'Customer', erpKeys: ['10000'], fieldKeys: [] }, call()));
  assert.deepEqual(bare[0]?.fieldValues, {});
  assert.deepEqual(await all(connection.getActors({ ...asked, erpKeys: [] }, call())), []);

  const named = { actorType: 'Customer', fieldKeys: ['Nm'] } as const;
  assert.deepEqual(await keys(connection.search({ ...named, text: 'TOM' }, call())), ['10001']);
  assert.deepEqual(await keys(connection.search({ ...named, text: '<as> ]]>' }, call())), ['10000']);
  assert.deepEqual(await keys(connection.search({ ...named, text: '' }, call())), ['10000', '10001']);
  assert.deepEqual(await keys(connection.search({ ...named, text: 'no such' }, call())), []);
  const inside = { actorType: 'Person', text: '', fieldKeys: ['LastName'] } as const;
  const persons = await all(
    connection.search({ ...inside, parent: { actorType: 'Customer', erpKey: '10000' } }, call()),
  );
  assert.deepEqual(
    persons.map(({ erpKey, parentActorType, parentErpKey, fieldValues }) => [
      erpKey,
      parentActorType,
      parentErpKey,
      fieldValues['LastName'],
    ]),
    [['P1', 'Customer', '10000', 'Ødegård']],
  );
  const by = (operator: '=' | 'between', values: readonly string[]) =>
    connection.searchAdvanced(
      {
        ...named,
        restrictions: [
          { fieldKey: 'VatNo', operator, values },
          { fieldKey: 'Nm', operator: 'contains', values: ['<as>'] },
        ],
      },
      call(),
    );
  assert.deepEqual(await keys(by('=', ['no 1'])), ['10000']);
  assert.deepEqual(await keys(by('=', ['no 2'])), []);
  const refused = await collect(by('between', ['1', '2']));
  assert.equal(refused.status === 'rejected' && refused.reason.code, 'search.operator');
}

async function writes({ arrives = same }: PeerHost, connection: Connection): Promise<void> {
  const fieldValues = { Nm: 'Nytt <&>]]> 😀', Note: awkward, Phone: '', Credit: '[F:0.1]' };
  const created = value(await connection.createActor({ actorType: 'Customer', fieldValues }, call()));
  assert.equal(created.erpKey, '10002');
  const person = value(
    await connection.createActor(
      {
        actorType: 'Person',
        parentActorType: 'Customer',
        parentErpKey: created.erpKey,
        fieldValues: { LastName: 'Å]]>' },
      },
      call(),
    ),
  );
  assert.deepEqual([person.erpKey, person.parentErpKey], ['P2', created.erpKey]);
  const orphan = await connection.createActor({ actorType: 'Person', fieldValues: { LastName: 'Alene' } }, call());
  assert.equal(orphan.status === 'rejected' && orphan.reason.code, 'parent.unknown');
  const control = await connection.createActor({ actorType: 'Customer', fieldValues: { Nm: 'a\u0001b' } }, call());
  assert.equal(control.status === 'rejected' && control.reason.code, 'soap.unsendable');
  assert.match(control.status === 'rejected' ? control.reason.message : '', /U\+0001/);

  const saved = value(
    await connection.saveActors(
      [
        { actorType: 'Customer', erpKey: created.erpKey, fieldValues: { City: 'Bodø', Phone: '1' } },
        { actorType: 'Customer', erpKey: '10001', fieldValues: { Phone: '' } },
      ],
      call(),
    ),
  );
  assert.deepEqual(
    saved.map((result) => result.status === 'saved' && [result.actor.erpKey, result.actor.fieldValues['Phone']]),
    [
      [created.erpKey, '1'],
      ['10001', ''],
    ],
  );
  const since = { actorType: 'Customer', fieldKeys: ['Nm', 'Note', 'City', 'Phone', 'Credit'] } as const;
  const changed = await all(connection.getChangedActors({ ...since, updatedOnOrAfter: created.lastModified }, call()));
  assert.deepEqual(
    changed.map(({ erpKey, fieldValues: values }) => [erpKey, values]),
    [[created.erpKey, { ...fieldValues, Note: arrives(arrives(awkward)), City: 'Bodø', Phone: '1' }]],
  );
  assert.equal((await keys(connection.getChangedActors({ ...since, updatedOnOrAfter: '' }, call()))).length, 3);
}

async function lists(peer: PeerHost, connection: Connection): Promise<void> {
  const groups = value(await connection.getList('CustGr', undefined, call()));
  assert.deepEqual(
    [...groups],
    [
      ['1', 'US:"Retail";NO:"Detaljhandel"'],
      ['2', 'Engros <&>'],
      ['3', ''],
    ],
  );
  assert.deepEqual([...value(await connection.getList('CustGr', ['2', '9'], call()))], [['2', 'Engros <&>']]);
  assert.deepEqual([...value(await connection.getList('Nothing', undefined, call()))], []);
  const unknown = await connection.getList('NoSuch', undefined, call());
  assert.equal(unknown.status === 'rejected' && unknown.reason.code, 'list.unknown');
  const control = await connection.getList('Control', undefined, call());
  if (peer.control === 'reference') {
    assert.equal(control.status === 'done' && control.value.get('1'), 'a\u0001b');
    assert.match(control.status === 'done' ? (control.notice?.message ?? '') : '', /U\+0001.*Take it out in the ERP/);
  } else {
    assert.equal(control.status === 'retry' && control.reason.code, 'soap.unreadable');
    assert.match(
      control.status === 'retry' ? control.reason.message : '',
      /the character U\+0001, which no XML may hold.*ListItems\[1\]/,
    );
  }
  const broken = await connection.getList('Broken', undefined, call());
  assert.equal(broken.status === 'retry' && broken.reason.code, 'soap.fault');
  assert.match(broken.status === 'retry' ? broken.reason.message : '', peer.fault);
}

/** The connector forgets the connection: it gets it again, without a word. */
async function forgets(url: string, profile: Profile, connection: Connection): Promise<void> {
  const deleted = await bare(url, profile, 'WSDeleteConnection', { ConnectionGuid: guid });
  assert.equal(deleted.IsOk, true);
  const unknown = await bare(url, profile, 'WSTestConnection', { ConnectionGuid: guid });
  assert.deepEqual([unknown.IsOk, unknown.State, unknown.ErrorCode], [false, 'Error', 'UNKNOWN_CONNECTION_ID']);
  value(await connection.test(call()));
}

async function authenticates(url: string, profile: Profile): Promise<void> {
  const answer = await bare(url, profile, 'Authenticate', { SignedToken: 'a.b.c <&>' });
  assert.deepEqual(answer, { Reason: '', SignedApplicationToken: 'answer to a.b.c <&>', Succeeded: true });
  const refused = await bare(url, profile, 'Authenticate', { SignedToken: null });
  assert.deepEqual([refused.Succeeded, refused.Reason], [false, 'There is no token.']);
}

/** One call as it is, without the client's care. */
async function bare(url: string, profile: Profile, name: OperationName, carrier: WireValue): Promise<ReadObject> {
  const operation = profile.operations[name];
  if (operation === undefined) return assert.fail(`${name} is missing.`);
  const exchanged = exchange({ url, fetch }, operation, carrier, undefined, call());
  const step = await exchanged.next();
  if (step.done !== true || step.value.ended !== 'answered') return assert.fail(JSON.stringify(step.value));
  const message: Message = step.value.message;
  if (message.kind !== 'carrier' || message.value === null) return assert.fail(JSON.stringify(message));
  return message.value;
}

const same = (text: string): string => text;
function value<T>(outcome: Outcome<T>): T {
  return outcome.status === 'done' ? outcome.value : assert.fail(`${outcome.reason.code}: ${outcome.reason.message}`);
}
const all = async (stream: ActorStream): Promise<readonly Actor[]> => value(await collect(stream));
const keys = async (stream: ActorStream): Promise<readonly string[]> => (await all(stream)).map(({ erpKey }) => erpKey);
