/** One record, and finding it by name, number, e-mail or phone. */
import type { RecordConnection, RecordField, RecordPage } from '@kobling/contract';
import { type EntityKind, entityKinds, type Why, whyField } from '@kobling/engine';
import { textIn } from '@kobling/sdk';
import {
  findEntities,
  type RecordConnection as StoredConnection,
  recordFacts,
  type RecordField as StoredField,
  recordNames,
  survivorOf,
  syncableOf,
} from '@kobling/store';
import { type Handlers, personOf } from '../http/api.ts';
import { refuse } from '../http/errors.ts';
import type { Hub } from '../hub.ts';
import { type Labels, readLabels, toField } from './shapes.ts';

/** What tells namesakes apart. */
const aboutFields: Readonly<Record<EntityKind, readonly string[]>> = {
  company: ['number', 'postalAddress.city'],
  person: ['company'],
  project: ['number'],
};
/** Of each kind: enough to choose from while typing. */
const foundOfKind = 5;

export const recordRoutes = (hub: Hub): Pick<Handlers, 'GET /api/records/:kind/:id' | 'GET /api/records'> => ({
  async 'GET /api/records/:kind/:id'({ params }, call) {
    const { language } = personOf(call);
    const facts = await recordFacts(hub.db, params);
    if (facts === undefined) return refuse('notFound');
    const labels = await readLabels(hub.db);
    const survivor = facts.crm === undefined ? await survivorOf(hub.db, facts.entity) : undefined;
    const [stayed] = survivor === undefined ? [] : await recordNames(hub.db, [survivor]);
    return {
      record: { ...facts.entity, name: facts.name },
      deleted: facts.crm === undefined,
      survivor: stayed ?? null,
      connections: facts.connections.map((one) => toConnection(one, facts.entity.kind, labels, language)),
    };
  },
  async 'GET /api/records'({ query }, call) {
    const found: {
      readonly kind: EntityKind;
      readonly id: number;
      readonly values: Readonly<Record<string, string>>;
    }[] = [];
    for (const kind of entityKinds) {
      const asked = { text: query.text, limit: foundOfKind, fields: aboutFields[kind] };
      const page = await findEntities(hub.db, kind, asked);
      if (page.status === 'done') found.push(...page.value.entities.map(({ id, values }) => ({ kind, id, values })));
    }
    const companies = found.flatMap(({ kind, values }) => {
      const id = Number(values['company'] ?? '');
      return kind === 'person' && id > 0 ? [{ kind: 'company' as const, id }] : [];
    });
    const names = await recordNames(hub.db, [...found, ...companies]);
    const syncable = new Set(
      (await syncableOf(hub.db, found, personOf(call).id)).map(({ kind, id }) => `${kind} ${id}`),
    );
    const companyName = new Map(names.slice(found.length).map(({ id, name }) => [String(id), name]));
    return {
      records: names.slice(0, found.length).map((record, index) => {
        const { company, ...values } = found[index]?.values ?? {};
        const parts = [companyName.get(company ?? ''), ...aboutFields[record.kind].map((field) => values[field])];
        const about = parts.filter(Boolean).join(' · ');
        return { ...record, about, canSync: syncable.has(`${record.kind} ${record.id}`) };
      }),
    };
  },
});

function toConnection(
  { id, about, link, saveWindow, fields }: StoredConnection,
  kind: RecordPage['record']['kind'],
  labels: Labels,
  language: string,
): RecordConnection {
  return {
    connection: { id, name: about.name },
    link:
      link === undefined || link.state === 'broken'
        ? null
        : {
            linkId: link.id,
            actorType: link.actorType,
            erpKey: link.erpKey,
            state: link.state,
            message: link.reason === null ? null : textIn(language, link.reason),
            nextTryAt: link.dueAt?.toISOString() ?? null,
          },
    saveWindow: saveWindow && { recentMs: saveWindow.recentMs, greatestMs: saveWindow.greatestMs },
    fields: fields.map((field) => toRecordField(field, kind, labels, language)),
  };
}

export const toRecordField = (
  { mapping, erpLabel, crmShown, erpShown, why }: StoredField,
  kind: RecordPage['record']['kind'],
  labels: Labels,
  language: string,
): RecordField => ({
  field: toField(
    { erpField: mapping.erpField, erpLabel, erpType: mapping.erpType, crmField: mapping.crmField },
    kind,
    labels,
    language,
  ),
  direction: mapping.direction,
  crmValue: shownIn(mapping, crmShown, language),
  erpValue: shownIn(mapping, erpShown, language),
  why: inLanguage(whyField(why), language),
});

/** An item's name may come in several languages; other values are as they are. */
export const shownIn = <Value extends string | null>(
  { erpType }: StoredField['mapping'],
  value: Value,
  language: string,
): Value | string => (value !== null && erpType === 'list' ? textIn(language, value) : value);

/** What an ERP said may come in several languages. */
export function inLanguage(why: Why, language: string): Why {
  const said = <Part extends Why['status'] | Why['connection']>(part: Part): Part => {
    const { message } = part.parts;
    return message === undefined ? part : { ...part, parts: { ...part.parts, message: textIn(language, message) } };
  };
  return { ...why, status: said(why.status), connection: said(why.connection) };
}
