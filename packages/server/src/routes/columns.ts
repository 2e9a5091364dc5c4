/** Each person's own columns of a list. */
import { readColumnChoice, saveColumnChoice } from '@kobling/store';
import { type Handlers, personOf } from '../http/api.ts';
import type { Hub } from '../hub.ts';

type ColumnRoutes = 'GET /api/columns/:list' | 'POST /api/columns/:list';

export const columnRoutes = (hub: Hub): Pick<Handlers, ColumnRoutes> => ({
  async 'GET /api/columns/:list'({ params }, call) {
    const { columns = [], sort = [] } = (await readColumnChoice(hub.db, personOf(call).id, params.list)) ?? {};
    return { columns: [...columns], sort: [...sort] };
  },
  async 'POST /api/columns/:list'({ params, body }, call) {
    await saveColumnChoice(hub.db, personOf(call).id, params.list, body);
    return { ok: true };
  },
});
