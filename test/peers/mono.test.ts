/** Mono's WCF as a connector that we call, and as a CRM that calls ours. */
import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { operationNames } from '../../packages/soap/src/contract/profile.ts';
import type { Namespaces } from '../../packages/soap/src/index.ts';
import { drive } from './drive.ts';
import { driven } from './driven.ts';
import { compileMono, monoClient, monoHost, monoImport } from './mono.ts';
import { inPeerFolder, peerTest, type Said } from './peer.ts';
import { contracts } from './sample.ts';

/** Mono's channel writes a carriage return as it is, which every XML reader takes for a line feed; the hub compares so too (H02). */
const withLineFeeds = (text: string): string => text.replace(/\r\n?/g, '\n');

/** What a tool reads out of our WSDL. */
const described = ({ service }: Namespaces, url: string): Said => ({
  op: 'wsdl',
  problems: [],
  contracts: [`${service} IErpConnectorWS`],
  operations: ['Authenticate', ...operationNames].toSorted(),
  endpoints: [url],
});

// They mostly wait for each other.
describe('Mono', { concurrency: true }, () => {
  for (const [name, namespaces] of Object.entries(contracts)) {
    peerTest(
      'mono',
      `our client drives a WCF connector, and a WCF client our host, through all operations: ${name}`,
      () =>
        inPeerFolder(async (folder) => {
          const program = await compileMono(folder, namespaces);
          const host = await monoHost(program);
          try {
            const url = `${host.url}?ConnectorName=any`;
            const fault = /InternalServiceFault/;
            await drive({ url, namespaces, arrives: withLineFeeds, control: 'reference', fault });
          } finally {
            await host.close();
          }
          const call = async (url: string): Promise<readonly Said[]> => {
            assert.deepEqual(await monoImport(program, `${url}&wsdl`), [described(namespaces, url)]);
            return monoClient(program, url);
          };
          await driven({ namespaces, call, sends: withLineFeeds, control: /U\+0001|well-formed/ });
        }),
    );
  }
});
