/** An ERP in memory behind SOAP on a real socket, with something before it that may refuse; and a whole hub that knows it. */
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { type Connector, done } from '@kobling/sdk';
import { memoryConnector, type MemoryOptions, sampleErp } from '@kobling/sdk/memory';
import { forgetfulMemory, soapHost } from '../../packages/soap/src/index.ts';
import { cliTestHub } from '../../packages/server/src/cli/testing/cli-hub.ts';

export type FarErp = Awaited<ReturnType<typeof farErp>>;

/** What a server says in place of the connector. */
export interface Instead {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

/** `served`: what stands before the ERP in memory, such as one that asks for a password. */
export async function farErp(more: Partial<MemoryOptions> = {}, served = (connector: Connector) => connector) {
  const connector = memoryConnector({ ...sampleErp, name: 'far', behaviour: { comparesExpected: false }, ...more });
  const host = soapHost({
    connectors: [served(connector)],
    memory: forgetfulMemory(),
    hostFor: (_, guid) => ({
      guid,
      stateDir: undefined,
      zone: 'UTC',
      resolvePath: (path) => Promise.resolve(done(path)),
      fetch,
      now: () => new Date(),
      log: () => undefined,
    }),
  });
  const far = {
    connector,
    url: '',
    port: 0,
    /** Looks at each request before the connector does; a status refuses it, `cut` breaks the line. */
    before: (_operation: string, _body: string): number | Instead | 'cut' | undefined => undefined,
    /** Customers whose phone came from the CRM. */
    saved: () => [...connector.world.rows('Customer')].filter(({ values }) => values['Phone']?.startsWith('x')).length,
    close: async () => {
      await host.close();
      server.closeAllConnections();
      server.close();
    },
  };
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    const operation = /(\w+)"?$/.exec(String(request.headers.soapaction ?? ''))?.[1] ?? '';
    const instead = far.before(operation, body.toString('utf8'));
    if (instead === 'cut') response.destroy();
    else if (typeof instead === 'number') response.writeHead(instead).end();
    else if (instead !== undefined)
      response.writeHead(instead.status, { 'content-type': instead.type }).end(instead.body);
    if (instead !== undefined) return;
    const { url, method, headers } = request;
    // What was read of the request is read once more by the host.
    await host.handle(
      Object.assign(Readable.from([body]), { url, method, headers }) as unknown as IncomingMessage,
      response,
    );
  };
  const server = createServer((request, response) => void answer(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  far.port = (server.address() as AddressInfo).port;
  far.url = `http://127.0.0.1:${far.port}/ErpConnectorWS.svc?ConnectorName=far`;
  return far;
}

const setup = (url: string): string => `connectors: [{ name: Far, url: "${url}" }]
connections:
  - name: Far ERP
    connector: Far
    active: true
    actors:
      Customer:
        fields:
          Nm:    { crm: name, sync: both, search: true }
          Phone: { crm: phone, sync: both }
          VatNo: { crm: vatNumber, sync: both }
    match: { Customer: [vatNumber] }
priority: [CRM, Far ERP]
sync: { running: false, interval: 10s }
`;

/** `kobling apply` with `file` makes the connection, and links what is there by its VAT number. */
export async function hubWith(far: FarErp) {
  const shell = await cliTestHub(sampleErp, {}, `egress: { allowed: ["127.0.0.1:${far.port}"] }\n`);
  const file = join(shell.folder, 'kobling.yaml');
  await writeFile(file, setup(far.url));
  const ok = async (...argv: readonly string[]): Promise<string> => {
    const ran = await shell.run(...argv);
    if (ran.code !== 0) throw new Error(`${argv.join(' ')}\n${ran.out}${ran.err}`);
    return ran.out;
  };
  return { ...shell, file, ok };
}
