/** What people answer when a side forgot: go on after a restore, a key is still the same record's, a record has a new key (H10, H34). */
import { done, type Outcome, rejected } from '@kobling/sdk';
import {
  addRequest,
  connectionNames,
  doubtedKeys,
  type DoubtedKey,
  proposalConnection,
  rejectRenumbering,
  type RenumberProposalView,
  renumberProposals,
} from '@kobling/store';
import { findConnection } from './connections.ts';
import type { StartedRequest } from './requests.ts';
import type { ServiceHub } from './service-hub.ts';

export async function startResume(
  hub: ServiceHub,
  wish: { readonly connection: string; readonly originalStopped: boolean },
  by: string,
): Promise<Outcome<StartedRequest>> {
  const connection = await findConnection(hub, wish.connection);
  if (connection.status !== 'done') return connection;
  const { id, name } = connection.value;
  const requestId = await addRequest(hub.db, id, { kind: 'resume', originalStopped: wish.originalStopped }, by);
  await hub.wake([id]);
  return done({ requestId, connection: name });
}

export interface Proposals {
  readonly renumbered: readonly RenumberProposalView[];
  /** Keys that may have been given to another record. */
  readonly doubted: readonly DoubtedKey[];
}

const most = 1_000;

/** At most 1,000 of each. */
export async function listProposals(hub: ServiceHub): Promise<Outcome<Proposals>> {
  return done({ renumbered: await renumberProposals(hub.db, most), doubted: await doubtedKeys(hub.db, most) });
}

export async function approveProposal(hub: ServiceHub, proposal: number, by: string): Promise<Outcome<StartedRequest>> {
  const id = await proposalConnection(hub.db, proposal);
  return id === undefined ? unknownProposal(proposal) : start(hub, id, { kind: 'renumber', proposal }, by);
}

export async function rejectProposal(hub: ServiceHub, proposal: number, by: string): Promise<Outcome<object>> {
  return (await rejectRenumbering(hub.db, proposal, by, new Date())) ? done({}) : unknownProposal(proposal);
}

/** A person says that the actor under the link's key is the same record as before. */
export async function confirmSame(hub: ServiceHub, linkId: number, by: string): Promise<Outcome<StartedRequest>> {
  const link = (await hub.store.linksByIds([linkId]))[0];
  if (link === undefined || link.state !== 'held' || link.stale === undefined)
    return rejected('proposal.notDoubted', `No link ${linkId} waits because of its key. See "kobling proposals list".`);
  return start(hub, link.connectionId, { kind: 'sameActor', linkId }, by);
}

async function start(
  hub: ServiceHub,
  connectionId: number,
  body: Parameters<typeof addRequest>[2],
  by: string,
): Promise<Outcome<StartedRequest>> {
  const requestId = await addRequest(hub.db, connectionId, body, by);
  await hub.wake([connectionId]);
  const names = await connectionNames(hub.db);
  return done({ requestId, connection: names.find((item) => item.id === connectionId)?.name ?? '' });
}

const unknownProposal = (proposal: number) =>
  rejected('proposal.unknown', `There is no open proposal ${proposal}. See "kobling proposals list".`);
