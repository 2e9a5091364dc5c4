/** F6, F14: a connector that forgot the connection, one that forgets for good, and one that saved less than it was asked to. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type FakeServer, fakeServer, http, type Peer } from './fake-server.ts';
import { answerTo, connectionTo, patience, read, write } from './subject.ts';

async function withServer(request: (peer: Peer) => void, act: (server: FakeServer) => Promise<void>): Promise<void> {
  const server = await fakeServer({ request });
  try {
    await act(server);
  } finally {
    await server.close();
  }
}
const fault = (text: string): string =>
  `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><s:Fault><faultcode>s:Client</faultcode><faultstring>${text}</faultstring></s:Fault></s:Body></s:Envelope>`;

const spellings: Readonly<Record<string, (operation: string) => string>> = {
  UNKNOWN_CONNECTION_ID: (operation) => answerTo(operation, { IsOk: false, ErrorCode: 'UNKNOWN_CONNECTION_ID' }),
  UnknownConnectionId: (operation) => answerTo(operation, { IsOk: false, ErrorCode: 'UnknownConnectionId' }),
  'unknown connection': (operation) => answerTo(operation, { IsOk: false, ErrorCode: 'unknown connection' }),
  'a fault': () => fault('Unknown connection id 3aef3af6'),
};
for (const [name, forgotten] of Object.entries(spellings)) {
  test(`F14 told as ${name}: it gets our copy, and the call is made once more`, async () => {
    let knows = false;
    await withServer(
      ({ operation, request, send }) => {
        if (operation === 'WSSaveConnection') {
          knows = true;
          assert.match(request, /<a:Key>Server<\/a:Key><a:Value>x<\/a:Value>/);
        }
        void send(http('200 OK', knows ? answerTo(operation) : forgotten(operation)));
      },
      async ({ url, heard }) => {
        assert.equal((await write(url)).status, 'done');
        assert.deepEqual(heard, ['WSCreateActor', 'WSSaveConnection', 'WSCreateActor']);
        knows = false;
        assert.equal((await read(url)).status, 'done');
      },
    );
  });
}

test('F14 one that never remembers is told once, not for ever', () =>
  withServer(
    ({ operation, send }) => void send(http('200 OK', spellings['UNKNOWN_CONNECTION_ID']?.(operation) ?? '')),
    async ({ url, heard }) => {
      const outcome = await write(url);
      assert.equal(outcome.status === 'rejected' && outcome.reason.code, 'soap.forgetful');
      assert.deepEqual(heard, ['WSCreateActor', 'WSSaveConnection']);
    },
  ));

test('F14 one that remembers and forgets at once is asked a bounded number of times', () =>
  withServer(
    ({ operation, send }) =>
      void send(
        http(
          '200 OK',
          operation === 'WSSaveConnection'
            ? answerTo(operation)
            : (spellings['UnknownConnectionId']?.(operation) ?? ''),
        ),
      ),
    async ({ url, heard }) => {
      assert.equal((await read(url)).status, 'rejected');
      assert.ok(heard.length <= 5, heard.join(' '));
    },
  ));

test('F6 what the answer to a save lacks is not confirmed', () =>
  withServer(
    ({ operation, send }) => void send(http('200 OK', answerTo(operation))),
    async ({ url }) => {
      const changes = ['1', '2', '3'].map((erpKey) => ({ actorType: 'Customer', erpKey, fieldValues: {} }) as const);
      const saved = await connectionTo(url).saveActors(changes, { signal: patience() });
      assert.deepEqual(
        saved.status === 'done' && saved.value.map((result) => result.status === 'saved' && result.actor.erpKey),
        ['1', '2'],
      );
    },
  ));

test('a created actor that comes back without its key may exist: unknown', () =>
  withServer(
    ({ operation, send }) => void send(http('200 OK', answerTo(operation).replace('<ErpKey>9</ErpKey>', '<ErpKey/>'))),
    async ({ url }) => {
      const created = await write(url);
      assert.equal(created.status, 'unknown');
      assert.match(created.status === 'unknown' ? created.reason.message : '', /a Customer without ErpKey/);
    },
  ));

test('H23 an actor that cannot be read is told apart from one that is not there', async () => {
  const answers: Readonly<Record<string, (text: string) => string>> = {
    'answer.leftOut': (text) => text.replace('<ErpKey>1</ErpKey>', '<ErpKey/>'),
    'answer.leftOut ': (text) => text.replace('<ErpActorWS>', '<ErpActor>').replace('</ErpActorWS>', '</ErpActor>'),
    'answer.leftOut  ': (text) =>
      text.replace(/<ErpActorWS>.*?<\/ErpActorWS>/, '<ErpActorWS xmlns:z="urn:z" z:Ref="i1"/>'),
    'answer.odd': (text) => text.replace('<LastModified>17</LastModified>', '<Modified>17</Modified>'),
  };
  for (const [code, damaged] of Object.entries(answers))
    await withServer(
      ({ operation, send }) => void send(http('200 OK', damaged(answerTo(operation)))),
      async ({ url }) => {
        const outcome = await read(url);
        assert.equal(outcome.status === 'done' && outcome.notice?.code, code.trim());
        assert.equal(outcome.status === 'done' && outcome.value.at(-1)?.erpKey, '2');
      },
    );
});
