/**
 * 10: the cursor never passes a row that is not settled, held, failed or under way (H07), and moves as far as it has read (H22). The log has one row an intent and field,
 * and replaying it gives every half of a base that the engine wrote (H37).
 * 12: order and duplicates do not matter: whatever came twice or in another order is told once.
 */
import type { BaseField, Link } from '@kobling/engine';
import { compareLastModified, lastModifiedMs } from '@kobling/sdk';
import type { SimLogRow } from '../backend/backend.ts';
import type { Check } from '../history.ts';
import { type FieldPair, sameInCrm, sameInErp } from './meaning.ts';
import { nameOf, quoted, type Reading, readingOf } from './reading.ts';
import { crmPlace, erpPlace, type Place, type Step, type Story } from './stories.ts';

export const cursorPassesNothing: Check = ({ events }) =>
  events.flatMap((event) => {
    if ((event.what !== 'marks' && event.what !== 'feed') || event.unsettled.length === 0) return [];
    const place = event.what === 'marks' ? `cursor of ${event.actorType}` : 'place in the feed';
    const links = event.unsettled.join(', ');
    return [
      {
        invariant: 10,
        message: `The ${place} on connection ${event.connection} passed links ${links} unprocessed.`,
      },
    ];
  });

/** The cursor moves as far as its answer went: numbers are compared as numbers, and a record dated far ahead does not count (H22). */
export const cursorFollows: Check = ({ events, end }) => {
  const kinds = new Map(end.connections.map(({ id, card }) => [id, card.lastModifiedKind]));
  return events.flatMap((event) => {
    const kind = event.what === 'marks' ? kinds.get(event.connection) : undefined;
    if (event.what !== 'marks' || kind === undefined) return [];
    const isBeyond = (stamp: string): boolean =>
      compareLastModified(kind, stamp, stamp) !== undefined &&
      (compareLastModified(kind, stamp, event.upTo) ?? 1) > 0 &&
      !(kind === 'dateTime' && (lastModifiedMs(stamp) ?? 0) > event.at + aheadMs);
    const beyond = event.seen.find(isBeyond);
    if (beyond === undefined) return [];
    const place = `cursor of ${event.actorType} on connection ${event.connection}`;
    return [
      { invariant: 10, message: `The ${place} stays at ${quoted(event.upTo)} after a row of ${quoted(beyond)}.` },
    ];
  });
};
/** Half of what the engine allows: its clock may have been set meanwhile. */
const aheadMs = 12 * 3_600_000;

export const toldOnce: Check = ({ end }) =>
  [...Map.groupBy(end.log.filter(hasIntent), (row) => `intent ${row.intentId}, ${row.erpField}`)].flatMap(
    ([key, rows]) => (rows.length > 1 ? [{ invariant: 10, message: `${key} has ${rows.length} log rows.` }] : []),
  );
const hasIntent = (row: SimLogRow): boolean =>
  row.intentId !== null && row.intentId !== undefined && row.erpField !== null;

export const logReplays: Check = (history) => {
  const reading = readingOf(history);
  const last = new Map<string, SimLogRow>();
  // The other value of a conflict is written as a person's edit: the base follows when it is looked at.
  for (const row of history.end.log)
    if (row.target !== null && row.linkId !== null && row.erpField !== null && !isChoice(row))
      last.set(`${row.linkId} ${row.erpField}`, row);
  return history.end.links.flatMap((link) => {
    if (link.state === 'broken') return [];
    return Object.entries(link.base).flatMap(([erpField, base]) => {
      const row = last.get(`${link.id} ${erpField}`);
      const why = row === undefined ? undefined : unlikeItsRow(reading, link, erpField, base, row);
      return why === undefined ? [] : [{ invariant: 10, message: `${nameOf(link, erpField)}: ${why}` }];
    });
  });
};

const isChoice = (row: SimLogRow): boolean =>
  row.kind === 'undo' && row.target === 'crm' && (row.undoes === null || row.undoes === undefined);

function unlikeItsRow(
  reading: Reading,
  link: Link,
  erpField: string,
  base: BaseField,
  row: SimLogRow,
): string | undefined {
  const connection = reading.connections.get(link.connectionId);
  const mapping = connection?.mappings
    .find(({ actorType }) => actorType === link.actorType)
    ?.fields.find((field) => field.erpField === erpField);
  // A merge has given the link another record since.
  const linked = reading.history.end.log.findLast(({ linkId, kind }) => linkId === link.id && kind === 'link');
  if (linked !== undefined && linked.id > row.id) return undefined;
  const half = row.target === 'crm' ? base.c : base.e;
  if (connection === undefined || mapping === undefined || half === null || base.v !== mapping.version)
    return undefined;
  const pair = { connection, mapping };
  if (sameHere(pair, row, row.newValue ?? '', half)) return undefined;
  const actor = { connection: link.connectionId, actorType: link.actorType, erpKey: link.erpKey ?? '' };
  const place = row.target === 'crm' ? crmPlace(link.entity, mapping.crmField) : erpPlace(actor, erpField);
  // Adopted or drifted since: the half is what a user typed there after the row, and that needs no row of a write.
  if (typedAfter(meantSteps(reading, place), pair, row, half)) return undefined;
  return `log row ${row.id} wrote ${quoted(row.newValue)} to the ${row.target}, its half of the base is ${quoted(half)}.`;
}

const sameHere = (pair: FieldPair, row: SimLogRow, a: string, b: string): boolean =>
  row.target === 'crm' ? sameInCrm(pair, a, b) : sameInErp(pair, a, b);

/**
 * Without the steps in which the engine gave a place again what it held, meaning another field: a connector that rewrites whole records
 * sends every field each time, and only those that an intent names are settled (H01). Users may have typed another value and, while
 * the field is held, the row's own one again: the rewriting that follows is then not the row's write, and the half stands between the
 * two. One that put something else there still counts, whoever meant it.
 */
function meantSteps(reading: Reading, place: Place): Story {
  const alike = new Set(
    reading.writes
      .filter(
        (write) =>
          write.place === place &&
          write.side === 'erp' &&
          write.intent === undefined &&
          (write.old ?? '') === write.value,
      )
      .map(({ index }) => index),
  );
  return (reading.stories.get(place) ?? []).filter(({ index }) => !alike.has(index));
}

function typedAfter(story: Story, pair: FieldPair, row: SimLogRow, half: string): boolean {
  // By this connection: another may have brought the same value back since.
  const written = story.findLastIndex(
    (step: Step) =>
      step.who === 'engine' &&
      step.connection === row.connectionId &&
      sameHere(pair, row, step.value, row.newValue ?? ''),
  );
  return story.some((step, at) => at > written && sameHere(pair, row, step.value, half));
}

/** The same field, from the same value to the same value, told twice in a row although nothing put it back in between. */
export const nothingToldTwice: Check = (history) => {
  const reading = readingOf(history);
  const latest = new Map<string, SimLogRow>();
  return history.end.log.flatMap((row) => {
    if (row.target === null || row.linkId === null || row.erpField === null) return [];
    // A merge gives a link another record of the CRM.
    const key = `${row.linkId} ${row.erpField} ${row.target} ${row.entity?.id}`;
    const before = latest.get(key);
    latest.set(key, row);
    const again =
      before !== undefined &&
      before.oldValue === row.oldValue &&
      before.newValue === row.newValue &&
      row.oldValue !== row.newValue &&
      !happenedAsOften(reading, row);
    return again
      ? [
          {
            invariant: 12,
            message: `Log rows ${before.id} and ${row.id} both tell that ${row.erpField} of link ${row.linkId} became ${quoted(row.newValue)}.`,
          },
        ]
      : [];
  });
};

/** As many times as it was told, the place really went from the old value to the new one. */
function happenedAsOften(reading: Reading, row: SimLogRow): boolean {
  const link = row.linkId === null ? undefined : reading.links.get(row.linkId);
  if (link === undefined || row.erpField === null || row.crmField === null) return true;
  const actor = { connection: link.connectionId, actorType: link.actorType, erpKey: link.erpKey ?? '' };
  const story =
    reading.stories.get(
      row.target === 'crm' ? crmPlace(row.entity ?? link.entity, row.crmField) : erpPlace(actor, row.erpField),
    ) ?? [];
  const told = reading.history.end.log.filter(
    (other) =>
      other.linkId === row.linkId &&
      other.erpField === row.erpField &&
      other.target === row.target &&
      other.entity?.id === row.entity?.id &&
      other.oldValue === row.oldValue &&
      other.newValue === row.newValue,
  ).length;
  return story.filter(({ who, value }) => who === 'engine' && value === row.newValue).length >= told;
}
