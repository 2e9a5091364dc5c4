/** ERP connections: tried, saved, activated, deleted and brought back. */
import type { Activation, ActivationReason } from '@kobling/contract';
import { type Outcome, textIn } from '@kobling/sdk';
import { type Call, type Handlers, personOf } from '../../http/api.ts';
import { type Refusal, refuseOutcome } from '../../http/errors.ts';
import type { Hub } from '../../hub.ts';
import {
  activateConnection,
  deactivateConnection,
  deleteConnection,
  draftList,
  editConnection,
  findDefinition,
  restoreConnection,
  testConnection,
  testDraft,
} from '../../services/index.ts';
import type { ActivationReason as Reason } from '../../services/activation.ts';
import { connectionDetail } from './detail.ts';

type OfOne = `POST /api/settings/sync/connections/:id/${'test' | 'active' | 'delete' | 'restore'}`;
type OfDraft = `POST /api/settings/sync/connections${'' | '/test' | '/list'}`;
export type ConnectionRoutes = OfOne | OfDraft | 'GET /api/settings/sync/connections/:id';

export const connectionRoutes = (hub: Hub): Pick<Handlers, ConnectionRoutes> => ({ ...drafts(hub), ...saved(hub) });

const drafts = (hub: Hub): Pick<Handlers, OfDraft> => ({
  async 'POST /api/settings/sync/connections'({ body }, call) {
    const { name: by, language } = personOf(call);
    const { id, guid, access, ...rest } = body;
    const idsOf = (kind: 'user' | 'group') => access.filter((entry) => entry.kind === kind).map((entry) => entry.id);
    const wanted = { ...rest, id, rights: access, userIds: idsOf('user'), groupIds: idsOf('group') };
    const kept = await editConnection(hub, guid === undefined ? wanted : { ...wanted, guid }, by);
    if (kept.status !== 'done') return refuseOutcome(kept, language);
    hub.events.send({ type: 'overview' });
    const { notice, reasons, ...value } = kept.value;
    return {
      ...value,
      notice: notice === undefined ? null : textIn(language, notice),
      reasons: reasons.map((reason) => toReason(reason, language)),
    };
  },
  async 'POST /api/settings/sync/connections/test'({ body }, call) {
    return ok(await testDraft(hub, { ...body, id: body.id }), call);
  },
  async 'POST /api/settings/sync/connections/list'({ body }, call) {
    const { list, ...draft } = body;
    const { language } = personOf(call);
    const found = await draftList(hub, { ...draft, id: draft.id }, list);
    if (found.status !== 'done') return refuseOutcome(found, language);
    return { items: [...found.value].map(([key, name]) => ({ key, name: textIn(language, name) })) };
  },
});

const saved = (hub: Hub): Pick<Handlers, OfOne | 'GET /api/settings/sync/connections/:id'> => ({
  async 'GET /api/settings/sync/connections/:id'({ params }, call) {
    const { language } = personOf(call);
    const detail = await connectionDetail(hub, params.id, language);
    return detail.status === 'done' ? detail.value : refuseOutcome(detail, language);
  },
  async 'POST /api/settings/sync/connections/:id/test'({ params }, call) {
    const found = await findDefinition(hub, params.id);
    return ok(found.status === 'done' ? await testConnection(hub, found.value.name) : found, call);
  },
  async 'POST /api/settings/sync/connections/:id/active'({ params, body }, call) {
    const { language } = personOf(call);
    const changed = await setActive(hub, params.id, body.active, call);
    hub.events.send({ type: 'overview' });
    return changed.status === 'done' ? changed.value : refuseOutcome(changed, language);
  },
  async 'POST /api/settings/sync/connections/:id/delete'({ params }, call) {
    const deleted = await deleteConnection(hub, params.id, personOf(call).name);
    hub.events.send({ type: 'overview' });
    return ok(deleted, call);
  },
  async 'POST /api/settings/sync/connections/:id/restore'({ params }, call) {
    return ok(await restoreConnection(hub, params.id, personOf(call).name), call);
  },
});

const ok = (outcome: Outcome<unknown>, call: Call): { ok: true } | Refusal =>
  outcome.status === 'done' ? { ok: true } : refuseOutcome(outcome, personOf(call).language);

async function setActive(hub: Hub, id: number, active: boolean, call: Call): Promise<Outcome<Activation>> {
  const { name: by, language } = personOf(call);
  const found = await findDefinition(hub, id);
  if (found.status !== 'done') return found;
  const { name } = found.value;
  if (!active) {
    const stopped = await deactivateConnection(hub, name, by);
    return stopped.status === 'done' ? { status: 'done', value: { active: false, reasons: [] } } : stopped;
  }
  const started = await activateConnection(hub, name, by);
  if (started.status !== 'done') return started;
  const reasons = started.value.activated ? [] : started.value.reasons;
  const value = { active: started.value.activated, reasons: reasons.map((reason) => toReason(reason, language)) };
  return { status: 'done', value };
}

export const toReason = (reason: Reason, language: string): ActivationReason => ({
  code: reason.code,
  actorType: reason.actorType,
  field: reason.field,
  values: Object.fromEntries(Object.entries(reason.values ?? {}).map(([key, value]) => [key, textIn(language, value)])),
  message: reason.message,
});
