/** Mappings, list mapping, defaults and rank of one connection: a second face of what programs do by the ErpSync agent. */
import type { FieldChoice, SaveMapping } from '@kobling/contract';
import { textIn } from '@kobling/sdk';
import { type Call, type Handlers, personOf } from '../http/api.ts';
import { type Refusal, refuse, refuseOutcome } from '../http/errors.ts';
import type { Failure } from '../http/failure.ts';
import type { Hub } from '../hub.ts';
import {
  addMissingItems,
  changeItems,
  findConnectionView,
  findField,
  keepDefault,
  keepMapping,
  type MappingWish,
  previewMapping,
  rankFields,
  readPreview,
  updateFields,
} from '../services/index.ts';
import { readDefaults } from './mapping-defaults.ts';
import { isMappedType, readMappingSetup } from './mapping-fields.ts';
import { readLists } from './mapping-lists.ts';
import { shownPreview } from './mapping-preview.ts';

type Base = '/api/settings/sync/connections/:id';
export type MappingRoutes =
  | `GET ${Base}/${'mapping' | 'list-mapping' | 'defaults'}`
  | `POST ${Base}/mapping/:actorType${'' | '/rank' | '/preview'}`
  | `GET ${Base}/mapping-preview/:request`
  | `POST ${Base}/fields`
  | `POST ${Base}/list-mapping/:fieldId${'' | '/items'}`
  | `POST ${Base}/defaults/:fieldId`;

export const mappingRoutes = (hub: Hub): Pick<Handlers, MappingRoutes> => ({ ...reading(hub), ...saving(hub) });

const refused = (failure: Failure, call: Call): Refusal => refuseOutcome(failure, personOf(call).language);

const reading = (hub: Hub): Pick<Handlers, Extract<MappingRoutes, `GET ${string}`>> => ({
  async 'GET /api/settings/sync/connections/:id/mapping'({ params }, call) {
    const found = await findConnectionView(hub, params.id);
    return found.status === 'done'
      ? await readMappingSetup(hub.db, found.value, personOf(call).language)
      : refused(found, call);
  },
  async 'GET /api/settings/sync/connections/:id/list-mapping'({ params }, call) {
    const found = await findConnectionView(hub, params.id);
    return found.status === 'done'
      ? await readLists(hub.db, found.value, personOf(call).language)
      : refused(found, call);
  },
  async 'GET /api/settings/sync/connections/:id/defaults'({ params }, call) {
    const found = await findConnectionView(hub, params.id);
    return found.status === 'done'
      ? await readDefaults(hub.db, found.value, personOf(call).language)
      : refused(found, call);
  },
  async 'GET /api/settings/sync/connections/:id/mapping-preview/:request'({ params }, call) {
    const found = await findConnectionView(hub, params.id);
    if (found.status !== 'done') return refused(found, call);
    const state = await readPreview(hub, params.id, params.request);
    return state.status === 'done'
      ? await shownPreview(hub.db, found.value, state.value, personOf(call).language)
      : refused(state, call);
  },
});

const ok = { ok: true } as const;

const saving = (hub: Hub): Pick<Handlers, Extract<MappingRoutes, `POST ${string}`>> => ({
  async 'POST /api/settings/sync/connections/:id/mapping/:actorType'({ params, body }, call) {
    const saved = await keepMapping(hub, params.id, params.actorType, wishOf(body), personOf(call).name);
    if (saved.status !== 'done') return refused(saved, call);
    hub.events.send({ type: 'overview' });
    return { requestId: saved.value.planRequest ?? null };
  },
  async 'POST /api/settings/sync/connections/:id/mapping/:actorType/preview'({ params, body }, call) {
    const asked = await previewMapping(hub, params.id, params.actorType, wishOf(body), personOf(call).name);
    return asked.status === 'done' ? { requestId: asked.value.requestId ?? null } : refused(asked, call);
  },
  async 'POST /api/settings/sync/connections/:id/mapping/:actorType/rank'({ params, body }, call) {
    const ranked = await rankFields(hub, params.id, params.actorType, body.order, personOf(call).name);
    return ranked.status === 'done' ? ok : refused(ranked, call);
  },
  async 'POST /api/settings/sync/connections/:id/fields'({ params }, call) {
    const { name, language } = personOf(call);
    const taken = await updateFields(hub, params.id, name);
    if (taken.status !== 'done') return refused(taken, call);
    const named = (fields: typeof taken.value.added) =>
      fields.flatMap(({ actorType, fieldKey, displayName }) =>
        isMappedType(actorType) ? [{ actorType, fieldKey, name: textIn(language, displayName) || fieldKey }] : [],
      );
    return { added: named(taken.value.added), missing: named(taken.value.missing) };
  },
  async 'POST /api/settings/sync/connections/:id/list-mapping/:fieldId'({ params, body }, call) {
    if (!(await isFieldOf(hub, params))) return refuse('notFound');
    const changes = body.pairs.map(({ erpItem, from, to }) => ({
      erpItem,
      from: from ?? undefined,
      to: to ?? undefined,
    }));
    const saved = await changeItems(hub, params.fieldId, changes, personOf(call).name);
    return saved.status === 'done' ? ok : refused(saved, call);
  },
  async 'POST /api/settings/sync/connections/:id/list-mapping/:fieldId/items'({ params, body }, call) {
    if (!(await isFieldOf(hub, params))) return refuse('notFound');
    const { name, language } = personOf(call);
    const added = await addMissingItems(hub, params.fieldId, body.erpItems, language, name);
    return added.status === 'done' ? added.value : refused(added, call);
  },
  async 'POST /api/settings/sync/connections/:id/defaults/:fieldId'({ params, body }, call) {
    if (!(await isFieldOf(hub, params))) return refuse('notFound');
    const saved = await keepDefault(hub, params.fieldId, { ...body.to, seen: body.from }, personOf(call).name);
    return saved.status === 'done' ? ok : refused(saved, call);
  },
});

const wishOf = ({ active, fields, plan = false }: SaveMapping): MappingWish => ({
  active,
  fields: fields.map(({ fieldKey, from, to }) => ({ fieldKey, ...ofService(to), seen: ofService(from) })),
  plan,
});

const ofService = ({ toCrm, toErp, ...choice }: FieldChoice) => ({ ...choice, syncToCrm: toCrm, syncToErp: toErp });

async function isFieldOf(hub: Hub, { id, fieldId }: { readonly id: number; readonly fieldId: number }) {
  const found = await findField(hub, fieldId);
  return found.status === 'done' && found.value.connection.id === id;
}
