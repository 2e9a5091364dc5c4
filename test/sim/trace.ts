/** A history as lines to read, oldest first: time, who, what. */
import type { EntityRef } from '@kobling/engine';
import { plain } from './digest.ts';
import type { ActorRef, History, SimEvent } from './history.ts';

const entity = ({ kind, id }: EntityRef): string => `${kind} ${id}`;
const actor = ({ connection, actorType, erpKey }: ActorRef): string => `${actorType} ${erpKey} on ${connection}`;
const change = (old: Readonly<Record<string, string>>, now: Readonly<Record<string, string>>): string =>
  Object.entries(now)
    .map(([field, value]) => `${field} ${JSON.stringify(old[field] ?? '')} → ${JSON.stringify(value)}`)
    .join(', ');

export function traceOf({ events, end }: History): string[] {
  const first = events[0]?.at ?? 0;
  return [
    ...events.map((event) => `${((event.at - first) / 1000).toFixed(1).padStart(9)} s  ${lineOf(event)}`),
    'LINKS',
    ...end.links.map(
      (link) =>
        `  ${link.id} on ${link.connectionId}: ${entity(link.entity)} – ${link.actorType} ${link.erpKey} ${link.state} g${link.generation} ${link.reason ?? ''} ${JSON.stringify(link.base)}`,
    ),
    'LOG',
    ...end.log.map(
      (row) =>
        `  ${row.id} on ${row.connectionId} run ${row.runId} link ${row.linkId} ${row.kind} → ${row.target} ${row.erpField} ${JSON.stringify(row.oldValue)} → ${JSON.stringify(row.newValue)}${row.loserValue === undefined || row.loserValue === null ? '' : ` loser ${JSON.stringify(row.loserValue)}`} ${row.message ?? ''}`,
    ),
    'INTENTS',
    ...end.intents
      .filter(({ status }) => status !== 'settled' && status !== 'dropped')
      .map((intent) => `  ${JSON.stringify(plain(intent))}`),
    'CRM',
    ...Object.values(end.crm)
      .flat()
      .map(
        (row) =>
          `  ${entity(row.ref)} ${JSON.stringify(Object.fromEntries(Object.entries(row.values).filter(([, value]) => value !== '')))}`,
      ),
    'ERP',
    ...[...end.erp].flatMap(([connection, rows]) =>
      rows.map(
        (row) => `  ${connection} ${row.actorType} ${row.erpKey} ${row.parentKey ?? ''} ${JSON.stringify(row.values)}`,
      ),
    ),
  ];
}

function lineOf(event: SimEvent): string {
  switch (event.what) {
    case 'crmEdit':
      return `CRM  ${event.by} edits ${entity(event.ref)}: ${change(event.old, event.values)}`;
    case 'erpEdit':
      return `ERP  ${event.by} edits ${actor(event.actor)}: ${change(event.old, event.values)}${event.hidden ? ' (hidden)' : ''}`;
    case 'crmAdd':
      return `CRM  ${event.by} adds ${entity(event.ref)}: ${change({}, event.values)}`;
    case 'erpAdd':
      return `ERP  ${event.by} adds ${actor(event.actor)}: ${change({}, event.values)}`;
    case 'erpWrite':
      return `     engine writes ${actor(event.actor)} (token ${event.token}): ${change(event.old, event.stored)}, sent ${JSON.stringify(event.sent)}`;
    case 'erpCreate':
      return `     engine creates ${actor(event.actor)}: ${change({}, event.stored)}`;
    case 'crmWrite':
      return `     connection ${event.connection} writes ${entity(event.ref)}: ${event.field} ${JSON.stringify(event.old)} → ${JSON.stringify(event.value)}`;
    case 'mapping':
      return `     mappings of ${event.connection}: ${event.mappings.map(({ actorType, fields }) => `${actorType} ${fields.map(({ erpField, direction }) => `${erpField}:${direction}`).join(' ')}`).join('; ')}`;
    default: {
      const { at: _at, what, ...rest } = event;
      return `     ${what} ${JSON.stringify(plain(rest))}`;
    }
  }
}
