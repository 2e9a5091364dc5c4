/** Finding records by criteria. */
import { textIn } from '@kobling/sdk';
import { type Call, type Handlers, personOf } from '../http/api.ts';
import { refuse } from '../http/errors.ts';
import type { Hub } from '../hub.ts';
import { askingOf, findableFields, findRecordsBy } from '../services/index.ts';

type FindRoutes = 'POST /api/find' | 'GET /api/find/:kind/fields';

export const findRoutes = (hub: Hub): Pick<Handlers, FindRoutes> => ({
  async 'POST /api/find'({ body }, call) {
    const found = await findRecordsBy(hub, body, asking(call));
    if (found.status !== 'done')
      return refuse('badRequest', { fields: { criteria: textIn(personOf(call).language, found.reason.message) } });
    const { rows, total, more, unknownColumns } = found.value;
    return {
      rows: rows.map((row) => ({ ...row, cells: { ...row.cells } })),
      total,
      more,
      unknownColumns: [...unknownColumns],
    };
  },
  async 'GET /api/find/:kind/fields'({ params }, call) {
    const { fields, lists } = await findableFields(hub, params.kind, asking(call));
    return {
      fields: fields.map((field) => ({ ...field, operators: [...field.operators] })),
      lists: Object.fromEntries(Object.entries(lists).map(([name, items]) => [name, [...items]])),
    };
  },
});

const asking = (call: Call) => askingOf(personOf(call));
