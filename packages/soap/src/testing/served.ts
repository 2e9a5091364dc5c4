/** A connector in memory served over a real socket, and the same connector seen through our client. */
import { createServer, type Server } from 'node:http';
import { type Connector, type ConnectorHost, done } from '@kobling/sdk';
import { addSampleCustomers, type MemoryOptions, memoryConnector, sampleErp, seededRandom } from '@kobling/sdk/memory';
import { learn, soapConnector } from '../client/connector.ts';
import type { Profile } from '../contract/profile.ts';
import { forgetfulMemory, type HostMemory } from '../host/memory.ts';
import { type HostOptions, soapHost } from '../host/serve.ts';

export const guid = '3aef3af6-8642-4fc1-8dc9-4e08bd76a6bf';
export const testHost: ConnectorHost = {
  guid,
  stateDir: undefined,
  zone: 'UTC',
  resolvePath: (path) => Promise.resolve(done(path)),
  fetch,
  now: () => new Date(0),
  log: () => {},
};

export interface Served {
  /** Of the service, with the connector's name. */
  readonly url: string;
  readonly memory: HostMemory;
  close(): Promise<void>;
}

/** Serves connectors on a free port of the loopback interface. */
export async function serve(connectors: readonly Connector[], more: Partial<HostOptions> = {}): Promise<Served> {
  const memory = more.memory ?? forgetfulMemory();
  const host = soapHost({ connectors, memory, hostFor: (_, id) => ({ ...testHost, guid: id }), ...more });
  const server = createServer((request, response) => void host.handle(request, response));
  const port = await listening(server);
  return {
    url: `http://127.0.0.1:${port}/ErpConnectorWS.svc?ConnectorName=${connectors[0]?.name ?? ''}`,
    memory,
    close: async () => {
      await host.close();
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
}

/** Begins to listen on a free port of the loopback interface; answers the port. */
export function listening(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      if (typeof address === 'object' && address !== null) resolve(address.port);
      else reject(new Error('The server has no port.'));
    });
  });
}

export const call = (): { readonly signal: AbortSignal } => ({ signal: AbortSignal.timeout(60_000) });

/** The connector behind an address, its contract learnt from its WSDL unless given. */
export async function connectorAt(url: string, profile?: Profile): Promise<Connector> {
  const address = { url, fetch };
  const learnt = profile === undefined ? await learn(address, call()) : done({ profile, problems: [] });
  if (learnt.status !== 'done') throw new Error(learnt.reason.message);
  const connector = await soapConnector(address, { profile: learnt.value.profile }, call());
  if (connector.status !== 'done') throw new Error(connector.reason.message);
  return connector.value;
}

/** The sample ERP with thirty customers and one of everything else. */
export function sampleConnector(more: Partial<MemoryOptions> = {}) {
  const connector = memoryConnector({ ...sampleErp, name: 'memory', ...more });
  addSampleCustomers(connector.world, 30, seededRandom(2));
  connector.world.add('Supplier', { Nm: 'Papir AS', PayTerms: '30' });
  connector.world.add('Project', { Nm: 'Bygg', EndDate: '2024-05-06T00:00:00', Budget: '1000.5' });
  return connector;
}
