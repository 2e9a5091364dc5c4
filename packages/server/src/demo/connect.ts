/** Joins the two sides: the set-up file is applied as `kobling apply` would, then like is linked with like. */
import type { ErpActorType } from '@kobling/sdk';
import { addRequest, connectionNames, requestsOf } from '@kobling/store';
import type { Hub } from '../hub.ts';
import { applySetup, readSetup, type Setup } from '../setup-file/index.ts';

const by = 'demo';
/** More than the demonstration ever asks for. */
const requestsLooked = 100;

/** Answers the requests that link. A hub that crashed here before goes on with those it asked for then. */
export async function setUpConnection(hub: Hub, file: string): Promise<readonly number[]> {
  const read = readSetup(file);
  if (!read.ok) throw new Error(sentences(read.problems));
  const applied = await applySetup(hub, read.setup, { dryRun: false, by });
  if (!applied.ok) throw new Error(sentences(applied.problems));
  const requests = new Set(applied.matches.map(({ requestId }) => requestId));
  for (const requestId of await linkingOf(hub, read.setup)) requests.add(requestId);
  return [...requests].toSorted((a, b) => a - b);
}

/** The linking of every actor type with match fields: asked for already, or else asked for now. */
async function linkingOf(hub: Hub, setup: Setup): Promise<readonly number[]> {
  const found: number[] = [];
  const connections = await connectionNames(hub.db);
  for (const wanted of setup.connections ?? []) {
    const connection = connections.find(({ name }) => name === wanted.name.name);
    if (connection === undefined) throw new Error(`The connection ${wanted.name.name} was applied and is not there.`);
    const asked = await askedFor(hub, connection.id);
    for (const { actorType, match } of wanted.actors) {
      if (match.length === 0) continue;
      const fields = match.map(({ name }) => name);
      found.push(
        asked.get(actorType) ?? (await addRequest(hub.db, connection.id, { kind: 'match', actorType, by: fields }, by)),
      );
    }
    await hub.wake([connection.id]);
  }
  return found;
}

async function askedFor(hub: Hub, connectionId: number): Promise<ReadonlyMap<ErpActorType, number>> {
  const requests = await requestsOf(hub.db, connectionId, requestsLooked);
  return new Map(
    requests.flatMap(({ id, body, status }) =>
      body.kind === 'match' && body.dryRun !== true && status !== 'failed' && status !== 'cancelled'
        ? [[body.actorType, id] as const]
        : [],
    ),
  );
}

const sentences = (problems: readonly { readonly line: number; readonly message: string }[]): string =>
  problems.map(({ line, message }) => `kobling.yaml, line ${line}: ${message}`).join('\n');
