/** Sync Connectors: tried, saved, deleted and brought back; what each asks of its connections. */
import type { ConfigField } from '@kobling/contract';
import { decodeValue, type FieldMetadata, type Outcome, textIn } from '@kobling/sdk';
import { type Handlers, personOf } from '../../http/api.ts';
import { refuseOutcome } from '../../http/errors.ts';
import type { Hub } from '../../hub.ts';
import {
  deleteConnector,
  findConnector,
  keepConnector,
  restoreConnector,
  testConnectorUrl,
} from '../../services/index.ts';

type Change = `POST /api/settings/sync/connectors${'' | '/test' | '/:id/delete' | '/:id/restore'}`;
export type ConnectorRoutes = Change | 'GET /api/settings/sync/connectors/:id/fields';

export const connectorRoutes = (hub: Hub): Pick<Handlers, ConnectorRoutes> => ({
  async 'POST /api/settings/sync/connectors/test'({ body }, call) {
    const { language } = personOf(call);
    const tested = await testConnectorUrl(hub, body.url.trim(), body.wsdl);
    if (tested.status !== 'done') return refuseOutcome(tested, language);
    const { displayName, contract } = tested.value;
    return {
      name: textIn(language, displayName),
      operations: contract === undefined ? null : [...contract.operations],
      problems: [...(contract?.problems ?? [])],
      changed: contract?.changed === true,
    };
  },
  async 'POST /api/settings/sync/connectors'({ body }, call) {
    const { name, language } = personOf(call);
    return saved(await keepConnector(hub, { ...body, id: body.id }, name), language);
  },
  async 'POST /api/settings/sync/connectors/:id/delete'({ params }, call) {
    const { name, language } = personOf(call);
    const deleted = await deleteConnector(hub, params.id, name);
    return deleted.status === 'done' ? { ok: true } : refuseOutcome(deleted, language);
  },
  async 'POST /api/settings/sync/connectors/:id/restore'({ params }, call) {
    const { name, language } = personOf(call);
    return saved(await restoreConnector(hub, params.id, name), language);
  },
  async 'GET /api/settings/sync/connectors/:id/fields'({ params }, call) {
    const { language } = personOf(call);
    const found = await findConnector(hub, params.id);
    if (found.status !== 'done') return refuseOutcome(found, language);
    const connector = await hub.connectors.byUrl(found.value.url);
    if (connector.status !== 'done') return refuseOutcome(connector, language);
    const fields = connector.value.configFields().toSorted((a, b) => a.rank - b.rank);
    return { fields: fields.map((field) => toConfigField(field, language)) };
  },
});

/** A notice tells that its address does not answer: it is kept all the same (rule 19). */
const saved = (outcome: Outcome<number>, language: string) =>
  outcome.status === 'done'
    ? { id: outcome.value, reachable: outcome.notice === undefined }
    : refuseOutcome(outcome, language);

const toConfigField = (field: FieldMetadata, language: string): ConfigField => ({
  key: field.fieldKey,
  label: textIn(language, field.displayName) || field.fieldKey,
  description: textIn(language, field.description),
  type: field.type,
  list: field.listName,
  preset: presetOf(field, language),
  maxLength: field.maxLength,
  mandatory: field.access === 'mandatory',
  readOnly: field.access === 'readOnly',
  isPath: field.isPath === true,
});

/** One that cannot be read is no value to begin with; a password is never shown. */
function presetOf({ type, defaultValue }: FieldMetadata, language: string): string {
  if (type === 'password') return '';
  const read = decodeValue(type, textIn(language, defaultValue));
  return read.ok ? read.value : '';
}
