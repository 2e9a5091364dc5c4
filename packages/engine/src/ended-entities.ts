/** Links whose CRM record was deleted or merged: told by the feed, or found out where the feed was not read (H11, H16, H26). */
import type { EntityKind, EntityRef, Link } from './model.ts';
import type { Work } from './work.ts';

/** A deleted record breaks its link; a merged one hands it to the survivor, unless that has one already (spec 04). */
export async function followEntity(work: Work, link: Link, survivor: number | null): Promise<void> {
  const { store } = work.world;
  const { kind } = link.entity;
  if (survivor === null) await store.breakLinks(work.lease, [link.id], `The ${kind} was deleted in the CRM.`);
  else await store.moveLink(work.lease, link.id, { kind, id: survivor });
}

/** Follows the records of those links that the CRM no longer has. `has`: was the row read? */
export async function followEnded(
  work: Work,
  links: readonly Link[],
  has: (entity: EntityRef) => boolean,
): Promise<void> {
  const unread = links.filter((link) => !has(link.entity));
  for (const [kind, ofKind] of Map.groupBy(unread, (link): EntityKind => link.entity.kind)) {
    const ended = await work.world.store.endedEntities(
      kind,
      ofKind.map((link) => link.entity.id),
    );
    for (const link of ofKind) {
      const survivor = ended.get(link.entity.id);
      if (survivor !== undefined) await followEntity(work, link, survivor);
    }
  }
}
