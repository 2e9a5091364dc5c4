/** A connector that throws has a bug; the sync goes on all the same: a read may be repeated, a write may have happened. */
import { type ActorStream, type Connection, type End, type Outcome, retry, unknown } from '@kobling/sdk';

const said = (error: unknown): string =>
  `The connector failed: ${error instanceof Error ? error.message : String(error)} Tell its maker.`;

export function guarded(erp: Connection): Connection {
  return {
    test: (call) => reading(() => erp.test(call)),
    actorTypes: (call) => reading(() => erp.actorTypes(call)),
    fields: (actorType, call) => reading(() => erp.fields(actorType, call)),
    searchableFields: (actorType, call) => reading(() => erp.searchableFields(actorType, call)),
    getActors: (query, call) => streaming(() => erp.getActors(query, call)),
    getChangedActors: (query, call) => streaming(() => erp.getChangedActors(query, call)),
    search: (query, call) => streaming(() => erp.search(query, call)),
    searchAdvanced: (query, call) => streaming(() => erp.searchAdvanced(query, call)),
    createActor: (actor, call) => writing(() => erp.createActor(actor, call)),
    saveActors: (changes, call) => writing(() => erp.saveActors(changes, call)),
    getList: (listName, keys, call) => reading(() => erp.getList(listName, keys, call)),
    close: () => erp.close(),
  };
}

async function reading<T>(call: () => Promise<Outcome<T>>): Promise<Outcome<T>> {
  try {
    return await call();
  } catch (error) {
    return retry('connector.failed', said(error));
  }
}

async function writing<T>(call: () => Promise<Outcome<T>>): Promise<Outcome<T>> {
  try {
    return await call();
  } catch (error) {
    return unknown('connector.failed', said(error));
  }
}

async function* streaming(call: () => ActorStream): AsyncGenerator<never, End | undefined | void, undefined> {
  try {
    return yield* call() as AsyncIterable<never> & AsyncGenerator<never, End | undefined | void, undefined>;
  } catch (error) {
    return retry('connector.failed', said(error));
  }
}
