/** One connection as its dialog and its summary show it: what is set, what is mapped, what still stands against activating it. */
import type { ConnectionDetail, ConnectionSummary } from '@kobling/contract';
import { decodeValue, done, type Outcome, textIn } from '@kobling/sdk';
import type { ConnectionDefinition, FieldDefinition } from '@kobling/store';
import type { Hub } from '../../hub.ts';
import { againstActivation, findConnector, unknownConnection } from '../../services/index.ts';
import { directionOf } from '../../setup-file/direction.ts';
import { viewHub } from '../../setup-file/hub-view.ts';
import { type Labels, readLabels } from '../shapes.ts';
import { toReason } from './connections.ts';

export async function connectionDetail(hub: Hub, id: number, language: string): Promise<Outcome<ConnectionDetail>> {
  const view = await viewHub(hub.db);
  const found = view.definition.connections.find((connection) => connection.id === id);
  if (found === undefined) return unknownConnection(id);
  const labels = await readLabels(hub.db);
  const mapped = found.mappings.filter(({ active }) => active).flatMap(({ fields }) => fields.filter(isMapped));
  const lists = mapped.filter(({ type }) => type === 'list');
  return done({
    id,
    name: found.name,
    description: found.description,
    active: found.active,
    deleted: found.deleted,
    connectorId: found.connectorId,
    zone: found.zone,
    culture: found.culture,
    allAccess: found.allAccess,
    access: found.access.map(({ kind, id: who, canConnect, canCreate }) => ({ kind, id: who, canConnect, canCreate })),
    config: await shownValues(hub, found),
    secrets: found.config.filter(({ value }) => value === null).map(({ fieldKey }) => fieldKey),
    links: found.links,
    reasons: againstActivation(view, found).map((reason) => toReason(reason, language)),
    summary: found.mappings.map((mapping) => ({
      actorType: mapping.actorType,
      entity: mapping.entity,
      active: mapping.active,
      fields: mapping.fields.filter(isMapped).map((field) => toMapped(field, mapping.entity, labels, language)),
    })),
    lists: { mapped: lists.length, open: lists.filter(({ items }) => items.length === 0).length },
    defaults: found.mappings.flatMap(({ fields }) => fields).filter((field) => field.hasDefault || field.promptUser)
      .length,
  });
}

const isMapped = ({ crmField }: FieldDefinition): boolean => crmField !== null;

function toMapped(
  field: FieldDefinition,
  entity: string,
  labels: Labels,
  language: string,
): ConnectionSummary['fields'][number] {
  const crm = labels.get(`${entity} ${field.crmField ?? ''}`);
  return {
    erpLabel: textIn(language, field.displayName) || field.fieldKey,
    crmLabel: crm === undefined ? (field.crmField ?? '') : textIn(language, crm.label),
    direction: directionOf(field),
    missing: field.missingInErp || crm === undefined,
  };
}

/** Stored as on the wire; the page knows canonical text only. What its connector has no field for any more is shown as it is. */
async function shownValues(hub: Hub, { connectorId, config }: ConnectionDefinition): Promise<Record<string, string>> {
  const connector = await findConnector(hub, connectorId);
  const reached = connector.status === 'done' ? await hub.connectors.byUrl(connector.value.url) : connector;
  const fields = reached.status === 'done' ? reached.value.configFields() : [];
  const shown = config.flatMap(({ fieldKey, value }) => {
    if (value === null) return [];
    const type = fields.find((field) => field.fieldKey === fieldKey)?.type ?? 'text';
    const read = decodeValue(type, value);
    return [[fieldKey, read.ok ? read.value : value] as const];
  });
  return Object.fromEntries(shown);
}
