/** PHP's SoapServer as a connector that we call, and its SoapClient as a CRM that reads our WSDL and calls ours. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe } from 'node:test';
import { type Namespaces, wcfProfile, wsdlText } from '../../packages/soap/src/index.ts';
import { drive } from './drive.ts';
import { driven } from './driven.ts';
import { hearPeer, inPeerFolder, peerTest, type RunningPeer, sourceOf, startPeer } from './peer.ts';
import { contracts } from './sample.ts';

/** The built-in server does not notice that nobody needs it any more: the shell does. */
const whileWanted = 'php -S 127.0.0.1:0 "$1" & host=$!; cat > /dev/null; kill $host; wait $host';

async function phpHost(folder: string, namespaces: Namespaces): Promise<RunningPeer> {
  // PHP makes no WSDL: it serves the file it is given, and never looks at the address in it.
  const wsdl = join(folder, 'service.wsdl');
  await writeFile(wsdl, wsdlText(wcfProfile(namespaces), 'http://127.0.0.1/'));
  const env = { WSDL: wsdl, STATE: join(folder, 'rows') };
  const args = ['-c', whileWanted, 'sh', sourceOf('php/server.php')];
  return startPeer('sh', args, env, /Development Server \((\S+)\) started/);
}

describe('PHP', { concurrency: true }, () => {
  for (const [name, namespaces] of Object.entries(contracts)) {
    peerTest('php', `our client drives SoapServer through all operations: ${name}`, () =>
      inPeerFolder(async (folder) => {
        const host = await phpHost(folder, namespaces);
        try {
          const url = `${host.url}/ErpConnectorWS.svc?ConnectorName=any`;
          await drive({ url, namespaces, control: 'as it is', fault: /fell over <&>/ });
        } finally {
          await host.close();
        }
      }),
    );
    peerTest('php', `SoapClient drives our host through all operations: ${name}`, () =>
      driven({
        namespaces,
        call: (url) => hearPeer('php', [sourceOf('php/client.php'), `${url}&wsdl`]),
        without: ['WSTestConnection derived'],
        control: /U\+0001|well-formed/,
      }),
    );
  }
});
