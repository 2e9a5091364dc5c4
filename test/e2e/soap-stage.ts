/**
 * A hub whose ERP is far away: a workbook served over SOAP by `kobling connector serve`, a process of its own that can be
 * stopped and started again at the same address; before it a door that publishes no WSDL. Beside it an ERP in memory, which
 * stays. And a browser.
 */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildXlsx } from '../../packages/connectors/src/workbook/xlsx/fixture.ts';
import { activeConnection } from '../../packages/server/src/agents/testing/set-up.ts';
import { vendorClient } from '../../packages/server/src/agents/testing/vendor-client.ts';
import { createEntity, getEntity } from '../../packages/store/src/index.ts';
import { saveFile } from './cells.ts';
import { openScreens, type ScreenStage } from './screen-stage.ts';

export interface SoapStage extends ScreenStage {
  /** The workbook as the far machine has it. */
  readonly file: string;
  /** The address of the service. */
  readonly url: string;
  /** The same service, where `?wsdl` is not found. */
  readonly silentUrl: string;
  /** What the service publishes, as its author would hand it over. */
  wsdl(): Promise<string>;
  company(values: Readonly<Record<string, string>>): Promise<number>;
  value(id: number, field: string): Promise<string | undefined>;
  /** Connects a company in the ERP that stays, without a browser. */
  link(id: number, erpKey: string): Promise<void>;
  stopErp(): Promise<void>;
  startErp(): Promise<void>;
}

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const program = here('../../packages/server/src/main.ts');
const modulePath = here('../../packages/connectors/src/workbook/index.ts');
const service = '/ErpConnectorWS.svc?ConnectorName=workbook';

const workbook = buildXlsx({
  sheets: [
    {
      name: 'Customers',
      columns: [
        { header: 'CustNo', format: 'integer' },
        { header: 'Name' },
        { header: 'Phone', format: 'text' },
        { header: 'City' },
      ],
      rows: [
        [10001, 'Hafenbäckerei GmbH', '040 11', 'Hamburg'],
        [10002, 'Brückenbau & Söhne', '0221 5', 'Köln'],
      ],
      table: { name: 'Customers' },
    },
  ],
});

export async function openSoapStage(): Promise<SoapStage> {
  const folder = await mkdtemp(join(tmpdir(), 'kobling-soap-'));
  await mkdir(join(folder, 'files'));
  const file = join(folder, 'files', 'erp.xlsx');
  await saveFile(file, workbook);
  const far = new FarProcess(folder);
  await far.start();
  const door = await openDoor(() => far.port);
  const allowed = [far.port, door.port].map((port) => `"127.0.0.1:${port}"`).join(', ');
  const stage = await openScreens({ operatorFile: `egress: { allowed: [${allowed}] }\n` });
  const { db } = stage.hub;
  const lager = await activeConnection(stage.fixture, {
    name: 'Lager',
    mappings: { Customer: { Nm: { crm: 'name' } } },
  });
  return {
    ...stage,
    file,
    url: `http://127.0.0.1:${far.port}${service}`,
    silentUrl: `http://127.0.0.1:${door.port}${service}`,
    wsdl: async () => (await fetch(`http://127.0.0.1:${far.port}/ErpConnectorWS.svc?singleWsdl`)).text(),
    async company(values) {
      const made = await createEntity(db, 'company', values, { by: 'test' });
      return made.status === 'done' ? made.value.ref.id : assert.fail(JSON.stringify(made));
    },
    value: async (id, field) => (await getEntity(db, { kind: 'company', id }))?.values[field],
    async link(id, erpKey) {
      const pair = {
        erpConnectionId: lager,
        crmRecordId: id,
        crmActorType: 'Contact',
        erpActorType: 'Customer',
        erpKey,
      };
      await vendorClient(stage.fixture, 'bob')
        .getErpSyncAgent()
        .createActorLinkAsync(pair as never);
    },
    stopErp: () => far.stop(),
    startErp: () => far.start(),
    async close() {
      await stage.close();
      door.close();
      await far.stop();
      await rm(folder, { recursive: true });
    },
  };
}

class FarProcess {
  readonly #folder: string;
  /** Free at first; then the one it had. */
  port = 0;
  #child: ChildProcess | undefined;
  constructor(folder: string) {
    this.#folder = folder;
  }

  async start(): Promise<void> {
    const folder = this.#folder;
    // Its author's module: one connector.
    const module = join(folder, 'connector.mjs');
    await writeFile(module, `export { workbookConnector } from ${JSON.stringify(modulePath)};\n`);
    const places = ['--state', join(folder, 'state'), '--data', folder, '--files', join(folder, 'files')];
    const argv = ['connector', 'serve', module, '--port', String(this.port), ...places];
    const child = spawn(process.execPath, [program, ...argv], { stdio: ['ignore', 'pipe', 'pipe'] });
    this.#child = child;
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => void (said += text));
    child.stdout.setEncoding('utf8').on('data', (text: string) => void (said += text));
    for (;;) {
      const port = /:(\d+)\/ErpConnectorWS\.svc/.exec(said)?.[1];
      if (port !== undefined) {
        this.port = Number(port);
        return;
      }
      if (child.exitCode !== null) throw new Error(`The connector ended: ${said}`);
      await Promise.race([once(child.stdout, 'data'), once(child, 'exit')]);
    }
  }

  async stop(): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (child === undefined || child.exitCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    await ended;
  }
}

/** Lets every call through, and knows nothing of a WSDL. */
async function openDoor(behind: () => number): Promise<{ readonly port: number; close(): void }> {
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (request.method === 'GET') {
      response.writeHead(404).end();
      return;
    }
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const headers = {
      'content-type': request.headers['content-type'] ?? '',
      soapaction: String(request.headers['soapaction'] ?? ''),
    };
    const answered = await fetch(`http://127.0.0.1:${behind()}${request.url ?? ''}`, {
      method: 'POST',
      headers,
      body: Buffer.concat(chunks),
    });
    response.writeHead(answered.status, { 'content-type': answered.headers.get('content-type') ?? '' });
    response.end(Buffer.from(await answered.arrayBuffer()));
  };
  const server = createServer((request, response) => void answer(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
