/** Mono's WCF as a connector that we call, and as a CRM that calls ours. */
import { describe } from 'node:test';
import { drive } from './drive.ts';
import { driven } from './driven.ts';
import { compileMono, monoClient, monoHost } from './mono.ts';
import { peerFolder, peerTest } from './peer.ts';
import { contracts } from './sample.ts';

/** Mono's channel writes a carriage return as it is, which every XML reader takes for a line feed; the hub compares so too (H02). */
const withLineFeeds = (text: string): string => text.replace(/\r\n?/g, '\n');

// They mostly wait for each other.
describe('Mono', { concurrency: true }, () => {
  for (const [name, namespaces] of Object.entries(contracts)) {
    peerTest(
      'mono',
      `our client drives a WCF connector, and a WCF client our host, through all operations: ${name}`,
      async () => {
        const folder = await peerFolder();
        try {
          const program = await compileMono(folder.path, namespaces);
          const host = await monoHost(program);
          try {
            await drive({
              url: `${host.url}?ConnectorName=any`,
              namespaces,
              arrives: withLineFeeds,
              control: 'reference',
              fault: /InternalServiceFault/,
            });
          } finally {
            await host.close();
          }
          await driven({
            namespaces,
            call: (url) => monoClient(program, url),
            sends: withLineFeeds,
            control: /U\+0001|well-formed/,
          });
        } finally {
          await folder.remove();
        }
      },
    );
  }
});
