/** S4 through the client of connectors: hostile addresses as connector, WSDL import, redirect and answer of a name server. */
import assert from 'node:assert/strict';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { type Outcome, textIn } from '@kobling/sdk';
import { wcfDefaults, wcfProfile, wsdlText } from '@kobling/soap';
import { createRegistry } from '../plugins/registry.ts';
import { type RemoteConnectors, remoteConnectors } from '../plugins/remote.ts';
import { guardedFetch, type GuardOptions } from './guard.ts';
import { type EgressRule, parseEgressRule } from './rules.ts';
import { hostile, hostileAnswers } from './testing/hostile.ts';

function rule(text: string): EgressRule {
  const read = parseEgressRule(text);
  if (read.status !== 'done') throw new Error(textIn('en', read.reason.message));
  return read.value;
}

/** The connectors of a hub whose operator listed this, and the hosts that they asked to call. */
function remote(listed: readonly string[], options: GuardOptions = {}) {
  const hosts = new Set<string>();
  const guarded = guardedFetch(listed.map(rule), options);
  const spied: typeof fetch = (input, init) => {
    hosts.add(new URL(input instanceof Request ? input.url : input).host);
    return guarded(input, init);
  };
  const log = { info: () => {}, warn: () => {} };
  return { hosts, connectors: remoteConnectors({ db: undefined, fetch: spied, log }) };
}

async function answering(answer: RequestListener, work: (host: string) => Promise<void>): Promise<void> {
  const server = createServer(answer);
  await new Promise<void>((begun) => {
    server.listen(0, '127.0.0.1', begun);
  });
  try {
    await work(`127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}
const contract = (host: string): string => wsdlText(wcfProfile(wcfDefaults), `http://${host}/ErpConnectorWS.svc`);
const codeOf = (outcome: Outcome<unknown>): string => (outcome.status === 'done' ? 'done' : outcome.reason.code);
const escaped = (url: string): string => url.replaceAll('&', '&amp;').replaceAll('"', '&quot;');

test('as the address of a connector', async () => {
  const here = { lookup: async () => [{ address: '127.0.0.1', family: 4 }] };
  const { connectors } = remote(['10.0.4.0/24:443', '169.254.0.0/16:80', 'erp.example.com:443'], here);
  assert.ok(hostile.length >= 60);
  const call = (url: string): ReturnType<RemoteConnectors['byUrl']> => createRegistry([], connectors).byUrl(url);
  for (const url of hostile) {
    const refused = await call(url);
    assert.equal(codeOf(refused), /^https?:/.test(url) ? 'egress.refused' : 'connector.url', url);
    if (refused.status !== 'done') assert.match(textIn('en', refused.reason.message), /\.$/, url);
  }
});

test('as an import of a WSDL, and as the address in it: nothing but the host itself is called', async () => {
  const imports = (urls: readonly string[]): string =>
    urls.map((url) => `<xs:import namespace="x" schemaLocation="${escaped(url)}"/>`).join('');
  for (let at = 0; at < hostile.length; at += 20) {
    const some = hostile.slice(at, at + 20);
    await answering(
      (request, response) => {
        response.setHeader('Content-Type', 'text/xml');
        const host = request.headers.host ?? '';
        const body = `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">${imports(some)}</xs:schema>`;
        if (request.url !== '/ErpConnectorWS.svc?wsdl') response.writeHead(404).end();
        else
          response.end(
            contract(host)
              .replace(/(<wsdl:types>)/, `$1${body}`)
              .replaceAll(/location="http:[^"]*"/g, `location="${escaped(some[0] ?? '')}"`),
          );
      },
      async (host) => {
        const { connectors, hosts } = remote([host]);
        // The WSDL is read; that nobody answers calls here is another matter.
        const found = await connectors.test(`http://${host}/ErpConnectorWS.svc`);
        assert.equal(codeOf(found), 'soap.http');
        assert.deepEqual([...hosts], [host]);
      },
    );
  }
});

test('as a redirect, of the WSDL and of a call', async () => {
  let location = '';
  let status = 0;
  await answering(
    (_, response) => response.writeHead(status, { Location: location }).end(),
    async (host) => {
      const { connectors, hosts } = remote([host]);
      for (const [at, url] of hostile.entries()) {
        status = [301, 302, 303, 307, 308][at % 5] ?? 302;
        location = url;
        const found = await connectors.test(`http://${host}/ErpConnectorWS.svc`);
        assert.equal(codeOf(found), 'wsdl.refused', url);
        const called = await connectors.test(`http://${host}/ErpConnectorWS.svc`, contract(host));
        assert.equal(codeOf(called), 'soap.http', url);
      }
      assert.deepEqual([...hosts], [host]);
    },
  );
});

test('as what a name server says, alone or beside an honest address', async () => {
  assert.ok(hostileAnswers.length >= 60, String(hostileAnswers.length));
  for (const address of hostileAnswers) {
    const family = address.includes(':') ? 6 : 4;
    for (const answers of [[address], ['93.184.215.14', address]]) {
      const lookup = async () => answers.map((each) => ({ address: each, family }));
      const { connectors } = remote(['erp.example.com:8101'], { lookup });
      const found = await connectors.test('http://erp.example.com:8101/ErpConnectorWS.svc');
      assert.equal(codeOf(found), 'egress.refused', answers.join(' '));
    }
  }
});
