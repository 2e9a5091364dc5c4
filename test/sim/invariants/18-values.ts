/**
 * 18: conversion is stable: there and back and there again is the same as there. Nothing is written to what is not mapped, against a
 * direction, or to what is read-only; and no record holds at the end what no event put there.
 */
import type { FieldMapping } from '@kobling/engine';
import { effectiveDirection, sameCrm, toCrm, toErp } from '@kobling/engine';
import { decodeValue } from '@kobling/sdk';
import type { Check, Violation } from '../history.ts';
import { type FieldPair, mayWriteCrm, mayWriteErp, sameInErp } from './meaning.ts';
import { mappingsOf, quoted, readingOf } from './reading.ts';
import { crmPlace, erpPlace } from './stories.ts';
import type { EngineWrite } from './writes.ts';

export const conversionIsStable: Check = (history) => {
  const { connections } = readingOf(history);
  return history.end.links.flatMap((link) => {
    const connection = connections.get(link.connectionId);
    const fields = connection?.mappings.find(({ actorType }) => actorType === link.actorType)?.fields ?? [];
    if (connection === undefined || link.state === 'broken') return [];
    return fields.flatMap((mapping) => {
      const base = link.base[mapping.erpField];
      const pair = { connection, mapping };
      return [drifts(pair, base?.e ?? null, 'erp'), drifts(pair, base?.c ?? null, 'crm')].filter(
        (found) => found !== undefined,
      );
    });
  });
};

function drifts(pair: FieldPair, value: string | null, side: 'erp' | 'crm'): Violation | undefined {
  const { mapping, connection } = pair;
  if (value === null || effectiveDirection(mapping) !== 'both') return undefined;
  const there = side === 'erp' ? toCrm : toErp;
  const back = side === 'erp' ? toErp : toCrm;
  const once = there(mapping, value, connection.zone);
  if (!once.ok) return undefined;
  const home = back(mapping, once.value, connection.zone);
  if (!home.ok) return undefined;
  const twice = there(mapping, home.value, connection.zone);
  const same =
    twice.ok &&
    (side === 'erp' ? sameCrm(mapping.crmType, once.value, twice.value) : sameInErp(pair, once.value, twice.value));
  return same
    ? undefined
    : {
        invariant: 18,
        message: `${mapping.erpField}: ${quoted(value)} becomes ${quoted(once.value)}, and then ${twice.ok ? quoted(twice.value) : 'fails'}.`,
      };
}

export const writesAreAllowed: Check = (history) => {
  const reading = readingOf(history);
  return reading.writes.flatMap((write) => {
    if (write.old !== undefined && write.old === write.value) return [];
    const fields = write.sources.map(({ pair }) => pair.mapping);
    const partial = reading.connections.get(write.connection)?.card.partialSave !== false;
    // A connector that rewrites whole records blanks what nobody may send it: H05 speaks of mapped fields only.
    if (!partial && write.side === 'erp' && write.intent === undefined) return [];
    if (fields.length === 0 && isUnmapped(reading, write))
      return [{ invariant: 18, message: `${write.place} is not mapped, but was written: ${quoted(write.value)}.` }];
    const may = write.side === 'crm' ? mayWriteCrm : mayWriteErp;
    return fields.length === 0 || write.kind === 'undo' || fields.some(may)
      ? []
      : [
          {
            invariant: 18,
            message: `${write.place} was written against its direction or access: ${quoted(write.value)}.`,
          },
        ];
  });
};

function isUnmapped(reading: ReturnType<typeof readingOf>, write: EngineWrite): boolean {
  const is = (field: FieldMapping): boolean =>
    write.side === 'crm' ? field.crmField === write.field : field.erpField === write.field;
  const { connections } = reading;
  const types = connections.get(write.connection)?.mappings.map(({ actorType }) => actorType) ?? [];
  return !types.some((actorType) => mappingsOf(reading, write.connection, actorType, is).length > 0);
}

/** What is there at the end is what the last event of its story put there. */
export const endIsTheStorysEnd: Check = (history) => {
  const { stories } = readingOf(history);
  const violations: Violation[] = [];
  const restored = new Set(
    history.events.flatMap((event) =>
      event.what === 'erpRestore' && event.changes === undefined ? [event.connection] : [],
    ),
  );
  const look = (place: string, value: string, type: FieldMapping['erpType'] = 'text'): void => {
    const last = stories.get(place)?.at(-1);
    const held = decodeValue(type, value);
    if (last !== undefined && last.value !== value && !(held.ok && held.value === last.value))
      violations.push({
        invariant: 18,
        message: `${place} holds ${quoted(value)}, but the last that was put there is ${quoted(last.value)}.`,
      });
  };
  for (const rows of Object.values(history.end.crm))
    for (const { ref, values } of rows)
      for (const [field, value] of Object.entries(values)) look(crmPlace(ref, field), value);
  for (const [connection, actors] of history.end.erp)
    if (!restored.has(connection))
      for (const { actorType, erpKey, values } of actors)
        for (const [field, value] of Object.entries(values))
          look(erpPlace({ connection, actorType, erpKey }, field), value);
  return violations;
};
