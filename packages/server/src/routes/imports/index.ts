/** Import from ERP: sources, search, settings with their preview, rows, and carrying it out. */
import type { ImportSearch as Asked } from '@kobling/contract';
import type { Outcome } from '@kobling/sdk';
import { type Call, type Handlers, personOf } from '../../http/api.ts';
import { type Refusal, refuseOutcome } from '../../http/errors.ts';
import type { Failure } from '../../http/failure.ts';
import type { Hub } from '../../hub.ts';
import {
  beginImport,
  cancelImport,
  forgetImport,
  type ImportSearch,
  importedRows,
  latestImports,
  searchInstead,
  settleImport,
  showImport,
  shownRows,
  startImport,
  tickImport,
} from '../../services/index.ts';
import { connectionOf, toImport } from './shapes.ts';
import { importSources, searchable } from './sources.ts';

type ImportRoute =
  | `${'GET' | 'POST'} /api/imports`
  | 'GET /api/imports/sources'
  | 'GET /api/imports/searchable'
  | 'GET /api/imports/:id'
  | 'GET /api/imports/:id/rows'
  | `POST /api/imports/:id/${'instead' | 'settings' | 'tick' | 'start' | 'cancel' | 'forget'}`;

const rowsAPage = 200;
const no = (failure: Failure, call: Call): Refusal => refuseOutcome(failure, personOf(call).language);

export const importRoutes = (hub: Hub): Pick<Handlers, ImportRoute> => ({ ...readRoutes(hub), ...changeRoutes(hub) });

const readRoutes = (hub: Hub): Pick<Handlers, Extract<ImportRoute, `GET ${string}`>> => ({
  'GET /api/imports/sources': async (_input, call) => importSources(hub, personOf(call).language),
  async 'GET /api/imports/searchable'({ query }, call) {
    const found = await searchable(hub, query.connection, query.actorType, personOf(call).language);
    return found.status === 'done' ? { fields: [...found.value] } : no(found, call);
  },
  async 'GET /api/imports'(_input, call) {
    const { name, language } = personOf(call);
    const found = await latestImports(hub, name);
    const connections = new Map(
      await Promise.all(
        [...new Set(found.map(({ connectionId }) => connectionId))].map(
          async (id) => [id, await connectionOf(hub, id, language)] as const,
        ),
      ),
    );
    return {
      imports: found.map((one) => ({
        id: one.id,
        connection: connections.get(one.connectionId) ?? { id: one.connectionId, name: '' },
        actorType: one.actorType as 'Customer',
        search: 'text' in one.search ? one.search.text : '',
        status: one.status,
        createdAt: one.createdAt.toISOString(),
      })),
    };
  },
  async 'GET /api/imports/:id'({ params }, call) {
    const { name, language } = personOf(call);
    const found = await showImport(hub, params.id, name);
    return found.status === 'done' ? toImport(hub, found.value, language) : no(found, call);
  },
  async 'GET /api/imports/:id/rows'({ params, query }, call) {
    const { name, language } = personOf(call);
    const found = await importedRows(hub, params.id, { ...query, limit: rowsAPage + 1 }, name);
    if (found.status !== 'done') return no(found, call);
    const page = found.value.slice(0, rowsAPage);
    const rows = await shownRows(hub, params.id, page, language);
    return { rows, next: found.value.length > rowsAPage ? (page.at(-1)?.place ?? null) : null };
  },
});

const changeRoutes = (hub: Hub): Pick<Handlers, Extract<ImportRoute, `POST ${string}`>> => ({
  async 'POST /api/imports'({ body }, call) {
    const begun = await beginImport(hub, searchOf(body), personOf(call).name);
    return begun.status === 'done' ? { id: begun.value } : no(begun, call);
  },
  async 'POST /api/imports/:id/instead'({ params, body }, call) {
    const begun = await searchInstead(hub, params.id, searchOf(body), personOf(call).name);
    return begun.status === 'done' ? { id: begun.value } : no(begun, call);
  },
  async 'POST /api/imports/:id/settings'({ params, body }, call) {
    const { name, language } = personOf(call);
    const settled = await settleImport(hub, params.id, body, name);
    const shown = settled.status === 'done' ? await showImport(hub, params.id, name) : settled;
    return shown.status === 'done' ? toImport(hub, shown.value, language) : no(shown, call);
  },
  async 'POST /api/imports/:id/tick'({ params, body }, call) {
    const ticked = await tickImport(hub, params.id, body, personOf(call).name);
    return ticked.status === 'done' ? { ok: true } : no(ticked, call);
  },
  async 'POST /api/imports/:id/start'({ params }, call) {
    const started = await startImport(hub, params.id, personOf(call).name);
    return started.status === 'done' ? { requestId: started.value } : no(started, call);
  },
  'POST /api/imports/:id/cancel': async ({ params }, call) =>
    okOr(await cancelImport(hub, params.id, personOf(call).name), call),
  'POST /api/imports/:id/forget': async ({ params }, call) =>
    okOr(await forgetImport(hub, params.id, personOf(call).name), call),
});

const searchOf = ({ connectionId, actorType, text, criteria }: Asked): ImportSearch => ({
  connectionId,
  actorType,
  text,
  restrictions: criteria.map(({ erpField, operator, value }) => ({ fieldKey: erpField, operator, values: [value] })),
});

const okOr = (outcome: Outcome, call: Call) =>
  outcome.status === 'done' ? ({ ok: true } as const) : no(outcome, call);
