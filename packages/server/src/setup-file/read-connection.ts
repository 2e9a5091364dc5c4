/** One entry of `connections`. */
import { entityKinds, type Direction, type EntityKind } from '@kobling/engine';
import { cultureOf, erpActorTypes, type ErpActorType } from '@kobling/sdk';
import { orWhat, unknownCulture } from './nearest.ts';
import type { Entry, FileReader } from './nodes.ts';
import { readBrake } from './read-brake.ts';
import { readValue } from './read-value.ts';
import type {
  AccessRight,
  AccessSetup,
  ActorSetup,
  ConnectionSetupFile,
  DefaultSetup,
  FieldSetup,
  Named,
  Place,
  ScopeSetup,
} from './setup.ts';

/** Employee and Sale exist in the protocol and are reserved (domain, Terms). */
export const entityOf: Readonly<Record<ErpActorType, EntityKind | undefined>> = {
  Customer: 'company',
  Supplier: 'company',
  Partner: 'company',
  Person: 'person',
  Project: 'project',
  Employee: undefined,
  Sale: undefined,
};
const actorTypes = erpActorTypes.filter((type) => entityOf[type] !== undefined);
const conflictRules: readonly FieldSetup['onConflict'][] = ['priority', 'ask'];
const directions: readonly Direction[] = ['both', 'fromErp', 'toErp', 'none'];
const connectionKeys = [
  'name',
  'connector',
  'active',
  'description',
  'scope',
  'timezone',
  'culture',
  'config',
  'actors',
  'match',
  'brake',
] as const;

export function readConnection(reader: FileReader, node: unknown, at: Place): ConnectionSetupFile | undefined {
  const fields = reader.fields(node, 'A connection', at, connectionKeys);
  if (fields === undefined) return undefined;
  for (const key of ['name', 'connector'] as const) {
    if (!fields.has(key)) reader.problem(at, 'setup.missingKey', `A connection needs a ${key}.`);
  }
  const name = reader.name(fields.get('name'), 'The name of a connection');
  const connector = reader.name(fields.get('connector'), 'connector');
  const match = readMatch(reader, fields.get('match'));
  const actors = readActors(reader, fields.get('actors'), match);
  const config = fields.get('config');
  const values = reader.entries(config?.value, 'config', config?.key.at ?? at) ?? [];
  const setup = {
    active: reader.flag(fields.get('active'), 'active', false),
    description: reader.text(fields.get('description'), 'description') ?? '',
    scope: readScope(reader, fields.get('scope')),
    timezone: readZone(reader, fields.get('timezone')),
    culture: readCulture(reader, fields.get('culture')),
    config: values.flatMap((entry) => {
      const value = readValue(reader, entry.value, entry.key.name, entry.key.at);
      return value === undefined ? [] : [{ key: entry.key, value }];
    }),
    actors,
    brake: readBrake(reader, fields.get('brake')),
  };
  return name && connector && { name, connector, ...setup };
}

function readZone(reader: FileReader, entry: Entry | undefined): string {
  const zone = reader.name(entry, 'timezone');
  if (zone === undefined) return 'UTC';
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone.name }).resolvedOptions().timeZone && zone.name;
  } catch {
    reader.problem(
      zone.at,
      'setup.unknownZone',
      `There is no time zone ${JSON.stringify(zone.name)}.${orWhat(zone.name, Intl.supportedValuesOf('timeZone'))}`,
    );
    return 'UTC';
  }
}

function readCulture(reader: FileReader, entry: Entry | undefined): string {
  const name = reader.name(entry, 'culture');
  if (name === undefined) return '';
  const found = cultureOf(name.name);
  if (found === undefined) reader.problem(name.at, 'setup.unknownCulture', unknownCulture(name.name));
  return found?.name ?? '';
}

function readScope(reader: FileReader, entry: Entry | undefined): ScopeSetup {
  const everyone: ScopeSetup = { everyone: true, users: [], groups: [] };
  if (entry === undefined || reader.isWord(entry, 'everyone')) return everyone;
  const fields = reader.fields(entry.value, 'scope (everyone, or users and groups)', entry.key.at, ['users', 'groups']);
  return {
    everyone: false,
    users: readAccess(reader, fields?.get('users'), 'scope.users'),
    groups: readAccess(reader, fields?.get('groups'), 'scope.groups'),
  };
}

function readAccess(reader: FileReader, entry: Entry | undefined, what: string): readonly AccessSetup[] {
  const entries = reader.entries(entry?.value, what, entry?.key.at ?? { line: 1, column: 1 }) ?? [];
  const rights: readonly AccessRight[] = ['connect', 'create'];
  return entries.map(({ key, value }) => {
    const named = reader.names({ key, value }, `the rights of ${key.name}`) ?? [];
    const known = named.flatMap((item) => {
      const right = rights.find((candidate) => candidate === item.name);
      if (right === undefined) {
        reader.problem(
          item.at,
          'setup.unknownValue',
          `${JSON.stringify(item.name)} is no right.${orWhat(item.name, rights)}`,
        );
        return [];
      }
      return [right];
    });
    if (known.includes('create') && !known.includes('connect')) {
      reader.problem(
        key.at,
        'setup.createWithoutConnect',
        `${key.name} may create only together with connect: write [connect, create].`,
      );
    }
    return { ...key, rights: known };
  });
}

function readMatch(
  reader: FileReader,
  entry: Entry | undefined,
): ReadonlyMap<string, { at: Place; by: readonly Named[] }> {
  const entries = reader.entries(entry?.value, 'match', entry?.key.at ?? { line: 1, column: 1 }) ?? [];
  return new Map(
    entries.map((item) => [item.key.name, { at: item.key.at, by: reader.names(item, `match.${item.key.name}`) ?? [] }]),
  );
}

function readActors(
  reader: FileReader,
  entry: Entry | undefined,
  match: ReturnType<typeof readMatch>,
): readonly ActorSetup[] {
  const entries = reader.entries(entry?.value, 'actors', entry?.key.at ?? { line: 1, column: 1 }) ?? [];
  const actors = entries.flatMap((item) => {
    const type = actorTypes.find((candidate) => candidate === item.key.name);
    if (type === undefined) {
      reader.problem(
        item.key.at,
        'setup.unknownActorType',
        `There is no actor type ${JSON.stringify(item.key.name)}.${orWhat(item.key.name, actorTypes)}`,
      );
      return [];
    }
    return [readActor(reader, type, item, match.get(type)?.by ?? [])];
  });
  for (const [type, { at, by }] of match) {
    const actor = actors.find((candidate) => candidate.actorType === type);
    if (actor === undefined) {
      reader.problem(
        at,
        'setup.matchWithoutActor',
        `match names ${JSON.stringify(type)}, which actors does not have.${orWhat(
          type,
          actors.map((item) => item.actorType),
        )}`,
      );
      continue;
    }
    const mapped = actor.fields.flatMap((field) => (field.crmField === null ? [] : [field.crmField.name]));
    for (const field of by) {
      if (!mapped.includes(field.name)) {
        reader.problem(
          field.at,
          'setup.matchNotMapped',
          `match uses the CRM field ${JSON.stringify(field.name)}, which no field of ${type} is mapped to.${orWhat(field.name, mapped)}`,
        );
      }
    }
  }
  return actors;
}

function readActor(reader: FileReader, actorType: ErpActorType, entry: Entry, match: readonly Named[]): ActorSetup {
  const at = entry.key.at;
  const keys = reader.fields(entry.value, actorType, at, ['entity', 'active', 'fields', 'defaults', 'rank']);
  const natural = entityOf[actorType] ?? 'company';
  const entity = reader.oneOf(keys?.get('entity'), `The entity of ${actorType}`, entityKinds, natural);
  if (entity !== natural) {
    const place = keys?.get('entity')?.key.at ?? at;
    reader.problem(place, 'setup.wrongEntity', `${actorType} maps to ${natural}, not to ${entity}.`);
  }
  const fields = keys?.get('fields');
  const defaults = keys?.get('defaults');
  const read = (reader.entries(fields?.value, `the fields of ${actorType}`, fields?.key.at ?? at) ?? []).map((item) =>
    readField(reader, item),
  );
  const crmFields = read.flatMap((field) => (field.crmField === null ? [] : [field.crmField]));
  reader.unique(crmFields, `The CRM fields of ${actorType}`);
  return {
    actorType,
    at,
    entity,
    active: reader.flag(keys?.get('active'), 'active', true),
    fields: read,
    defaults: (reader.entries(defaults?.value, `the defaults of ${actorType}`, defaults?.key.at ?? at) ?? []).map(
      (item) => readDefault(reader, item),
    ),
    rank: reader.names(keys?.get('rank'), `the rank of ${actorType}`) ?? [],
    match,
  };
}

function readField(reader: FileReader, entry: Entry): FieldSetup {
  const key = entry.key;
  const keys = reader.fields(entry.value, `The field ${key.name}`, key.at, [
    'crm',
    'sync',
    'search',
    'show',
    'items',
    'lossy',
    'onConflict',
  ]);
  const crmField = reader.name(keys?.get('crm'), `crm of ${key.name}`) ?? null;
  const sync = reader.oneOf(keys?.get('sync'), `sync of ${key.name}`, directions, 'none');
  const items = keys?.get('items');
  const lossy = reader.flag(keys?.get('lossy'), 'lossy', false);
  const pairs = (reader.entries(items?.value, `the items of ${key.name}`, items?.key.at ?? key.at) ?? []).flatMap(
    (item) => {
      const crmItem = reader.name(item, `The CRM item for ${item.key.name}`);
      return crmItem === undefined ? [] : [{ erpItem: item.key, crmItem }];
    },
  );
  reader.unique(
    pairs.map((pair) => pair.crmItem),
    `The items of ${key.name} (each CRM item is used once)`,
  );
  if (crmField === null && sync !== 'none') {
    reader.problem(
      key.at,
      'setup.syncWithoutCrm',
      `${key.name} has a direction but no CRM field: add crm: FIELD, or remove sync.`,
    );
  }
  if (crmField === null && items !== undefined) {
    reader.problem(
      items.key.at,
      'setup.itemsWithoutCrm',
      `${key.name} maps list items but has no CRM field: add crm: FIELD.`,
    );
  }
  if (lossy && sync === 'both') {
    reader.problem(
      key.at,
      'setup.lossyTwoWay',
      `${key.name} is two-way, so nothing may be cut or rounded: make it one-way, or remove lossy.`,
    );
  }
  return {
    erpField: key,
    crmField,
    sync,
    lossy,
    onConflict: reader.oneOf(keys?.get('onConflict'), `onConflict of ${key.name}`, conflictRules, 'priority'),
    items: pairs,
    search: reader.flag(keys?.get('search'), 'search', false),
    show: reader.flag(keys?.get('show'), 'show', false),
  };
}

function readDefault(reader: FileReader, entry: Entry): DefaultSetup {
  const key = entry.key;
  const keys = reader.fields(entry.value, `The default of ${key.name}`, key.at, ['value', 'ask', 'mandatory']);
  const value = reader.text(keys?.get('value'), `The default of ${key.name}`) ?? null;
  const ask = reader.flag(keys?.get('ask'), 'ask', false);
  const mandatory = reader.flag(keys?.get('mandatory'), 'mandatory', false);
  if (value === null && !ask) {
    const rule = mandatory
      ? 'mandatory works only together with a value, with ask, or with both'
      : 'a default has a value, ask: true, or both';
    reader.problem(key.at, 'setup.emptyDefault', `${key.name}: ${rule}.`);
  }
  return { erpField: key, value, ask, mandatory };
}
