/** What the forms and orders of the pages are compared with as they are saved: each as the page itself has read it. */
import type { KnownRoute, RequestOf, ResponseOf } from '@kobling/contract';
import { z } from 'zod';
import type { Call, CallRoute, Handlers } from '../http/api.ts';
import { Refusal } from '../http/errors.ts';
import type { Standing } from '../http/standing.ts';

const numbered = z.object({ id: z.coerce.number() });
const ofClient = z.object({ clientId: z.string() });
const ofList = z.object({ list: z.string() });
const ofItem = ofList.extend({ id: z.coerce.number() });
const ofType = numbered.extend({ actorType: z.string() });

type Read = <K extends CallRoute>(key: K, input: RequestOf<K>, call: Call) => Promise<ResponseOf<K> | undefined>;
type Standings = Readonly<Partial<Record<KnownRoute, Standing>>>;

export function standingOf(handlers: Handlers): Standings {
  const read: Read = async (key, input, call) => {
    const answer = await handlers[key](input, call);
    return answer instanceof Refusal ? undefined : answer;
  };
  return { ...ofForms(read), ...ofMappings(read) };
}

function ofMappings(read: Read): Standings {
  const mapping = async (params: unknown, call: Call) => {
    const { id, actorType } = ofType.parse(params);
    const found = await read('GET /api/settings/sync/connections/:id/mapping', { params: { id } }, call);
    return found?.mappings.find((one) => one.actorType === actorType);
  };
  return {
    'POST /api/settings/sync/connections/:id/mapping/:actorType': async ({ params }, call) => {
      const found = await mapping(params, call);
      return found === undefined ? undefined : { active: found.active };
    },
    'POST /api/settings/sync/connections/:id/mapping/:actorType/rank': async ({ params }, call) => {
      const found = await mapping(params, call);
      return found === undefined ? undefined : { order: found.fields.map(({ fieldKey }) => fieldKey) };
    },
  };
}

function ofForms(read: Read): Standings {
  const settings = (call: Call) => read('GET /api/settings/sync', {}, call);
  return {
    'POST /api/settings/users/:id': async ({ params }, call) => {
      const { id } = numbered.parse(params);
      return (await read('GET /api/settings/users', {}, call))?.users.find((user) => user.id === id);
    },
    'POST /api/account': async (_request, call) => (await read('GET /api/account', {}, call))?.user,
    'POST /api/settings/groups/:id': async ({ params }, call) => {
      const { id } = numbered.parse(params);
      return (await read('GET /api/settings/groups', {}, call))?.groups.find((group) => group.id === id);
    },
    'POST /api/settings/licences': async (_request, call) => await read('GET /api/settings/licences', {}, call),
    'POST /api/settings/applications/:clientId': async ({ params }, call) => {
      const { clientId } = ofClient.parse(params);
      const found = await read('GET /api/settings/applications', {}, call);
      return found?.applications.find((application) => application.clientId === clientId);
    },
    'POST /api/settings/lists/:list': async ({ params }, call) => {
      const { list } = ofList.parse(params);
      return (await read('GET /api/settings/lists', {}, call))?.lists.find(({ name }) => name === list);
    },
    'POST /api/settings/lists/:list/items/:id': async ({ params }, call) => {
      const { list, id } = ofItem.parse(params);
      const found = await read('GET /api/settings/lists/:list/items', { params: { list } }, call);
      return found?.items.find((item) => item.id === id);
    },
    'POST /api/settings/lists/:list/order': async ({ params }, call) => {
      const found = await read('GET /api/settings/lists/:list/items', { params: ofList.parse(params) }, call);
      return found === undefined ? undefined : { ids: found.items.map(({ id }) => id) };
    },
    'POST /api/webhooks/:id': async ({ params }, call) => {
      const { id } = numbered.parse(params);
      return (await read('GET /api/webhooks', {}, call))?.webhooks.find((webhook) => webhook.id === id);
    },
    'POST /api/selections/:id': async ({ params }, call) =>
      await read('GET /api/selections/:id', { params: numbered.parse(params) }, call),
    'POST /api/settings/sync/connectors': async ({ body }, call) => {
      const { id } = numbered.parse(body);
      return (await settings(call))?.connectors.find((connector) => connector.id === id);
    },
    'POST /api/settings/sync/connections': async ({ body }, call) =>
      await read('GET /api/settings/sync/connections/:id', { params: numbered.parse(body) }, call),
    'POST /api/imports/:id/settings': async ({ params }, call) =>
      (await read('GET /api/imports/:id', { params: numbered.parse(params) }, call))?.settings,
    'POST /api/settings/sync/priority': async (_request, call) => {
      const found = await settings(call);
      return found === undefined ? undefined : { order: found.priority };
    },
  };
}
