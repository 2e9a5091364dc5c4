/** What a person answers when a side forgot: look at what differs, go on, it is the same record, it has a new key (H10, H11, H34). */
import { fetchActors } from '../fetch.ts';
import { mergeLinks, plainMerge } from '../merge.ts';
import type { Link } from '../model.ts';
import { compare } from '../requests/compare.ts';
import type { Serve, Served } from '../requests/served.ts';
import { follow } from '../states.ts';
import { commit, nowhere, type Work } from '../work.ts';

const failed = (message: string): Served => ({ status: 'failed', message });

/** Only ever a dry run. Where the ERP went back, the CRM's values are offered to it; where the hub did, what a merge would do. */
export const restored: Serve<'restored'> = async (work, request) => {
  const mode = request.body.side === 'erp' ? 'resyncFromCrm' : 'merge';
  const served = await compare({ ...work, acceptOlder: true }, request, mode, false);
  // Nobody would ask for it a second time, and without it there is nothing to look at before going on.
  return served.status === 'failed' ? { ...served, status: 'away' } : served;
};

/** Goes on with both sides as they are now: what differs is merged as any other change. */
export const resume: Serve<'resume'> = async (work, { body, by }) => {
  const hold = await work.world.store.hold(work.setup.id);
  if (hold === undefined) return { status: 'done', message: `${work.setup.name} is not held.` };
  if (hold.code === 'hub.copy' && body.originalStopped !== true) return failed(hold.message);
  if (hold.code === 'erp.restored') await work.world.store.forgetStamps(work.lease);
  await commit(work, {
    logs: [{ ...nowhere, kind: 'notice', message: `${by === '' ? 'Somebody' : by} let ${work.setup.name} go on.` }],
  });
  await work.world.store.releaseHold(work.lease);
  return { status: 'done' };
};

/** The link goes on as if its actor had been there all the time. */
export const sameActor: Serve<'sameActor'> = async (work, { body, by }) => {
  const link = (await work.world.store.linksByIds([body.linkId]))[0];
  if (link === undefined || link.connectionId !== work.setup.id || link.state === 'broken')
    return failed(`There is no link ${body.linkId} on ${work.setup.name}.`);
  if (link.state !== 'held' || link.stale === undefined)
    return failed(`${link.actorType} ${link.erpKey} is not held because of its key.`);
  await commit(work, {
    links: [
      {
        id: link.id,
        generation: link.generation,
        state: follow(link.state, 'settled') ?? link.state,
        reason: null,
        lastModified: null,
        rowHash: null,
        stale: 'none',
      },
    ],
    logs: [
      {
        ...nowhere,
        linkId: link.id,
        entity: link.entity,
        kind: 'notice',
        message: `${by === '' ? 'Somebody' : by} said that ${link.actorType} ${link.erpKey} is the same record.`,
      },
    ],
  });
  return lookAt(work, link.id);
};

export const renumber: Serve<'renumber'> = async (work, { body, by }) => {
  const { store } = work.world;
  const proposal = await store.proposal(body.proposal);
  const link = proposal && (await store.linksByIds([proposal.linkId]))[0];
  if (proposal === undefined || link === undefined || link.connectionId !== work.setup.id)
    return failed(`There is no open proposal ${body.proposal} on ${work.setup.name}.`);
  const { actorType, newKey, oldKey } = proposal;
  const there = await fetchActors(work, [asked(link, newKey)]);
  if (there.end.status !== 'done') return failed(there.end.reason.message);
  if (!there.actors.has(link.id)) return failed(`${work.setup.name} no longer has ${actorType} ${newKey}.`);
  const done = await store.renumber(work.lease, work.run, proposal, by);
  if (done === 'taken') return failed(`${actorType} ${newKey} is connected to another record by now.`);
  if (done === 'moved') return failed(`The link of ${actorType} ${oldKey} has changed since. Look at it again.`);
  return lookAt(work, link.id);
};

/** The link as it would be under the new key, so that only the actor's presence is asked for. */
const asked = ({ stale: _stale, ...link }: Link, erpKey: string): Link => ({ ...link, erpKey, lastModified: null });

async function lookAt(work: Work, linkId: number): Promise<Served> {
  const end = await mergeLinks(work, await work.world.store.linksByIds([linkId]), new Map(), plainMerge);
  return end.status === 'done'
    ? { status: 'done', result: { linkId } }
    : { status: 'done', message: `Done; the values follow when the ERP answers. ${end.reason.message}` };
}
