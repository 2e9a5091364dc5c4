/**
 * Numbered steps of a worker: before and after every call to the ERP, and before and after every write to the store. At the step
 * asked for, the process kills itself, as a power cut would: nothing is flushed, no `finally` runs.
 */
import type { SyncStore } from '@kobling/engine';
import type { Actor, Connection, End } from '@kobling/sdk';

export interface Steps {
  /** How many there were so far. */
  count: number;
  at(name: string): void;
}

/** `killAt`: a step's number or name; 0: never. `note` hears each step's name. */
export function numberedSteps(killAt: number | string, note: (name: string) => void = () => undefined): Steps {
  const steps: Steps = {
    count: 0,
    at(name) {
      steps.count += 1;
      note(name);
      if (steps.count === killAt || name === killAt) process.kill(process.pid, 'SIGKILL');
    },
  };
  return steps;
}

const writes = new Set<keyof SyncStore>([
  'acquireLease',
  'releaseLease',
  'saveFeedPosition',
  'breakLinks',
  'moveLink',
  'saveMarks',
  'markSent',
  'commit',
  'finishRun',
  'createLink',
  'stageMatch',
  'linkMatches',
  'updateRequest',
  'saveHealth',
  'raiseOverlap',
]);

/** The same store, stepping around each write. */
export function steppingStore(store: SyncStore, steps: Steps): SyncStore {
  return new Proxy(store, {
    get(target, name: keyof SyncStore) {
      const real = target[name] as (...args: unknown[]) => Promise<unknown>;
      if (!writes.has(name)) return real.bind(target);
      return async (...args: unknown[]) => {
        steps.at(`before ${name}`);
        const answer = await real.apply(target, args);
        steps.at(`after ${name}`);
        return answer;
      };
    },
  });
}

const streams = new Set<keyof Connection>(['getActors', 'getChangedActors', 'search', 'searchAdvanced']);

/** The same connection, stepping around each call; of a stream, before the first actor and after the last. */
export function steppingConnection(connection: Connection, steps: Steps): Connection {
  return new Proxy(connection, {
    get(target, name: keyof Connection) {
      const real = target[name] as (...args: unknown[]) => unknown;
      if (streams.has(name)) {
        return async function* (...args: unknown[]): AsyncGenerator<Actor, End | undefined | void, undefined> {
          steps.at(`before ${name}`);
          const end = yield* real.apply(target, args) as AsyncGenerator<Actor, End | undefined | void, undefined>;
          steps.at(`after ${name}`);
          return end;
        };
      }
      return async (...args: unknown[]) => {
        steps.at(`before ${name}`);
        const answer = await real.apply(target, args);
        steps.at(`after ${name}`);
        return answer;
      };
    },
  });
}
