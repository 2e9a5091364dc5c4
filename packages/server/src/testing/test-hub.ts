/** A real hub over a database of the test's own: HTTP, jobs and all, with an ERP in memory. */
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { csrfHeader, type KnownRoute, type ResponseOf, routes } from '@kobling/contract';
import { workConnection } from '@kobling/engine';
import { memoryConnector, type MemoryOptions, type MemoryWorld, sampleErp } from '@kobling/sdk/memory';
import { testDatabase } from '@kobling/store/testing';
import { createLog } from '../http/log.ts';
import { type HubOptions, type RunningHub, startHub } from '../hub.ts';

export interface TestHub {
  readonly hub: RunningHub;
  readonly world: MemoryWorld;
  /** Everything the hub wrote to its log. */
  readonly lines: readonly string[];
  readonly databaseUrl: string;
  close(): Promise<void>;
}

/** Cheap to compute, so that a test of log-ins takes no seconds. */
export const cheapPasswords = { N: 1024, r: 8, p: 1 };

export interface TestHubOptions extends Partial<HubOptions> {
  readonly erp?: MemoryOptions;
  /** Text of operator.yaml. */
  readonly operatorFile?: string;
}

export async function testHub(options: TestHubOptions = {}): Promise<TestHub> {
  const database = await testDatabase();
  const databaseUrl = database.url;
  const dataDir = await mkdtemp(join(tmpdir(), 'kobling-hub-'));
  const lines: string[] = [];
  const memory = memoryConnector(options.erp ?? sampleErp);
  const { erp: _erp, operatorFile, env, ...given } = options;
  if (operatorFile !== undefined) await writeFile(join(given.dataDir ?? dataDir, 'operator.yaml'), operatorFile);
  const hub = await startHub({
    dataDir,
    port: 0,
    env: { DATABASE_URL: databaseUrl, KOBLING_KEY: randomBytes(32).toString('base64'), ...env },
    log: createLog({ write: (line) => lines.push(line), level: 'debug', format: 'text', now: () => new Date() }),
    connectors: [memory],
    work: workConnection,
    passwordCost: cheapPasswords,
    ...given,
  });
  return {
    hub,
    world: memory.world,
    lines,
    databaseUrl,
    async close() {
      await hub.stop();
      await database.drop();
      await rm(dataDir, { recursive: true });
    },
  };
}

export interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly headers: Headers;
}

/** A browser, as far as the hub can tell: keeps the cookie, sends the csrf value. */
export class Browser {
  readonly #base: string;
  cookie = '';
  csrf = '';
  constructor(hub: RunningHub) {
    if (hub.url === undefined) throw new Error('the hub has no pages');
    this.#base = hub.url;
  }

  async send(
    method: string,
    path: string,
    body?: unknown,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Answer> {
    const response = await fetch(this.#base + path, {
      method,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(this.cookie === '' ? {} : { cookie: this.cookie }),
        ...(this.csrf === '' ? {} : { [csrfHeader]: this.csrf }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const [cookie] = response.headers.getSetCookie();
    if (cookie !== undefined) this.cookie = cookie.split(';', 1)[0] ?? '';
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.startsWith('application/json') === true;
    return { status: response.status, body: isJson ? JSON.parse(text) : text, headers: response.headers };
  }

  /** A call that must succeed; its answer is checked against the contract. */
  async call<K extends KnownRoute>(key: K, body?: unknown, path?: string): Promise<ResponseOf<K>> {
    const { method, path: pattern, response } = routes[key];
    const answer = await this.send(method, path ?? pattern, method === 'POST' ? (body ?? {}) : undefined);
    if (answer.status !== 200) throw new Error(`${key} answered ${answer.status}: ${JSON.stringify(answer.body)}`);
    return response.parse(answer.body) as ResponseOf<K>;
  }

  async setup(hub: RunningHub, name = 'ann', password = 'four gulls over the quay'): Promise<void> {
    const link = await hub.newSetupLink();
    const token = new URL(link ?? '').searchParams.get('token');
    this.csrf = (await this.call('POST /api/setup', { token, name, fullName: 'Ann', password })).csrf ?? '';
  }
  async login(name: string, password: string): Promise<Answer> {
    const answer = await this.send('POST', '/api/login', { name, password });
    const { body } = answer;
    if (typeof body === 'object' && body !== null && 'csrf' in body && typeof body.csrf === 'string')
      this.csrf = body.csrf;
    return answer;
  }
}

export function codeOf(answer: Answer): unknown {
  return typeof answer.body === 'object' && answer.body !== null && 'code' in answer.body
    ? answer.body.code
    : undefined;
}

/** Waits until `condition` holds, looking often; throws with `what` when it never does. Not for things that must not happen. */
export async function eventually<T>(
  what: string,
  condition: () => Promise<T | undefined | false> | T | undefined | false,
  withinMs = 20_000,
): Promise<T> {
  const deadline = performance.now() + withinMs;
  for (;;) {
    const found = await condition();
    if (found !== undefined && found !== false) return found;
    if (performance.now() > deadline) throw new Error(`it did not happen within ${withinMs} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
