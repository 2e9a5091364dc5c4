/** A connector over SOAP in this process, for tests: it may speak either contract, and publishes it or not. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type ConnectorHost, done } from '@kobling/sdk';
import { memoryConnector, sampleErp } from '@kobling/sdk/memory';
import { forgetfulMemory, oneNamespace, soapHost, wcfDefaults, wcfProfile, wsdlText } from '@kobling/soap';

/** What connectors are opened with. */
export const host: ConnectorHost = {
  guid: '3aef3af6-8642-4fc1-8dc9-4e08bd76a6bf',
  stateDir: undefined,
  zone: 'UTC',
  resolvePath: (path) => Promise.resolve(done(path)),
  fetch,
  now: () => new Date(0),
  log: () => {},
};
const profiles = [wcfDefaults, oneNamespace].map(wcfProfile);

const { WSGetListItems: _, ...others } = wcfProfile(wcfDefaults).operations;
/** A contract that lacks an operation. */
export const withoutItems = { operations: others };

export interface FarState {
  /** 0: a WCF host's, 1: all in one namespace. */
  contract: number;
  published: boolean;
  /** What it publishes is `withoutItems`. */
  fewer: boolean;
}

/** `work` gets its address, under which one customer is found; it is closed behind it. */
export async function serving(work: (url: string, state: FarState) => Promise<void>): Promise<void> {
  const connector = memoryConnector({ ...sampleErp, name: 'far' });
  connector.world.add('Customer', { Nm: 'Papir AS' });
  const shared = { connectors: [connector], memory: forgetfulMemory(), hostFor: () => host };
  const hosts = profiles.map((profile) => soapHost({ ...shared, profile }));
  const state = { contract: 0, published: true, fewer: false };
  const server = createServer((request, response) => {
    if (request.method === 'GET' && !state.published) response.writeHead(404).end();
    else if (request.method === 'GET' && state.fewer) response.end(wsdlText(withoutItems, 'http://far.example/x.svc'));
    else void hosts[state.contract]?.handle(request, response);
  });
  await new Promise<void>((begun) => {
    server.listen(0, '127.0.0.1', begun);
  });
  try {
    const { port } = server.address() as AddressInfo;
    await work(`http://127.0.0.1:${port}/ErpConnectorWS.svc?ConnectorName=far`, state);
  } finally {
    server.closeAllConnections();
    server.close();
    await Promise.all(hosts.map((each) => each.close()));
  }
}
