/** What undos of the scenes would cover, and the fake hub's answers about them. */
import type { KnownRoute, RequestOf, ResponseOf, Undo, UndoRow, UndoSkip, UndoStatus } from '@kobling/contract';
import { Refusal, type World } from './answers.ts';
import { demo, fields, records } from './scene-parts.ts';

export interface UndoScene {
  /** Of what any undo here would look at: as a preview shows it. */
  readonly rows: readonly UndoRow[];
  readonly started: readonly Undo[];
}

const names = [records.acme, records.nordic, records.bakeri, records.berg];
const row = (no: number, from: Partial<UndoRow>): UndoRow => ({
  no,
  record: names[no % names.length] ?? records.acme,
  field: fields.phone,
  side: 'crm',
  oldValue: `22 33 44 ${no}`,
  newValue: '',
  status: 'waiting',
  why: null,
  said: null,
  ...from,
});
const left: readonly (readonly [UndoSkip, Partial<UndoRow>])[] = [
  ['differs', { newValue: '40 50 60 70' }],
  ['later', {}],
  ['touched', {}],
  ['created', { field: null, side: 'erp', oldValue: null, newValue: null }],
  ['refused', { side: 'erp', said: 'Customer 10023 is locked by another user.' }],
];
export const noUndo: UndoScene = { rows: [], started: [] };
export const undoScene: UndoScene = {
  rows: Array.from({ length: 120 }, (_, index) => {
    const no = index + 1;
    const [why, more] = (no % 10 === 0 ? left[(no / 10) % left.length] : undefined) ?? [null, {}];
    return row(no, why === null ? {} : { ...more, status: 'skipped', why });
  }),
  started: [],
};

type UndoRoutes = Extract<KnownRoute, `${string}/undo${string}`>;
export function undoAnswers({ state }: World): {
  readonly [K in UndoRoutes]: (request: RequestOf<K>) => ResponseOf<K>;
} {
  const find = (id: number): Undo => {
    const found = state.scene.undo.started.find(({ requestId }) => requestId === id);
    if (found === undefined) throw new Refusal('notFound');
    return found;
  };
  const rowsOf = ({ preview }: Undo): readonly UndoRow[] =>
    state.scene.undo.rows.map((each) =>
      preview || each.status === 'skipped' ? each : { ...each, status: each.side === 'erp' ? 'underWay' : 'restored' },
    );
  return {
    'POST /api/sync/undo': ({ body }) => {
      const { started } = state.scene.undo;
      const undo: Undo = {
        requestId: 500 + started.length + 1,
        connection: demo,
        scope: body.scope,
        both: body.both,
        preview: body.preview,
        status: 'done',
        progress: null,
        error: null,
        runId: body.preview ? null : 77,
        counts: { total: 0, restored: 0, skipped: 0, underWay: 0 },
      };
      const rows = rowsOf(undo);
      const count = (status: UndoStatus): number => rows.filter((each) => each.status === status).length;
      const counts = {
        total: rows.length,
        restored: count('restored'),
        skipped: count('skipped'),
        underWay: count('underWay'),
      };
      state.scene.undo = { ...state.scene.undo, started: [...started, { ...undo, counts }] };
      return { requestId: undo.requestId };
    },
    'GET /api/sync/undo/:id': ({ params }) => find(params.id),
    'GET /api/sync/undo/:id/rows': ({ params, query }) => {
      const limit = query.limit ?? 50;
      const rows = rowsOf(find(params.id)).filter(
        (each) => each.no > (query.afterNo ?? 0) && (query.only === undefined || each.status === query.only),
      );
      return { rows: rows.slice(0, limit), nextAfterNo: rows.length > limit ? (rows[limit - 1]?.no ?? null) : null };
    },
  };
}
