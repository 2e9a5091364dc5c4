/** The log's filters live in the address, so that a view of the log can be kept, sent and gone back to. */
import type { EntityKind, LogKind, LogQuery, Side } from '@kobling/contract';

export const kinds: readonly LogKind[] = [
  'write',
  'firstAgreement',
  'conflict',
  'failure',
  'drift',
  'held',
  'undo',
  'create',
  'link',
  'unlink',
  'notice',
  'resync',
  'default',
];
export const entities: readonly EntityKind[] = ['company', 'person', 'project'];
const sides: readonly Side[] = ['crm', 'erp'];
export const filterNames = [
  'text',
  'connection',
  'kind',
  'side',
  'field',
  'from',
  'to',
  'entity',
  'entityId',
  'run',
] as const;
export type FilterName = (typeof filterNames)[number];

/** What does not read as a filter is left out: an old or mistyped address shows more, never an error. */
export function readFilters(search: URLSearchParams): LogQuery {
  const text = (name: FilterName): string | undefined => search.get(name)?.trim().slice(0, 200) || undefined;
  const id = (name: FilterName): number | undefined => {
    const value = Number(search.get(name) ?? '');
    return Number.isSafeInteger(value) && value > 0 ? value : undefined;
  };
  const time = (name: FilterName): string | undefined => {
    const value = Date.parse(search.get(name) ?? '');
    return Number.isNaN(value) ? undefined : new Date(value).toISOString();
  };
  const entity = oneOf(entities, search.get('entity'));
  return {
    text: text('text'),
    connection: id('connection'),
    kind: oneOf(kinds, search.get('kind')),
    side: oneOf(sides, search.get('side')),
    field: text('field'),
    from: time('from'),
    to: time('to'),
    entity,
    entityId: entity === undefined ? undefined : id('entityId'),
    run: id('run'),
  };
}
function oneOf<T extends string>(known: readonly T[], text: string | null): T | undefined {
  return known.find((each) => each === text);
}

/** For a date-and-time input: the browser's local time without zone. */
export function localInput(iso: string | undefined): string {
  if (iso === undefined) return '';
  const at = new Date(iso);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
export function fromLocalInput(text: string): string {
  const at = new Date(text);
  return Number.isNaN(at.getTime()) ? '' : at.toISOString();
}
