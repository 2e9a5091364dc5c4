/** Writes the hub as a set-up file. Secrets are written as references; applying an export to the same hub changes nothing. */
import { decodeValue } from '@kobling/sdk';
import type { ConnectionDefinition, ConnectorDefinition, FieldDefinition, MappingDefinition } from '@kobling/store';
import { Document, isMap, isScalar, isSeq, type Node, visit } from 'yaml';
import { storedProfile } from '../plugins/remote.ts';
import { directionOf } from './direction.ts';
import { type HubView, type SetupHub, viewHub } from './hub-view.ts';
import { syncDefaults } from './plan.ts';
import { crmMember } from './setup.ts';

type Plain = string | number | boolean | readonly Plain[] | { readonly [key: string]: Plain };

/** kobling.yaml as text. */
export async function exportSetup(hub: Pick<SetupHub, 'db' | 'connectors'>): Promise<string> {
  const view = await viewHub(hub.db);
  const connections = view.definition.connections.filter((item) => !item.deleted);
  const ordered = connections.toSorted((a, b) => a.rank - b.rank || a.id - b.id);
  const crmPlace = ordered.findIndex((item) => item.rank >= view.definition.crmRank);
  const priority = ordered.map((item) => item.name).toSpliced(crmPlace < 0 ? ordered.length : crmPlace, 0, crmMember);
  const sync = { ...syncDefaults, ...view.sync };
  const licensed = view.users.filter((user) => user.licensed);
  const root: Plain = {
    ...(view.definition.applications.length === 0
      ? {}
      : { applications: view.definition.applications.map(applicationOf) }),
    connectors: await Promise.all(
      view.definition.connectors.filter((item) => !item.deleted).map((item) => connectorOf(hub, view, item)),
    ),
    connections: await Promise.all(connections.map((item) => connectionOf(hub, view, item))),
    priority,
    sync: { running: sync.running, interval: intervalText(sync.intervalMs) },
    licences: {
      users:
        view.everyoneLicensed && licensed.length === view.users.length ? 'everyone' : licensed.map((user) => user.name),
    },
  };
  return write(root);
}

const intervalText = (ms: number): string =>
  ms % 3_600_000 === 0
    ? `${ms / 3_600_000}h`
    : ms % 60_000 === 0
      ? `${ms / 60_000}m`
      : `${Math.max(1, Math.round(ms / 1000))}s`;

const applicationOf = (item: HubView['definition']['applications'][number]): Plain => ({
  clientId: item.clientId,
  name: item.name,
  url: item.url,
  active: item.active,
  keys: item.keys.map((key) => ({
    pem: key.pem,
    ...(key.from === null ? {} : { from: key.from }),
    ...(key.until === null ? {} : { until: key.until }),
  })),
});

/** A contract that was given is named by its file; one that was given on a screen, by a name to provide it under elsewhere. */
async function connectorOf(
  hub: Pick<SetupHub, 'db'>,
  view: HubView,
  { name, url }: ConnectorDefinition,
): Promise<Plain> {
  const contract = await storedProfile(hub.db, url);
  if (contract?.given !== true) return { name, url };
  // Connectors of one address have one contract.
  const named = view.definition.connectors.find((item) => !item.deleted && item.url === url)?.name ?? name;
  return { name, url, wsdl: { file: view.wsdlFiles[url] ?? `${named.replace(/[^\p{L}\p{N}]+/gu, '-')}.wsdl` } };
}

async function connectionOf(
  hub: Pick<SetupHub, 'connectors'>,
  view: HubView,
  connection: ConnectionDefinition,
): Promise<Plain> {
  const connector = view.definition.connectors.find((item) => item.id === connection.connectorId);
  const mappings = connection.mappings.filter(
    (mapping) => mapping.active || mapping.fields.some((field) => field.crmField !== null),
  );
  const match = mappings.flatMap((mapping): [string, Plain][] => {
    const by = mapping.matchFields.flatMap((key) =>
      mapping.fields.flatMap((field) => (field.fieldKey === key && field.crmField !== null ? [field.crmField] : [])),
    );
    return by.length === 0 ? [] : [[mapping.actorType, by]];
  });
  return {
    name: connection.name,
    connector: connector?.name ?? '',
    active: connection.active,
    description: connection.description,
    scope: connection.allAccess ? 'everyone' : scopeOf(connection),
    timezone: connection.zone,
    ...(connection.culture !== '' && { culture: connection.culture }),
    config: await configOf(hub, view, connection, connector?.url ?? ''),
    ...(Object.keys(connection.brake).length === 0 ? {} : { brake: brakeOf(connection.brake) }),
    actors: Object.fromEntries(mappings.map((mapping) => [mapping.actorType, actorOf(mapping)])),
    ...(match.length === 0 ? {} : { match: Object.fromEntries(match) }),
  };
}

const brakeOf = (brake: ConnectionDefinition['brake']): Plain =>
  Object.fromEntries(Object.entries(brake).map(([part, { atLeast, percent }]) => [part, { atLeast, percent }]));

function scopeOf(connection: ConnectionDefinition): Plain {
  const of = (kind: 'user' | 'group'): Plain =>
    Object.fromEntries(
      connection.access
        .filter((item) => item.kind === kind)
        .map((item) => [item.name, [...(item.canConnect ? ['connect'] : []), ...(item.canCreate ? ['create'] : [])]]),
    );
  return { users: of('user'), groups: of('group') };
}

async function configOf(
  hub: Pick<SetupHub, 'connectors'>,
  view: HubView,
  connection: ConnectionDefinition,
  url: string,
): Promise<Plain> {
  const connector = await hub.connectors.byUrl(url);
  const fields = connector.status === 'done' ? connector.value.configFields() : [];
  return Object.fromEntries(
    connection.config.map((item): [string, Plain] => {
      const reference = view.references[String(connection.id)]?.[item.fieldKey];
      if (reference !== undefined)
        return [item.fieldKey, reference.kind === 'env' ? { env: reference.name } : { file: reference.path }];
      if (item.value === null) return [item.fieldKey, { env: environmentName(connection.name, item.fieldKey) }];
      const type = fields.find((field) => field.fieldKey === item.fieldKey)?.type ?? 'text';
      const decoded = decodeValue(type, item.value);
      return [item.fieldKey, decoded.ok ? decoded.value : item.value];
    }),
  );
}

/** For a secret that was typed in on a screen: a name to provide it under elsewhere. */
const environmentName = (connection: string, field: string): string =>
  `KOBLING_${connection}_${field}`
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9]+/g, '_')
    .replace(/_+$/, '')
    .toUpperCase();

function actorOf(mapping: MappingDefinition): Plain {
  const named = mapping.fields.filter((field) => field.crmField !== null || field.showInSearch || field.showInTab);
  const defaults = mapping.fields.filter((field) => field.hasDefault || field.promptUser);
  return {
    entity: mapping.entity,
    ...(mapping.active ? {} : { active: false }),
    fields: Object.fromEntries(named.map((field) => [field.fieldKey, fieldOf(field)])),
    ...(defaults.length === 0
      ? {}
      : { defaults: Object.fromEntries(defaults.map((field) => [field.fieldKey, defaultOf(field)])) }),
    // A field that is missing in the ERP and mapped to nothing has no place in a file.
    rank: mapping.fields.filter((field) => !field.missingInErp || named.includes(field)).map((field) => field.fieldKey),
  };
}

const fieldOf = (field: FieldDefinition): Plain => ({
  ...(field.crmField === null ? {} : { crm: field.crmField, sync: directionOf(field) }),
  ...(field.showInSearch ? { search: true } : {}),
  ...(field.showInTab ? { show: true } : {}),
  ...(field.lossy ? { lossy: true } : {}),
  ...(field.onConflict === 'ask' ? { onConflict: 'ask' } : {}),
  ...(field.items.length === 0
    ? {}
    : { items: Object.fromEntries(field.items.map((item) => [item.erpItem, item.crmItemName])) }),
});

const defaultOf = (field: FieldDefinition): Plain => ({
  ...(field.hasDefault ? { value: field.firstSyncDefault } : {}),
  ...(field.promptUser ? { ask: true } : {}),
  ...(field.mandatory ? { mandatory: true } : {}),
});

/** Leaves on one line each, as a person would write them. */
function write(root: Plain): string {
  const document = new Document(root);
  visit(document, {
    Map: (key, node) => {
      if (key !== null && node.items.length > 0 && isShort(node)) node.flow = true;
    },
    Seq: (_, node) => {
      if (node.items.every((item) => isScalar(item)) && node.items.length > 0) node.flow = true;
    },
  });
  return document.toString({ lineWidth: 0, flowCollectionPadding: true });
}

/** Small mappings of values; one level deeper only item pairs and references. */
const isShort = (node: Node): boolean =>
  isMap(node) &&
  node.items.every(({ key, value }) => {
    if (isScalar(value)) return !String(value.value).includes('\n');
    if (isSeq(value)) return value.items.every((item) => isScalar(item));
    const isItemsOrReference =
      (isScalar(key) && key.value === 'items') || (isMap(value) && (value.has('env') || value.has('file')));
    return isItemsOrReference && isMap(value) && value.items.every((pair) => isScalar(pair.value));
  }) &&
  node.items.length <= 6 &&
  String(node).length <= 140;
