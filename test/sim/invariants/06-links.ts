/**
 * 6: links are one to one (domain rule 1), and never silently re-pointed: what a link joins is what the log last said it joins.
 * A record's link follows the one that it was merged into, unless that one has a link already (H34).
 */
import type { Link } from '@kobling/engine';
import type { ActorRef, Check, History, SimEvent, Violation } from '../history.ts';
import { nameOf } from './reading.ts';

export const oneToOne: Check = ({ end }) => {
  const standing = end.links.filter(({ state }) => state !== 'broken');
  return [
    ...twice(standing, (link) => `connection ${link.connectionId}, ${link.entity.kind} ${link.entity.id}`),
    ...twice(
      standing.filter(({ erpKey }) => erpKey !== null),
      (link) => `connection ${link.connectionId}, ${link.actorType} ${link.erpKey}`,
    ),
  ];
};

function twice(links: readonly Link[], keyOf: (link: Link) => string): readonly Violation[] {
  return [...Map.groupBy(links, keyOf)].flatMap(([key, all]) =>
    all.length > 1
      ? [{ invariant: 6, message: `${key} has ${all.length} links: ${all.map(({ id }) => id).join(', ')}.` }]
      : [],
  );
}

export const notRePointed: Check = (history) =>
  history.end.links.flatMap((link) => {
    const last = history.end.log.findLast(({ linkId, kind }) => linkId === link.id && kind === 'link');
    if (last === undefined) return [{ invariant: 6, message: `${nameOf(link)}: no log row says that it was linked.` }];
    if (last.entity?.kind !== link.entity.kind || last.entity.id !== link.entity.id)
      return [
        {
          invariant: 6,
          message: `${nameOf(link)}: the log says that it joins ${last.entity?.kind} ${last.entity?.id}.`,
        },
      ];
    return last.newValue === link.erpKey || (last.newValue === null && wasCreated(history, link))
      ? []
      : [{ invariant: 6, message: `${nameOf(link)}: the log says that its key is ${last.newValue}.` }];
  });

/** A link made by a create has no key at first; the ERP's own events say which it got, also where a user renumbered it at once. */
function wasCreated({ events, end }: History, link: Link): boolean {
  if (link.erpKey === null) return true;
  const ofType = (actor: ActorRef): boolean =>
    actor.connection === link.connectionId && actor.actorType === link.actorType;
  const made = new Set<string>();
  for (const [index, event] of events.entries()) {
    if (event.what === 'erpCreate' && ofType(event.actor)) made.add(event.actor.erpKey);
    const before = events[index - 1];
    if (event.what !== 'erpAdd' || before?.what !== 'erpRemove' || !ofType(before.actor)) continue;
    if (made.has(before.actor.erpKey)) made.add(event.actor.erpKey);
  }
  return made.has(link.erpKey) && end.intents.some(({ linkId, kind }) => linkId === link.id && kind === 'create');
}

export const mergesTakeLinksAlong: Check = ({ events, end }) => {
  const ended = new Set(events.flatMap((event) => goneBy(event)));
  // Also after the merge, before anybody had seen it.
  const unlinked = new Set(events.flatMap((event) => (event.what === 'unlink' ? [event.linkId] : [])));
  return events.flatMap((event) => {
    if (event.what !== 'crmMerge' || ended.has(idOf(event.survivor))) return [];
    const left = end.links.filter(
      ({ id, entity, state, erpKey }) =>
        idOf(entity) === idOf(event.loser) && state === 'broken' && erpKey !== null && !unlinked.has(id),
    );
    return left.flatMap((link) =>
      end.links.some((other) => other.connectionId === link.connectionId && idOf(other.entity) === idOf(event.survivor))
        ? []
        : [{ invariant: 6, message: `${nameOf(link)} ended, although it could follow ${idOf(event.survivor)}.` }],
    );
  });
};

const idOf = ({ kind, id }: Link['entity']): string => `${kind} ${id}`;
/** A person goes with their company, so that nothing is said of persons at all. */
const goneBy = (event: SimEvent): readonly string[] =>
  event.what === 'crmMerge' ? [idOf(event.loser)] : event.what === 'crmRemove' ? [idOf(event.ref)] : [];
