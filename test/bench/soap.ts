/** Our client of the connector protocol: beside the `soap` package reading the same answers in turns, and a stream of a million. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Connection, ConnectorHost } from '@kobling/sdk';
import { collect, done } from '@kobling/sdk';
import { learn, soapConnector } from '@kobling/soap';
import { createClientAsync } from 'soap';
import { type Figure, type Place, residentMb } from './scenarios.ts';
import { benchActors } from './soap-actors.ts';

const rounds = 15;
/** Actors in the stream for each row asked for. */
const streamShare = 10;

async function withServer<T>(blocks: number, act: (url: string) => Promise<T>): Promise<T> {
  const program = fileURLToPath(new URL('./soap-server.ts', import.meta.url));
  const server = spawn(process.execPath, [program, String(blocks)], { stdio: ['pipe', 'pipe', 'inherit'] });
  const exited = once(server, 'exit');
  try {
    const [url] = (await once(createInterface(server.stdout), 'line')) as [string];
    return await act(url);
  } finally {
    server.stdin.end();
    await exited;
  }
}

const call = { signal: AbortSignal.timeout(600_000) };
const host: ConnectorHost = {
  guid: '3aef3af6-8642-4fc1-8dc9-4e08bd76a6bf',
  stateDir: undefined,
  zone: 'UTC',
  resolvePath: (path) => Promise.resolve(done(path)),
  fetch,
  now: () => new Date(),
  log: () => {},
};

/** Learnt from its WSDL, as the hub does. */
async function connect(url: string): Promise<Connection> {
  const address = { url, fetch };
  const learnt = await learn(address, call);
  if (learnt.status !== 'done') throw new Error(learnt.reason.message);
  const connector = await soapConnector(address, { profile: learnt.value.profile }, call);
  if (connector.status !== 'done') throw new Error(connector.reason.message);
  const opened = await connector.value.open({}, host, call);
  if (opened.status !== 'done') throw new Error(opened.reason.message);
  return opened.value;
}

/** Processor time of this process in ms: what the client costs, whatever else the machine does. */
const processorMs = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
};
async function timed<T>(act: () => Promise<T>, times: number[]): Promise<T> {
  const begun = processorMs();
  const value = await act();
  times.push(processorMs() - begun);
  return value;
}
const middle = (times: readonly number[]): number => times.toSorted((a, b) => a - b)[times.length >> 1] ?? 0;

export const soapRead = (): Promise<readonly Figure[]> =>
  withServer(1, async (url) => {
    const expected = benchActors();
    const connection = await connect(url);
    const others = (await createClientAsync(`${url}?wsdl`)) as unknown as Readonly<
      Record<string, (request: object) => Promise<unknown>>
    >;
    const query = { actorType: 'Customer', erpKeys: ['C1'], fieldKeys: [] } as const;
    const beforeMb = residentMb();
    const times: [number[], number[]] = [[], []];
    for (let round = 0; round < rounds; round += 1) {
      const read = await timed(() => collect(connection.getActors(query, call)), times[0]);
      assert.deepEqual(read.status === 'done' && [read.value.length, read.value[999]], [1_000, expected[999]]);
      const answer = await timed(async () => others['WSGetActorsAsync']?.({ request: {} }), times[1]);
      assert.match(JSON.stringify(answer), /post@firma999\.example/);
    }
    const figure = { records: expected.length, beforeMb, kind: 'rate' } as const;
    return [
      { ...figure, name: 'SOAP read, our client', ms: middle(times[0]) },
      { ...figure, name: 'SOAP read, the soap package', ms: middle(times[1]) },
    ];
  });

export const soapStream = ({ rows }: Place): Promise<readonly Figure[]> => {
  const blocks = Math.ceil((rows * streamShare) / 1_000);
  return withServer(blocks, async (url) => {
    const connection = await connect(url);
    const beforeMb = residentMb();
    let records = 0;
    const begun = processorMs();
    const iterator = connection
      .search({ actorType: 'Customer', text: '', fieldKeys: [] }, call)
      [Symbol.asyncIterator]();
    let step = await iterator.next();
    for (; step.done !== true; step = await iterator.next()) records += 1;
    const ms = processorMs() - begun;
    assert.equal(step.value?.status, 'done');
    assert.equal(records, blocks * 1_000);
    return [{ name: 'SOAP stream', records, ms, beforeMb, kind: 'rate' }];
  });
};
