/**
 * `GET /metrics` for Prometheus. Counters of turns and what is open now come from the database, so that any process answers
 * for all workers; figures of the process and of its HTTP are this process's own. Who may read: an administrator, or who
 * shows the operator's token. An address is no proof: behind a proxy on the same machine everybody comes from loopback.
 */
import { feedLag, openWork, type OpenWork, readMetrics, type MetricRow } from '@kobling/store';
import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import { codeOfError, refuse } from '../http/errors.ts';
import { sendRefusal } from '../http/gate.ts';
import type { Hub } from '../hub.ts';
import { type Family, render } from './text.ts';
import { turnBuckets } from './turn.ts';

/** Asked more often, the same figures are given again: whoever scrapes cannot load the database. */
const freshMs = 1_000;

export function addMetrics(app: FastifyInstance, hub: Hub): void {
  const own = new Registry();
  collectDefaultMetrics({ register: own, prefix: 'kobling_' });
  const requests = new Histogram({
    name: 'kobling_http_request_duration_seconds',
    help: 'Time to answer, by route and status.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.025, 0.1, 0.5, 2, 10],
    registers: [own],
  });
  app.addHook('onResponse', async (request, reply) => {
    // The pattern, not the address: a label for each record would have no end.
    const route = request.routeOptions.url ?? 'none';
    requests.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1_000);
  });
  let last: { readonly at: number; readonly text: Promise<string> } | undefined;
  app.get('/metrics', { config: { right: 'metrics' } }, async (_request, reply) => {
    try {
      const at = performance.now();
      if (last === undefined || at - last.at > freshMs) last = { at, text: figures(hub) };
      const text = (await last.text) + (await own.metrics());
      return await reply
        .type('text/plain; version=0.0.4; charset=utf-8')
        .header('cache-control', 'no-store')
        .send(text);
    } catch (error) {
      last = undefined;
      if (codeOfError(error) !== 'notReady') throw error;
      return await sendRefusal(reply, refuse('notReady'));
    }
  });
}

async function figures(hub: Hub): Promise<string> {
  const now = hub.now();
  const [counters, work, feed] = await Promise.all([readMetrics(hub.db), openWork(hub.db, now), feedLag(hub.db)]);
  const held: Family = {
    name: 'kobling_feed_held_back_seconds',
    help: 'Age of the oldest change of the CRM that no connection may read yet, because an older transaction is open.',
    type: 'gauge',
    samples: [{ labels: {}, value: secondsSince(feed.oldest, now) }],
  };
  return render([
    {
      name: 'kobling_info',
      help: 'Version.',
      type: 'gauge',
      samples: [{ labels: { version: hub.version }, value: 1 }],
    },
    ...counterFamilies(counters),
    ...openFamilies(work, now),
    held,
  ]);
}

const secondsSince = (at: Date | null, now: Date): number =>
  at === null ? 0 : Math.max(0, (now.getTime() - at.getTime()) / 1_000);

function counterFamilies(rows: readonly MetricRow[]): readonly Family[] {
  const counter = (name: string, kept: string, help: string, label?: string): Family => ({
    name,
    help,
    type: 'counter',
    samples: rows
      .filter((row) => row.name === kept)
      .map((row) => ({
        labels: { ...nameOf(row), ...(label === undefined ? {} : { [label]: row.label }) },
        value: row.value,
      })),
  });
  return [
    counter('kobling_cycles_total', 'turns', 'Turns of a connection that ended, by how they ended.', 'status'),
    counter('kobling_writes_total', 'writes', 'Field values written, by the side written to.', 'side'),
    counter('kobling_conflicts_total', 'conflicts', 'Fields that both sides had changed.'),
    counter('kobling_failures_total', 'failures', 'Writes that a side refused.'),
    counter('kobling_held_total', 'held', 'Fields held back for a person.'),
    durations(rows),
  ];
}

/** Buckets are kept apart and added up here, so that a turn touches one row of them. */
function durations(rows: readonly MetricRow[]): Family {
  const samples: Family['samples'][number][] = [];
  for (const [, own] of Map.groupBy(rows, (row) => row.connectionId)) {
    const inBucket = new Map(own.filter((row) => row.name === 'turn_seconds').map((row) => [row.label, row.value]));
    const [first] = own;
    if (first === undefined || inBucket.size === 0) continue;
    let sum = 0;
    for (const le of [...turnBuckets.map(String), '+Inf']) {
      sum += inBucket.get(le) ?? 0;
      samples.push({ suffix: '_bucket', labels: { ...nameOf(first), le }, value: sum });
    }
    const seconds = own.find((row) => row.name === 'turn_seconds_sum')?.value ?? 0;
    samples.push({ suffix: '_sum', labels: nameOf(first), value: seconds });
    samples.push({ suffix: '_count', labels: nameOf(first), value: sum });
  }
  return { name: 'kobling_cycle_duration_seconds', help: 'How long turns took.', type: 'histogram', samples };
}

const states = ['new', 'ok', 'unreachable', 'held', 'failed'] as const;
const nameOf = ({ connectionId, connection }: Pick<MetricRow, 'connectionId' | 'connection'>) => ({
  id: String(connectionId),
  connection,
});

function openFamilies(work: readonly OpenWork[], now: Date): readonly Family[] {
  const gauge = (name: string, help: string, value: (row: OpenWork) => number): Family => ({
    name,
    help,
    type: 'gauge',
    samples: work.map((row) => ({ labels: nameOf(row), value: value(row) })),
  });
  return [
    gauge('kobling_connection_active', '1: the connection is active.', (row) => (row.active ? 1 : 0)),
    {
      name: 'kobling_connection_state',
      help: '1 for the state that the connection is in.',
      type: 'gauge',
      samples: work.flatMap((row) =>
        states.map((state) => ({ labels: { ...nameOf(row), state }, value: row.health === state ? 1 : 0 })),
      ),
    },
    gauge('kobling_last_success_timestamp_seconds', 'When a turn last ended well; 0: never.', (row) =>
      row.lastOkAt === null ? 0 : row.lastOkAt.getTime() / 1_000,
    ),
    gauge('kobling_conflicts_open', 'Conflicts that nobody has looked at.', (row) => row.conflicts),
    gauge('kobling_held_open', 'Fields that wait for a person.', (row) => row.held),
    gauge('kobling_links_failing', 'Links with a refused field, or given up for today.', (row) => row.failing),
    gauge('kobling_intents_open', 'Writes to the ERP that are not settled.', (row) => row.intents),
    gauge('kobling_hints_due', 'Links that are to be looked at now.', (row) => row.hints),
    gauge('kobling_requests_waiting', 'Requests of people that are not done.', (row) => row.requests),
    gauge('kobling_oldest_due_seconds', 'How long the oldest write or look that is due has waited.', (row) =>
      secondsSince(row.oldestDueAt, now),
    ),
    gauge('kobling_oldest_request_seconds', 'How long the oldest request of a person has waited.', (row) =>
      secondsSince(row.oldestRequestAt, now),
    ),
    gauge('kobling_feed_lag_seconds', 'Age of the first change of the CRM that the connection has not read.', (row) =>
      secondsSince(row.oldestUnreadAt, now),
    ),
  ];
}
