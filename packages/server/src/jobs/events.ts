/**
 * Signals between the processes of a hub, over PostgreSQL's NOTIFY: a worker tells, every process with a page open
 * hears. A signal says where to look, not what is there: payloads stay small, and a lost one costs a late picture only.
 */
import { type Database, listen, notify } from '@kobling/store';
import type { Log } from '../http/log.ts';

export type Signal =
  /** The log of a connection has grown. */
  | { readonly type: 'log'; readonly connectionId: number }
  | {
      readonly type: 'step';
      readonly connectionId: number;
      readonly step: string;
      readonly done: number;
      readonly total: number | null;
    }
  | { readonly type: 'request'; readonly id: number }
  /** Something that the overview shows has changed. */
  | { readonly type: 'overview' }
  /** A cycle became due: workers look now. */
  | { readonly type: 'wake' };

export interface EventBus {
  /** Never waits and never fails; of signals about the same thing only the latest is sent within a quarter second. */
  send(signal: Signal): void;
  /** Answers how to unsubscribe. */
  subscribe(listener: (signal: Signal) => void): () => void;
  close(): Promise<void>;
}

const channel = 'kobling_events';
const quietMs = 250;
const longestStep = 200;

const subjectOf = (signal: Signal): string => {
  switch (signal.type) {
    case 'log':
    case 'step':
      return `${signal.type} ${signal.connectionId}`;
    case 'request':
      return `request ${signal.id}`;
    case 'overview':
    case 'wake':
      return signal.type;
  }
};

export async function openEventBus(db: Database, log: Log): Promise<EventBus> {
  const listeners = new Set<(signal: Signal) => void>();
  const held = new Map<string, { latest: Signal | undefined; timer: NodeJS.Timeout }>();
  const hear = (signal: Signal): void => {
    for (const listener of listeners) listener(signal);
  };
  const listener = await listen(
    db.url,
    channel,
    (payload) => {
      const signal = read(payload);
      if (signal !== undefined) hear(signal);
    },
    // What was sent while the line was down is lost: look at everything once.
    () => {
      hear({ type: 'overview' });
      hear({ type: 'wake' });
    },
  );
  let sending = Promise.resolve();
  let closed = false;
  const transmit = (signal: Signal): void => {
    const payload = JSON.stringify(
      signal.type === 'step' ? { ...signal, step: signal.step.slice(0, longestStep) } : signal,
    );
    sending = sending.then(async () => {
      try {
        await notify(db, channel, payload);
      } catch (error) {
        log.debug('A signal could not be sent.', { error });
      }
    });
  };
  const afterQuiet = (subject: string): void => {
    const entry = held.get(subject);
    held.delete(subject);
    if (entry?.latest !== undefined && !closed) hold(subject, entry.latest);
  };
  const hold = (subject: string, signal: Signal): void => {
    transmit(signal);
    held.set(subject, { latest: undefined, timer: setTimeout(afterQuiet, quietMs, subject) });
  };
  return {
    send(signal) {
      if (closed) return;
      const subject = subjectOf(signal);
      const entry = held.get(subject);
      if (entry === undefined) hold(subject, signal);
      else entry.latest = signal;
    },
    subscribe(fn) {
      listeners.add(fn);
      return () => listeners.delete(fn);
    },
    async close() {
      closed = true;
      const rest = [...held.values()];
      held.clear();
      for (const { latest, timer } of rest) {
        clearTimeout(timer);
        if (latest !== undefined) transmit(latest);
      }
      listeners.clear();
      await sending;
      await listener.close();
    },
  };
}

/** Payloads come from hubs of the same version or a neighbouring one: what is not understood is passed over. */
function read(payload: string): Signal | undefined {
  let value: unknown;
  try {
    value = JSON.parse(payload);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null || !('type' in value)) return undefined;
  const number = (name: string): number | undefined => {
    const found: unknown = Object.entries(value).find(([key]) => key === name)?.[1];
    return typeof found === 'number' ? found : undefined;
  };
  const connectionId = number('connectionId');
  switch (value.type) {
    case 'overview':
    case 'wake':
      return { type: value.type };
    case 'log':
      return connectionId === undefined ? undefined : { type: 'log', connectionId };
    case 'request': {
      const id = number('id');
      return id === undefined ? undefined : { type: 'request', id };
    }
    case 'step': {
      const done = number('done');
      const step = 'step' in value && typeof value.step === 'string' ? value.step : undefined;
      if (connectionId === undefined || done === undefined || step === undefined) return undefined;
      return { type: 'step', connectionId, step, done, total: number('total') ?? null };
    }
    default:
      return undefined;
  }
}
