/** The ERP tab of a card, its dialogs and what a save carries out: a face of services/erp-tab, for people with a licence. */
import type { RequestOf, ResponseOf } from '@kobling/contract';
import { anySignal, done, type Outcome, rejected, textIn } from '@kobling/sdk';
import { getRequest, syncLog } from '@kobling/store';
import { type Call, type Handler, type Handlers, personOf } from '../http/api.ts';
import { refuse, refuseOutcome } from '../http/errors.ts';
import type { Hub } from '../hub.ts';
import {
  connectEnded,
  createEnded,
  disconnect,
  erpTab,
  fieldChoices,
  findActors,
  liveValues,
  mayUse,
  mustHoldLicence,
  newActorForm,
  type RequestState,
  requestStates,
  searchForm,
  startConnectBySides,
  startCreate,
  syncRecordNow,
  type User,
} from '../services/index.ts';
import { toChoices, toNewActorForm, toSearchForm, toTab } from './erp-tab-shapes.ts';
import { readLabels, toLogRow } from './shapes.ts';

type Key<Method extends 'GET' | 'POST', Rest extends string> = `${Method} /api/erp-tab/${Rest}`;
type Reading =
  | Key<'GET', ':kind/:id'>
  | Key<'GET', ':kind/:id/live/:connection'>
  | Key<'GET', 'search-form'>
  | Key<'POST', ':kind/:id/search'>
  | Key<'GET', ':kind/:id/choices'>
  | Key<'GET', ':kind/:id/new'>;
type Doing =
  | Key<'POST', ':kind/:id/connect'>
  | Key<'POST', ':kind/:id/create'>
  | Key<'POST', ':kind/:id/disconnect'>
  | Key<'POST', ':kind/:id/sync'>
  | Key<'GET', 'requests/:id'>;
export type ErpTabRoutes = Reading | Doing;

export const erpTabRoutes = (hub: Hub): Pick<Handlers, ErpTabRoutes> => ({ ...reading(hub), ...doing(hub) });

/** Somebody looks at a card: an ERP that takes longer is slow, and the page says so. */
const patienceMs = 20_000;
/** One look at a request waits this long: short enough for every proxy between. */
const lookMs = 4_000;
const mostChanges = 50;

interface Asking {
  readonly user: User;
  readonly language: string;
  /** The page went away, or the ERP took too long. */
  readonly signal: AbortSignal;
}

/** Asks for the licence first (rule 14); a service's refusal becomes the page's. */
function licensed<K extends ErpTabRoutes>(
  hub: Hub,
  answer: (input: RequestOf<K>, asking: Asking) => Promise<Outcome<ResponseOf<K>>>,
): Handler<K> {
  return async (input, call) => {
    const asking = askingOf(call);
    const held = await mustHoldLicence(hub, asking.user);
    const outcome = held.status === 'done' ? await answer(input, asking) : held;
    if (outcome.status === 'done') return outcome.value;
    return outcome.reason.code === 'request.unknown' ? refuse('notFound') : refuseOutcome(outcome, asking.language);
  };
}

function askingOf(call: Call): Asking {
  const user = personOf(call);
  const gone = new AbortController();
  call.reply.raw.once('close', () => gone.abort());
  return { user, language: user.language, signal: anySignal([gone.signal, AbortSignal.timeout(patienceMs)]) };
}

const reading = (hub: Hub): Pick<Handlers, Reading> => ({
  'GET /api/erp-tab/:kind/:id': licensed(hub, async ({ params }, { user, language }) => {
    const tab = await erpTab(hub, params, user, language);
    return tab.status === 'done' ? done(toTab(tab.value, await readLabels(hub.db), language)) : tab;
  }),
  'GET /api/erp-tab/:kind/:id/live/:connection': licensed(hub, async ({ params }, { user, ...asking }) => {
    const { connection: connectionId, ...entity } = params;
    const live = await liveValues(hub, { connectionId, entity }, user, asking);
    if (live.status !== 'done') return live;
    return done({ at: live.value.at.toISOString(), values: { ...live.value.values } });
  }),
  'GET /api/erp-tab/search-form': licensed(hub, async ({ query }, { user, ...asking }) => {
    const form = await searchForm(hub, { connectionId: query.connection, actorType: query.actorType }, user, asking);
    return form.status === 'done' ? done(toSearchForm(form.value, asking.language)) : form;
  }),
  'POST /api/erp-tab/:kind/:id/search': licensed(hub, async ({ params, body }, { user, ...asking }) => {
    const found = await findActors(hub, { ...body, entity: params }, user, asking);
    if (found.status !== 'done') return found;
    const hits = found.value.hits.map((hit) => ({ ...hit, values: { ...hit.values } }));
    return done({ hits, more: found.value.more });
  }),
  'GET /api/erp-tab/:kind/:id/choices': licensed(hub, async ({ params, query }, { user, ...asking }) => {
    const { connection: connectionId, ...actor } = query;
    const choices = await fieldChoices(hub, { connectionId, ...actor, entity: params }, user, asking);
    return choices.status === 'done' ? done(toChoices(choices.value, asking.language)) : choices;
  }),
  'GET /api/erp-tab/:kind/:id/new': licensed(hub, async ({ params, query }, { user, ...asking }) => {
    const wish = { connectionId: query.connection, actorType: query.actorType, entity: params };
    const form = await newActorForm(hub, wish, user, asking);
    return form.status === 'done' ? done(toNewActorForm(form.value, asking.language)) : form;
  }),
});

const doing = (hub: Hub): Pick<Handlers, Doing> => ({
  'POST /api/erp-tab/:kind/:id/connect': licensed(hub, async ({ params, body }, { user, ...asking }) =>
    started(await startConnectBySides(hub, { ...body, entity: params }, user, asking)),
  ),
  'POST /api/erp-tab/:kind/:id/create': licensed(hub, async ({ params, body }, { user }) =>
    started(await startCreate(hub, { ...body, entity: params }, user)),
  ),
  'POST /api/erp-tab/:kind/:id/disconnect': licensed(hub, async ({ params, body }, { user }) => {
    const gone = await disconnect(hub, body.connectionId, params, user);
    if (gone.status === 'done') hub.events.send({ type: 'overview' });
    // Done in another window: it is as was wished.
    const isGone = gone.status === 'done' || gone.reason.code === 'link.none';
    return isGone ? done({ ok: true }) : gone;
  }),
  'POST /api/erp-tab/:kind/:id/sync': licensed(hub, async ({ params, body }, { user, language }) => {
    const asked = await syncRecordNow(hub, params, body.connectionId, user);
    if (asked.status !== 'done') return asked;
    const requests = asked.value.map(({ connectionId, name, requestId }) => ({
      connection: { id: connectionId, name: textIn(language, name) },
      requestId,
    }));
    return done({ requests });
  }),
  'GET /api/erp-tab/requests/:id': licensed(hub, async ({ params }, { user, language }) => {
    const known = await getRequest(hub.db, params.id);
    const connection = await mayUse(hub, known?.connectionId ?? 0, user, 'see');
    if (connection.status !== 'done') return connection;
    const states = await requestStates(hub, [params.id], lookMs);
    if (states.status !== 'done') return states;
    const [state] = states.value;
    const { id, name } = connection.value;
    return done(await toErpRequest(hub, state, { id, name: textIn(language, name) }, language));
  }),
});

const started = (asked: Outcome<number>): Outcome<{ requestId: number }> =>
  asked.status === 'done' ? done({ requestId: asked.value }) : asked;

type ErpRequestAnswer = ResponseOf<'GET /api/erp-tab/requests/:id'>;

async function toErpRequest(
  hub: Hub,
  state: RequestState | undefined,
  connection: ErpRequestAnswer['connection'],
  language: string,
): Promise<ErpRequestAnswer> {
  if (state === undefined) throw new Error('a request that was found has no state');
  const plain = { id: state.id, connection, message: null, fields: {}, changes: [], code: '' };
  if (state.status === 'queued' || state.status === 'running') return { ...plain, status: 'underWay' };
  const ended = endOf(state);
  if (ended.status !== 'done') {
    const { code, message, fields } = ended.reason;
    // The request has ended, and the record goes on being made: its link tells the rest.
    const status = code === 'request.underWay' ? 'done' : 'failed';
    return { ...plain, status, code, message: textIn(language, message), fields: { ...fields } };
  }
  const rows = state.runId === null ? [] : await syncLog(hub.db, { runId: state.runId, limit: mostChanges });
  const labels = await readLabels(hub.db);
  return {
    ...plain,
    status: 'done',
    message: state.message === null ? null : textIn(language, state.message),
    changes: rows.map((row) => toLogRow(row, labels, language)),
  };
}

function endOf(state: RequestState): Outcome<unknown> {
  if (state.kind === 'create') return createEnded(state);
  if (state.kind === 'link') return connectEnded(state);
  return state.status === 'done'
    ? done(undefined)
    : rejected('sync.failed', state.message ?? 'The sync did not finish.');
}
