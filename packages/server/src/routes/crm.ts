/** The cards of companies, persons and projects. */
import type { CrmCard, CrmLink, CrmRelatedRow, EntityKind } from '@kobling/contract';
import { rejected } from '@kobling/sdk';
import type { MergePreview, RecordLink, Related, RelatedRow } from '@kobling/store';
import { type Call, type Handlers, personOf } from '../http/api.ts';
import { type Refusal, refuseOutcome } from '../http/errors.ts';
import type { Failure } from '../http/failure.ts';
import type { Hub } from '../hub.ts';
import {
  addCard,
  addMember,
  type Card,
  cardForm,
  deleteWhole,
  keepCard,
  type KeptCard,
  mergeRecords,
  planDelete,
  readCard,
  relatedOf,
  removeMember,
} from '../services/index.ts';

type CrmRoute =
  | 'GET /api/crm/:kind/form'
  | `${'GET' | 'POST'} /api/crm/:kind/:id`
  | 'POST /api/crm/:kind'
  | `${'GET' | 'POST'} /api/crm/:kind/:id/delete`
  | 'POST /api/crm/:kind/merge'
  | 'GET /api/crm/:kind/:id/related/:related'
  | `POST /api/crm/project/:id/members${'' | '/remove'}`;

const ok = { ok: true } as const;
const no = (failure: Failure, call: Call): Refusal => refuseOutcome(failure, personOf(call).language);

export const crmRoutes = (hub: Hub): Pick<Handlers, CrmRoute> => ({
  async 'GET /api/crm/:kind/form'({ params }, call) {
    const { fields, lists } = await cardForm(hub, params.kind, personOf(call).language);
    return {
      fields: fields.map(({ key, label, type, list, maxLength, mandatory }) => ({
        key,
        label,
        type,
        list: list ?? null,
        maxLength,
        mandatory,
      })),
      lists: Object.fromEntries(Object.entries(lists).map(([name, items]) => [name, [...items]])),
    };
  },
  async 'GET /api/crm/:kind/:id'({ params }, call) {
    const card = await readCard(hub, params);
    return card.status === 'done' ? toCard(card.value) : no(card, call);
  },
  async 'POST /api/crm/:kind'({ params, body }, call) {
    return answerOf(await addCard(hub, params.kind, body, personOf(call).name), call);
  },
  async 'POST /api/crm/:kind/:id'({ params, body }, call) {
    return answerOf(await keepCard(hub, params, body, personOf(call).name), call);
  },
  async 'GET /api/crm/:kind/:id/delete'({ params }, call) {
    const plan = await planDelete(hub, params);
    return plan.status === 'done' ? { ...plan.value, links: plan.value.links.map(toLink) } : no(plan, call);
  },
  async 'POST /api/crm/:kind/:id/delete'({ params }, call) {
    const deleted = await deleteWhole(hub, params, personOf(call).name);
    return deleted.status === 'done' ? ok : no(deleted, call);
  },
  async 'POST /api/crm/:kind/merge'({ params: { kind }, body: { from, into, preview } }, call) {
    const merged = await mergeRecords(hub, { kind, from, into, dryRun: preview }, personOf(call).name);
    return merged.status === 'done' ? toMerged(merged.value) : no(merged, call);
  },
  async 'GET /api/crm/:kind/:id/related/:related'({ params }, call) {
    const found = await relatedOf(hub, params, params.related);
    if (found.status !== 'done') return no(found, call);
    return { rows: found.value.rows.map((row) => toRelated(params.related, row)), more: found.value.more };
  },
  async 'POST /api/crm/project/:id/members'({ params, body }, call) {
    const added = await addMember(hub, params.id, body.personId);
    return added.status === 'done' ? ok : no(added, call);
  },
  async 'POST /api/crm/project/:id/members/remove'({ params, body }, call) {
    const removed = await removeMember(hub, params.id, body.personId);
    return removed.status === 'done' ? ok : no(removed, call);
  },
});

function answerOf(kept: KeptCard, call: Call): CrmCard | Refusal {
  if (kept.status === 'done') return toCard(kept.value);
  if (kept.status !== 'clash') return no(kept, call);
  const fields = Object.fromEntries(
    kept.clashes.map(({ field, current }) => [field, `It is ${JSON.stringify(current)} now.`]),
  );
  return no(
    rejected(
      'record.changed',
      'Somebody else has changed the same fields since you began. Nothing was saved. Choose which values stand.',
      { fields },
    ),
    call,
  );
}

const toCard = ({
  ref,
  name,
  version,
  values,
  items,
  company,
  links,
  mergedFrom,
  createdAt,
  updatedAt,
}: Card): CrmCard => ({
  record: { ...ref, name },
  version,
  values: { ...values },
  items: Object.fromEntries(items),
  company: company ?? null,
  links: links.map(toLink),
  mergedFrom: mergedFrom ?? null,
  createdAt: (createdAt ?? new Date(0)).toISOString(),
  updatedAt: (updatedAt ?? new Date(0)).toISOString(),
});

const toLink = (link: RecordLink): CrmLink => ({ ...link, state: link.state as CrmLink['state'] });

const toMerged = ({ links, persons, waiting, memberships, values }: MergePreview) => ({
  links: [...links],
  persons,
  waiting: waiting.length,
  memberships,
  values: [...values],
});

function toRelated(related: Related, row: RelatedRow): CrmRelatedRow {
  const { id, name, companyId, companyName, ...rest } = row;
  const kind: EntityKind = related === 'persons' ? 'person' : 'project';
  return {
    ...rest,
    record: { kind, id, name },
    company: companyId === null ? null : { kind: 'company', id: companyId, name: companyName ?? '' },
  };
}
