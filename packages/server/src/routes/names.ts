/** What the hub's sentences name in English, in the language of a page. */
import type { Handlers } from '../http/api.ts';
import type { Hub } from '../hub.ts';
import { spokenNames } from '../services/index.ts';

export const nameRoutes = (hub: Hub): Pick<Handlers, 'GET /api/names'> => ({
  'GET /api/names': async ({ query }) => ({
    names: (await spokenNames(hub, query.language)).map(([english, own]) => [english, own]),
  }),
});
