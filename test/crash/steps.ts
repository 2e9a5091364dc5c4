/**
 * Numbered steps of a worker: before and after every call to the ERP, and before and after every write to the store. At the step
 * asked for, something happens to the process: it is killed as by a power cut, or stopped as a machine that falls asleep.
 */
import type { SyncStore } from '@kobling/engine';
import type { Actor, Connection, End } from '@kobling/sdk';

/**
 * Every way from the engine into the store, and whether something lasts of it. The compiler asks for a line here as soon as the
 * engine gets a new one, so that no write goes unstepped.
 */
export const storeSteps: Readonly<Record<keyof SyncStore, 'read' | 'write'>> = {
  setup: 'read',
  acquireLease: 'write',
  renewLease: 'write',
  releaseLease: 'write',
  readCrm: 'read',
  readFeed: 'read',
  endedEntities: 'read',
  saveFeedPosition: 'write',
  connectionsOf: 'read',
  linksByKeys: 'read',
  linksByEntities: 'read',
  linksByIds: 'read',
  linksToVerify: 'read',
  linksInKeyOrder: 'read',
  countLinks: 'read',
  linksDue: 'read',
  breakLinks: 'write',
  moveLink: 'write',
  marks: 'read',
  saveMarks: 'write',
  raiseOverlap: 'write',
  hintsDue: 'read',
  createLink: 'write',
  parentOf: 'read',
  commit: 'write',
  intentsDue: 'read',
  markSent: 'write',
  fieldsUnderWay: 'read',
  claimedKeys: 'read',
  finishRun: 'write',
  logOfRun: 'read',
  nextRequest: 'read',
  updateRequest: 'write',
  openConflict: 'read',
  resolveConflict: 'write',
  stageMatch: 'write',
  linkMatches: 'write',
  newPlan: 'write',
  addPlanRows: 'write',
  closePlan: 'write',
  health: 'read',
  saveHealth: 'write',
  parentsOf: 'read',
  staleLinks: 'read',
  believeStale: 'write',
  latestLinks: 'read',
  hold: 'read',
  holdConnection: 'write',
  releaseHold: 'write',
  forgetStamps: 'write',
  lateValues: 'read',
  beginAudit: 'write',
  addAuditBatch: 'write',
  endAudit: 'write',
  openConflictFields: 'read',
  auditedLinks: 'read',
  walk: 'read',
  saveWalk: 'write',
  saveBatchSizes: 'write',
  missingUnsought: 'read',
  saveLooks: 'write',
  proposal: 'read',
  renumber: 'write',
  brakeCounts: 'read',
  openHeld: 'read',
  countHeld: 'read',
  recentCrmWrites: 'read',
  turnedFields: 'read',
  holdTurnedField: 'write',
  releaseTurnedField: 'write',
  beginUndo: 'write',
  dropPlan: 'write',
  movePlan: 'write',
  plan: 'read',
  planRowsToDo: 'read',
  releaseWaitingFields: 'write',
  settlePlanRows: 'write',
  skipUndoRows: 'write',
  undoCounts: 'read',
  undoRows: 'read',
  noteSaveWindow: 'write',
};

/** The same of the ERP. Reads are steps too: a worker that dies while it waits has leases and requests in hand. */
export const erpSteps: Readonly<Record<keyof Connection, 'answer' | 'stream' | 'none'>> = {
  test: 'answer',
  actorTypes: 'answer',
  fields: 'answer',
  searchableFields: 'answer',
  getActors: 'stream',
  getChangedActors: 'stream',
  search: 'stream',
  searchAdvanced: 'stream',
  createActor: 'answer',
  saveActors: 'answer',
  getList: 'answer',
  forget: 'answer',
  close: 'none',
};

export interface Steps {
  /** How many there were so far. */
  count: number;
  at(name: string): void;
}

/** `strikeAt`: a step's number, or its name for the first of that name; 0: never. `note` hears each step's name. */
export function numberedSteps(
  strikeAt: number | string,
  strike: (name: string) => void,
  note: (name: string) => void = () => undefined,
): Steps {
  let struck = false;
  const steps: Steps = {
    count: 0,
    at(name) {
      steps.count += 1;
      note(name);
      if (struck || (steps.count !== strikeAt && name !== strikeAt)) return;
      struck = true;
      strike(name);
    },
  };
  return steps;
}

/** Nothing is flushed, no `finally` runs. */
export const killed = (): void => void process.kill(process.pid, 'SIGKILL');

/** The same store, stepping around each write. */
export function steppingStore(store: SyncStore, steps: Steps): SyncStore {
  return new Proxy(store, {
    get(target, name: keyof SyncStore) {
      const real = target[name] as (...args: unknown[]) => Promise<unknown>;
      if (storeSteps[name] !== 'write') return real.bind(target);
      return async (...args: unknown[]) => {
        steps.at(`before ${name}`);
        const answer = await real.apply(target, args);
        steps.at(`after ${name}`);
        return answer;
      };
    },
  });
}

/** The same connection, stepping around each call; of a stream, before the first actor and after the last. */
export function steppingConnection(connection: Connection, steps: Steps): Connection {
  return new Proxy(connection, {
    get(target, name: keyof Connection) {
      const real = target[name] as (...args: unknown[]) => unknown;
      if (erpSteps[name] === 'stream') {
        return async function* (...args: unknown[]): AsyncGenerator<Actor, End | undefined | void, undefined> {
          steps.at(`before ${name}`);
          const end = yield* real.apply(target, args) as AsyncGenerator<Actor, End | undefined | void, undefined>;
          steps.at(`after ${name}`);
          return end;
        };
      }
      if (erpSteps[name] !== 'answer') return real.bind(target);
      return async (...args: unknown[]) => {
        steps.at(`before ${name}`);
        const answer = await real.apply(target, args);
        steps.at(`after ${name}`);
        return answer;
      };
    },
  });
}
