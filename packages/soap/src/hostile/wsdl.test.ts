/** A contract is read from whoever answers at an address: what is hostile there is refused with a code, in bounded time and memory. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { oneNamespace, wcfProfile } from '../contract/built-in.ts';
import { learn } from '../client/connector.ts';
import { wsdlText } from '../host/wsdl-text.ts';
import { fakeServer, http, type Peer } from './fake-server.ts';
import { memoryWatch, patience } from './subject.ts';

interface Hostile {
  readonly play: (peer: Peer) => void | Promise<void>;
  readonly says: RegExp;
}
const endless =
  (start: string, forever: string) =>
  async ({ send }: Peer): Promise<void> => {
    await send(`HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n\r\n${start}`);
    while (await send(forever));
  };
const asked = ({ request }: Peer): string => request.slice(0, request.indexOf('\r\n'));
const wsdl = '<definitions xmlns="http://schemas.xmlsoap.org/wsdl/">';

const cases: Readonly<Record<string, Hostile>> = {
  'an endless document': { play: endless(wsdl, `<!--${'x'.repeat(60_000)}-->`), says: /is larger than \d+ bytes/ },
  'an endless attribute': { play: endless('<definitions a="', 'x'.repeat(60_000)), says: /is larger than \d+ bytes/ },
  '60,000 nested elements': {
    play: ({ send }) => void send(http('200 OK', '<a>'.repeat(60_000))),
    says: /nested too deep or too large/,
  },
  'entities that multiply': {
    play: ({ send }) =>
      void send(http('200 OK', `<!DOCTYPE a [<!ENTITY b "${'c'.repeat(1_000)}">]>${wsdl}&b;</definitions>`)),
    says: /document type declaration/,
  },
  'a web page': { play: ({ send }) => void send(http('200 OK', '<html><body>Log in<br></body></html>')), says: /\.$/ },
  'a redirect': {
    play: ({ send }) => void send(http('302 Found', '', { Location: 'http://169.254.169.254/' })),
    says: /with HTTP 302/,
  },
  'a document that breaks off': {
    play: async ({ send, socket }) => {
      await send(http('200 OK', wsdl, { 'Content-Length': '5000' }));
      socket.destroy();
    },
    says: /cannot be read/,
  },
};

for (const [name, { play, says }] of Object.entries(cases)) {
  test(name, async () => {
    const watch = memoryWatch();
    const server = await fakeServer({
      request: async (peer) => {
        await play(peer);
        watch.look();
      },
    });
    try {
      const learnt = await learn({ url: server.url, fetch }, { signal: patience() });
      assert.notEqual(learnt.status, 'done');
      if (learnt.status === 'done') return;
      assert.match(learnt.reason.code, /^wsdl\.\w+$/);
      assert.match(learnt.reason.message, says);
      assert.ok(server.sent() < 40 << 20, String(server.sent()));
      assert.ok(watch.mostMb() < 200, `${watch.mostMb()} MB were held`);
      assert.ok(server.heard.length <= 2);
    } finally {
      await server.close();
    }
  });
}

test('imports of imports without end end, those that name another host are looked for here; what is there is used', async () => {
  const honest = wsdlText(wcfProfile(oneNamespace), 'http://erp.test/ErpConnectorWS.svc');
  const importing = (location: string): string =>
    `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:import schemaLocation="${location}"/></xs:schema>`;
  let count = 0;
  const paths = new Set<string>();
  const server = await fakeServer({
    request: (peer) => {
      count += 1;
      paths.add(asked(peer).split(' ')[1] ?? '');
      const more = `${importing(`?xsd=${count}`)}${importing('http://169.254.169.254/meta')}`;
      const first = honest.replace(/(<(?:\w+:)?types>)/, `$1${more}`);
      void peer.send(http('200 OK', asked(peer).includes('?wsdl') ? first : importing(`?xsd=${count}`)));
    },
  });
  try {
    const learnt = await learn({ url: server.url, fetch }, { signal: patience() });
    if (learnt.status !== 'done') return assert.fail(learnt.reason.message);
    assert.ok(learnt.value.profile.operations['WSGetActors'] !== undefined);
    assert.match(learnt.value.problems.join('\n'), /More than 50 documents/);
    assert.equal(count, 50);
    assert.ok(paths.has('/meta'), [...paths].join(' '));
  } finally {
    await server.close();
  }
});
