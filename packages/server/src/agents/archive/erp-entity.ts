/**
 * ErpEntity: actors of a connection. The restrictions ConnectionId and ErpActorType, or the context, say of which; SearchText
 * looks in all searchable fields; any other name is a field of the actor and becomes a criterion of the ERP's own search.
 */
import {
  done,
  encodeValue,
  type ErpActorType,
  type FieldType,
  operatorsFor,
  type Outcome,
  rejected,
  type SearchOperator,
  type SearchRestriction,
  textIn,
} from '@kobling/sdk';
import { type ActorField, type Criteria, type Criterion, type FindableType, operatorNamed } from '@kobling/store';
import { type FindErpActorsWish, findErpActors, searchableActorFields } from '../../services/index.ts';
import type { ArchiveRestrictionInfo } from '../carriers/archive.ts';
import { erpActorTypes } from '../carriers/words.ts';
import { actorTypeOf } from '../erp-sync/connections.ts';
import type { AgentCall } from '../method.ts';
import { criteriaOf } from './criteria.ts';
import {
  type ArchiveCell,
  type ArchiveColumn,
  type ArchiveContext,
  type ArchiveProvider,
  restrictionTypes,
} from './provider.ts';
import { cellValue, plainValue } from './values.ts';

const own = ['ConnectionId', 'SearchText', 'ErpActorType', 'Connected', 'OnlyParentConnected', 'ErpKey'] as const;
type Own = (typeof own)[number] | 'ParentErpKey' | 'ParentActorType';
const ownColumns: readonly ArchiveColumn[] = [
  { name: 'ConnectionId', label: 'ERP connection ID', type: 'integer', restriction: 'int', sortable: false },
  { name: 'SearchText', label: 'Search text', type: 'text', restriction: 'string', sortable: false },
  { name: 'ErpActorType', label: 'Actor type', type: 'text', restriction: 'string', sortable: false },
  { name: 'Connected', label: 'Connected', type: 'checkbox', restriction: 'bool', sortable: false },
  { name: 'OnlyParentConnected', label: 'Parent connected', type: 'checkbox', restriction: 'bool', sortable: false },
  { name: 'ErpKey', label: 'ERP key', type: 'text', restriction: 'string', sortable: false, byDefault: true },
];
const typeOf: Readonly<Record<FieldType, FindableType>> = {
  text: 'text',
  password: 'text',
  label: 'text',
  integer: 'integer',
  double: 'decimal',
  checkbox: 'checkbox',
  list: 'list',
  datetime: 'datetime',
};

/** Lists of actors, and the columns that they have whatever the ERP. */
export const actorLists = ['ErpEntity', 'FindErpEntity'] as const;
export const actorColumns: readonly string[] = own;

export const erpEntityProvider = (name: (typeof actorLists)[number]): ArchiveProvider => ({
  name,
  entity: { name: 'ErpEntity', label: 'ERP entity' },
  right: 'licensed',
  async columns(context, call) {
    const place = placeOf(new Map(), context);
    if (place.status !== 'done') return done(ownColumns);
    const fields = await fieldsOf(place.value, call);
    if (fields.status !== 'done') return fields;
    return done([
      ...ownColumns,
      ...[...fields.value.values()].map((field) => ({
        name: field.fieldKey,
        label: textIn(call.language, field.displayName) || field.fieldKey,
        type: typeOf[field.type],
        restriction: restrictionTypes[typeOf[field.type]],
        ...(field.listName !== '' && { list: field.listName }),
        sortable: true,
        byDefault: field.showInSearch,
      })),
    ]);
  },
  async page(query, context, call) {
    const criteria = flat(query.criteria);
    if (criteria.status !== 'done') return criteria;
    const wish = await wishOf(criteria.value, context, call);
    if (wish.status !== 'done') return wish;
    const { page, pageSize, count } = query;
    const isOwn = (column: string): boolean => own.some((one) => one === column);
    const columns = query.columns.filter((column) => !isOwn(column));
    const sort = query.sort.filter(({ field }) => field !== 'ErpKey');
    const found = await findErpActors(
      call.hub,
      { ...wish.value, columns, sort, page, pageSize, count },
      call.person,
      call.language,
      call.signal,
    );
    if (found.status !== 'done') return found;
    const rows = found.value.actors.map((actor, index) => {
      const ownCells: Readonly<Record<(typeof own)[number], string>> = {
        ConnectionId: cellValue('integer', String(wish.value.connectionId)),
        SearchText: wish.value.text,
        ErpActorType: wish.value.actorType,
        Connected: cellValue('checkbox', actor.linked ? '1' : '0'),
        OnlyParentConnected: cellValue('checkbox', wish.value.parentLinked === true ? '1' : '0'),
        ErpKey: actor.erpKey,
      };
      const cell = (column: string): ArchiveCell => ({
        display: own.reduce((text, one) => (one === column ? ownCells[one] : text), actor.display[column] ?? ''),
      });
      return {
        // An ERP's keys are texts; the place in the answer tells rows apart.
        key: page * pageSize + index + 1,
        link: `erpKey=${encodeURIComponent(actor.erpKey)}`,
        cells: Object.fromEntries(query.columns.map((column) => [column, cell(column)])),
      };
    });
    return done({ rows, count: found.value.count, unknown: found.value.unknownColumns });
  },
});

interface Place {
  readonly connectionId: number;
  readonly actorType: ErpActorType;
}

/** An ERP's search joins its criteria with and. */
function flat(criteria: Criteria): Outcome<readonly Criterion[]> {
  if ('field' in criteria) return done([criteria]);
  if ('any' in criteria)
    return rejected(
      'archive.restriction',
      'ErpEntity joins restrictions with and only. Ask once for each alternative.',
    );
  const all: Criterion[] = [];
  for (const part of criteria.all) {
    const one = flat(part);
    if (one.status !== 'done') return one;
    all.push(...one.value);
  }
  return done(all);
}

function placeOf(values: ReadonlyMap<string, readonly string[]>, context: ArchiveContext): Outcome<Place> {
  const one = (name: Own): string => values.get(name)?.[0] ?? plainValue(context[name.toLowerCase()] ?? '');
  const connectionId = Number(one('ConnectionId'));
  const named = one('ErpActorType').toLowerCase();
  const type = erpActorTypes.find((name, index) => name.toLowerCase() === named || String(index) === named);
  const actorType = type === undefined ? undefined : actorTypeOf(type);
  if (!Number.isInteger(connectionId) || connectionId <= 0 || actorType === undefined)
    return rejected(
      'archive.place',
      'ErpEntity needs the restrictions ConnectionId, such as 3, and ErpActorType, such as Customer. Add both.',
    );
  return done({ connectionId, actorType });
}

type Fields = ReadonlyMap<string, ActorField>;

const fieldsOf = (place: Place, { hub, person }: AgentCall): Promise<Outcome<Fields>> =>
  searchableActorFields(hub, place, person);

type Wish = Omit<FindErpActorsWish, 'columns' | 'sort' | 'page' | 'pageSize' | 'count'>;

/** The same restrictions where another method names the place itself. Rejected as the provider's own. */
export async function erpSearchOf(
  restrictions: readonly ArchiveRestrictionInfo[],
  place: Place,
  call: AgentCall,
): Promise<Outcome<Wish>> {
  const criteria = criteriaOf(restrictions);
  const all = criteria.status === 'done' ? flat(criteria.value) : criteria;
  if (all.status !== 'done') return all;
  return wishOf(all.value, { connectionid: String(place.connectionId), erpactortype: place.actorType }, call);
}

async function wishOf(
  criteria: readonly Criterion[],
  context: ArchiveContext,
  call: AgentCall,
): Promise<Outcome<Wish>> {
  const names: readonly string[] = [...own, 'ParentErpKey', 'ParentActorType'];
  const values = new Map<string, readonly string[]>();
  const rest: Criterion[] = [];
  for (const criterion of criteria) {
    const name = names.find((one) => one.toLowerCase() === criterion.field.toLowerCase());
    if (name === undefined) rest.push(criterion);
    else values.set(name, yesOrNo(criterion));
  }
  const place = placeOf(values, context);
  if (place.status !== 'done') return place;
  const fields = await fieldsOf(place.value, call);
  if (fields.status !== 'done') return fields;
  const restrictions: SearchRestriction[] = [];
  for (const criterion of rest) {
    const one = restrictionOf(criterion, fields.value, place.value);
    if (one.status !== 'done') return one;
    restrictions.push(one.value);
  }
  const [text = ''] = values.get('SearchText') ?? [];
  const [linked] = values.get('Connected') ?? [];
  const parentType = erpActorTypes.find((one) => one === values.get('ParentActorType')?.[0]);
  const parentActorType = parentType === undefined ? undefined : actorTypeOf(parentType);
  const [parentKey] = values.get('ParentErpKey') ?? [];
  if (text !== '' && restrictions.length > 0)
    return rejected(
      'archive.restriction',
      'SearchText looks in all fields at once. Leave it out beside criteria on fields.',
    );
  return done({
    ...place.value,
    text,
    restrictions,
    ...(linked !== undefined && { linked: linked === '1' }),
    parentLinked: values.get('OnlyParentConnected')?.[0] === '1',
    ...(values.has('ErpKey') && { erpKeys: values.get('ErpKey') ?? [] }),
    ...(parentKey !== undefined &&
      parentActorType !== undefined && { parent: { actorType: parentActorType, erpKey: parentKey } }),
  });
}

/** `Connected set` without a value is yes; every spelling of yes is `1`. */
function yesOrNo({ field, values }: Criterion): readonly string[] {
  if (!['connected', 'onlyparentconnected'].includes(field.toLowerCase())) return values;
  const given = (values[0] ?? '1').toLowerCase();
  return [given === '' || given === '1' || given === 'true' ? '1' : '0'];
}

const searchOperators: Readonly<Record<string, SearchOperator>> = {
  is: '=',
  isNot: 'isnot',
  notBegins: 'notbegins',
  notContains: 'notcontains',
  begins: 'begins',
  contains: 'contains',
  ends: 'ends',
  equals: '=',
  unequals: '!=',
  greater: '>',
  greaterOrEqual: '>=',
  less: '<',
  lessOrEqual: '<=',
  between: 'between',
  oneOf: 'oneof',
  notOneOf: 'notoneof',
  date: '=',
  dateTime: '=',
  before: 'before',
  beforeTime: 'before',
  after: 'after',
  afterTime: 'afterOrEqual',
  dateBetween: 'between',
  set: '=',
};

/** Rejected `archive.column`, `find.noOperator` or `crm.badValue`, naming the field. */
function restrictionOf(criterion: Criterion, fields: Fields, { actorType }: Place): Outcome<SearchRestriction> {
  const field = fields.get(criterion.field);
  if (field === undefined)
    return rejected(
      'archive.column',
      `${actorType} has no field ${JSON.stringify(criterion.field)} here. It has ${[...fields.keys()].slice(0, 20).join(', ')}.`,
    );
  const label = textIn('en', field.displayName) || field.fieldKey;
  const allowed = operatorsFor(field.type);
  const known = operatorNamed(typeOf[field.type], criterion.operator);
  const operator =
    allowed.find((one) => one.toLowerCase() === criterion.operator.toLowerCase()) ??
    (known === undefined ? undefined : searchOperators[known]);
  if (operator === undefined || !allowed.includes(operator))
    return rejected(
      'find.noOperator',
      `${label} cannot be asked for with ${JSON.stringify(criterion.operator)} in an ERP. Use one of ${allowed.join(' ')}.`,
    );
  const given = field.type === 'checkbox' && criterion.values.length === 0 ? ['1'] : criterion.values;
  try {
    return done({ fieldKey: field.fieldKey, operator, values: given.map((value) => wire(field.type, value)) });
  } catch {
    return rejected(
      'crm.badValue',
      `${label}: ${JSON.stringify(given.join(', '))} is no value of it. Write it like the ERP does.`,
    );
  }
}

/** A day stays a day, which the ERP's search compares as one. */
function wire(type: FieldType, value: string): string {
  if (type === 'checkbox') return encodeValue(type, ['1', 'true', 'yes'].includes(value.toLowerCase()) ? '1' : '0');
  if (type === 'datetime' && /^\d{4}-\d{2}-\d{2}$/.test(value)) return cellValue('date', value);
  return encodeValue(type, type === 'datetime' ? value.replace(/Z$/, '') : value);
}
