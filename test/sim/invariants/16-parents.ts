/**
 * 16: parents before children. A person is created in the ERP under an actor that is there, and a person whose actor belongs to another
 * company than its own company's link does not sync: it waits, and says so (H33).
 */
import type { EntityRef } from '@kobling/engine';
import type { Check, History } from '../history.ts';
import { endActor, nameOf, readingOf } from './reading.ts';

export const parentsFirst: Check = ({ events }) => {
  const there = new Set<string>();
  return events.flatMap((event) => {
    if (event.what === 'erpRemove') there.delete(`${event.actor.connection} ${event.actor.erpKey}`);
    if (event.what !== 'erpAdd' && event.what !== 'erpCreate') return [];
    const { connection, actorType, erpKey } = event.actor;
    there.add(`${connection} ${erpKey}`);
    if (event.what === 'erpAdd' || actorType !== 'Person') return [];
    const parent = event.parentKey;
    return parent !== undefined && there.has(`${connection} ${parent}`)
      ? []
      : [
          {
            invariant: 16,
            message: `Person ${erpKey} was created on connection ${connection} under ${parent}, which is not there.`,
          },
        ];
  });
};

/** Needs to know each person's company: persons whose history does not say it are left out. */
export const orphansWait: Check = (history) => {
  const reading = readingOf(history);
  const companies = companiesOf(history);
  return history.end.links.flatMap((link) => {
    const company = companies.get(link.entity.id);
    if (link.entity.kind !== 'person' || link.state !== 'active' || link.erpKey === null || company === undefined)
      return [];
    const actor = endActor(reading, {
      connection: link.connectionId,
      actorType: link.actorType,
      erpKey: link.erpKey,
    });
    const parent = history.end.links.find(
      ({ connectionId, entity, state, erpKey }) =>
        connectionId === link.connectionId &&
        entity.kind === 'company' &&
        entity.id === company.id &&
        state !== 'broken' &&
        erpKey !== null,
    );
    // Without a link of its company the person has nobody to be compared with.
    if (actor?.parentKey === undefined || parent === undefined || parent.erpKey === actor.parentKey) return [];
    return [
      {
        invariant: 16,
        message: `${nameOf(link)} is active under ${actor.parentKey}, but its company is linked to ${parent.erpKey}.`,
      },
    ];
  });
};

/** The company that each person belongs to: as added, then by merges. */
function companiesOf({ events }: History): ReadonlyMap<number, EntityRef> {
  const companies = new Map<number, EntityRef>();
  for (const event of events) {
    if (event.what === 'crmAdd' && event.ref.kind === 'person' && event.parent !== undefined)
      companies.set(event.ref.id, event.parent);
    if (event.what === 'crmMerge' && event.loser.kind === 'company')
      for (const [person, company] of companies)
        if (company.id === event.loser.id) companies.set(person, event.survivor);
  }
  return companies;
}
