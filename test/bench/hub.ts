/** A hub with its HTTP on a prepared database, and a program that calls its methods with a token, over kept connections. */
import { createHash, randomBytes } from 'node:crypto';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import { workConnection } from '@kobling/engine';
import { createLog, type RunningHub, startHub } from '@kobling/server';
import { addApiToken } from '@kobling/store';

export interface BenchHub {
  readonly hub: RunningHub;
  readonly address: string;
  readonly token: string;
  /** The answer of an agent's method; throws on anything but 200. */
  call(method: string, body: unknown): Promise<unknown>;
  close(): Promise<void>;
}

export async function benchHub(databaseUrl: string, folder: string): Promise<BenchHub> {
  const hub = await startHub({
    dataDir: join(folder, 'hub'),
    port: 0,
    env: { DATABASE_URL: databaseUrl, KOBLING_KEY: randomBytes(32).toString('base64') },
    log: createLog({ write: () => undefined, level: 'error', format: 'text', now: () => new Date() }),
    connectors: [],
    role: 'web',
    work: workConnection,
  });
  const token = randomBytes(24).toString('base64url');
  const [user] = await hub.db.query<{ id: number }>(
    `insert into app_user (name, role, licensed) values ('bench', 'user', true) returning id`,
  );
  const now = new Date();
  const hash = createHash('sha256').update(token).digest();
  await addApiToken(hub.db, { userId: user?.id ?? 0, name: 'bench', hash, scope: 'use', now, expiresAt: null });
  const agent = fourAtOnce();
  const address = hub.url ?? '';
  return {
    hub,
    address,
    token,
    call: (method, body) => callMethod({ address, token, agent }, method, body),
    close: async () => {
      agent.destroy();
      await hub.stop();
    },
  };
}

export const fourAtOnce = (): Agent => new Agent({ keepAlive: true, maxSockets: 4 });

interface Called {
  readonly address: string;
  readonly token: string;
  readonly agent: Agent;
}

/** The answer of an agent's method; rejects on anything but 200. */
export const callMethod = ({ address, token, agent }: Called, method: string, body: unknown): Promise<unknown> =>
  new Promise((resolve, reject) => {
    const url = `${address}/api/v1/Agents/${method}`;
    const sent = request(
      url,
      { method: 'POST', agent, headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` } },
      (answer) => {
        const parts: Buffer[] = [];
        answer.on('data', (part: Buffer) => parts.push(part));
        answer.on('end', () => {
          const text = Buffer.concat(parts).toString('utf8');
          if (answer.statusCode === 200) resolve(JSON.parse(text));
          else reject(new Error(`${url} answered ${answer.statusCode}: ${text}`));
        });
      },
    );
    sent.on('error', reject);
    sent.end(JSON.stringify(body));
  });
