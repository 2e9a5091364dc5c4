/** Sync now, resync and dry runs: asked for here, carried out by the lease holder. */
import type { EntityRef, RequestBody } from '@kobling/engine';
import { done, type Outcome, rejected } from '@kobling/sdk';
import { addRequest, type ConnectionName, connectionNames, waitForFeed } from '@kobling/store';
import { findActiveConnection } from './connections.ts';
import type { StartedRequest } from './requests.ts';
import type { ServiceHub } from './service-hub.ts';

export interface SyncWish {
  /** All active ones when left out. */
  readonly connection?: string | undefined;
  /** Only this record and its links. */
  readonly entity?: EntityRef | undefined;
  readonly resync?: 'crm' | 'erp' | undefined;
  /** Resync only: a blank never overwrites. */
  readonly noBlanks?: boolean | undefined;
  readonly dryRun?: boolean | undefined;
}

/** Who changes the CRM and then asks for a sync means that change too; another's open transaction may hold it back. */
export const feedPatienceMs = 5_000;

/** Adds the requests and wakes their connections; in priority order. */
export async function startSync(
  hub: ServiceHub,
  wish: SyncWish,
  by: string,
): Promise<Outcome<readonly StartedRequest[]>> {
  const targets = await targetsOf(hub, wish);
  if (targets.status !== 'done') return targets;
  if (wish.entity !== undefined && (wish.resync !== undefined || wish.dryRun === true)) {
    return rejected(
      'sync.oneRecord',
      'One record is synced as it is: leave out --resync and --dry-run, or leave out the record.',
    );
  }
  if (wish.noBlanks === true && wish.resync === undefined) {
    return rejected('sync.noBlanks', '--no-blanks belongs to a resync: add --resync crm or --resync erp.');
  }
  await waitForFeed(hub.db, feedPatienceMs);
  const started: StartedRequest[] = [];
  for (const target of targets.value) {
    started.push({ requestId: await addRequest(hub.db, target.id, bodyOf(wish), by), connection: target.name });
  }
  await hub.wake(targets.value.map((target) => target.id));
  return done(started);
}

async function targetsOf(
  hub: ServiceHub,
  { connection, entity }: SyncWish,
): Promise<Outcome<readonly ConnectionName[]>> {
  if (connection !== undefined) {
    const found = await findActiveConnection(hub, connection);
    return found.status === 'done' ? done([found.value]) : found;
  }
  const active = (await connectionNames(hub.db)).filter((item) => item.active);
  if (active.length === 0)
    return rejected(
      'sync.noConnection',
      'No connection is active. Set one up with kobling apply FILE, or under Settings.',
    );
  if (entity === undefined) return done(active);
  const linked: ConnectionName[] = [];
  for (const item of active) {
    if ((await hub.store.linksByEntities(item.id, entity.kind, [entity.id])).length > 0) linked.push(item);
  }
  if (linked.length > 0) return done(linked);
  return rejected(
    'sync.notLinked',
    `The ${entity.kind} ${entity.id} is linked on no active connection. Link it first.`,
  );
}

function bodyOf(wish: SyncWish): RequestBody {
  const dryRun = wish.dryRun === true;
  if (wish.entity !== undefined) return { kind: 'syncNow', entity: wish.entity };
  if (wish.resync !== undefined) return { kind: 'resync', from: wish.resync, noBlanks: wish.noBlanks === true, dryRun };
  return { kind: 'cycle', dryRun };
}
