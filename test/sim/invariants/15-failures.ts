/**
 * 15: partial success keeps the good ones, and a bad record blocks nobody. What is out of step at the end by failure has failed for a
 * cause that is still there: the value cannot be converted, or the ERP itself refused it; what a fault on the way did is healed (H31).
 */
import type { FieldFailure, FieldMapping, Link } from '@kobling/engine';
import { toCrm, toErp } from '@kobling/engine';
import type { Check, History, Violation } from '../history.ts';
import { sameInErp } from './meaning.ts';
import { type EndConnection, nameOf, readingOf } from './reading.ts';

export const failuresHaveCauses: Check = (history) => {
  const reading = readingOf(history);
  return history.end.links.flatMap((link) => {
    const connection = reading.connections.get(link.connectionId);
    const mapping = connection?.mappings.find(({ actorType }) => actorType === link.actorType);
    if (connection === undefined || mapping === undefined || link.state === 'broken') return [];
    return mapping.fields.flatMap((field): Violation[] => {
      const fail = link.base[field.erpField]?.fail;
      if (fail === undefined || hasCause(history, connection, link, field, fail)) return [];
      const message = `${nameOf(link, field.erpField)} still counts as failed (${fail.code}: ${fail.message}), but nothing is wrong with it any more.`;
      return [{ invariant: 15, message }];
    });
  });
};

function hasCause(
  history: History,
  connection: EndConnection,
  link: Link,
  field: FieldMapping,
  { code, e, c }: FieldFailure,
): boolean {
  // A list that was mapped since hints its links (H31); one whose record is not there, or waits, keeps its failure until it is back.
  const away = link.state === 'held' || link.state === 'missingInErp' || link.state === 'waitingForParent';
  // Gone without being called missing: where nobody else of its type answers the engine has to doubt the ERP (H23).
  if (away || !isThere(history, link)) return true;
  if (code.startsWith('convert.'))
    return (e !== null && !toCrm(field, e, connection.zone).ok) || (c !== null && !toErp(field, c, connection.zone).ok);
  // A value in the ERP that cannot be read, or one that the CRM does not take: the history does not say more.
  if (code === 'erp.badValue' || code.startsWith('crm.')) return true;
  if (c === null) return true;
  const sent = toErp(field, c, connection.zone);
  // Refused may also be what an undo, or the other value of a conflict, was to put back: the CRM does not hold that.
  const putBack = history.end.intents.flatMap(({ linkId, status, fields }) => {
    const one = fields[field.erpField];
    return linkId === link.id && status === 'failed' && one?.kind === 'undo' ? [one.value] : [];
  });
  const wanted = sent.ok ? [sent.value, ...putBack] : undefined;
  const refusals = history.events.filter((event) => event.what === 'refused');
  return refusals.some(
    (event) =>
      event.connection === link.connectionId &&
      event.erpKey === link.erpKey &&
      event.sent[field.erpField] !== undefined &&
      (wanted === undefined ||
        wanted.some((value) => sameInErp({ connection, mapping: field }, event.sent[field.erpField] ?? '', value))),
  );
}

const isThere = ({ end }: History, { connectionId, actorType, erpKey }: Link): boolean =>
  end.erp.get(connectionId)?.some((row) => row.actorType === actorType && row.erpKey === erpKey) === true;

/** 16 and 31: whoever is out of step as a record says why. */
export const stopsHaveReasons: Check = ({ end }) =>
  end.links
    .filter(({ state }) => state !== 'active' && state !== 'creating' && state !== 'broken')
    .filter(({ reason }) => reason === null || reason.trim() === '')
    .map((link) => ({
      invariant: link.state === 'waitingForParent' ? 16 : 15,
      message: `${nameOf(link)} is ${link.state}, and no reason is given.`,
    }));

/** What connectors answer without naming everybody: the failure is then the hub's own finding (H31). */
const silences = new Set(['partialSave', 'partialAnswer', 'otherKeys']);

/** A save that is told as failed was refused for that record, not for a neighbour in its batch (H31). */
export const failuresWereRefusals: Check = ({ events, end }) => {
  const intents = new Map(end.intents.map((intent) => [intent.id, intent]));
  const refused = new Set<string>();
  const unclear = new Set<number>();
  for (const event of events) {
    if (event.what === 'refused')
      for (const field of Object.keys(event.sent)) refused.add(`${event.connection} ${event.erpKey} ${field}`);
    if (event.what === 'fault' && silences.has(event.fault)) unclear.add(event.connection);
  }
  return end.log.flatMap((row): Violation[] => {
    const intent = row.kind === 'failure' ? intents.get(row.intentId ?? 0) : undefined;
    if (intent?.kind !== 'save' || unclear.has(row.connectionId)) return [];
    if (refused.has(`${row.connectionId} ${intent.erpKey} ${row.erpField}`)) return [];
    const message = `Log row ${row.id} says that ${row.erpField} of ${intent.actorType} ${intent.erpKey} was refused; the ERP never refused it.`;
    return [{ invariant: 15, message }];
  });
};
