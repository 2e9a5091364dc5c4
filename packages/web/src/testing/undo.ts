/** What undos of the scenes would cover, and the fake hub's answers about them. */
import type {
  KnownRoute,
  MappingChange,
  RequestOf,
  ResponseOf,
  Run,
  Undo,
  Undone,
  UndoRow,
  UndoSkip,
  UndoStatus,
} from '@kobling/contract';
import { Refusal, type World } from './answers.ts';
import { ago, demo, fields, records, sweden } from './scene-parts.ts';

export interface UndoScene {
  /** Of what any undo here would look at: as a preview shows it. */
  readonly rows: readonly UndoRow[];
  readonly started: readonly Undo[];
  /** Earlier ones. */
  readonly undones: readonly Undone[];
  readonly changes: readonly MappingChange[];
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
const changes: readonly MappingChange[] = [
  {
    id: 3,
    connection: demo,
    actorType: 'Customer',
    at: ago(5_000),
    by: 'ann',
    fields: [
      {
        erpField: 'Phone',
        before: { crmField: 'phone', direction: 'both' },
        after: { crmField: 'fax', direction: 'both' },
      },
      { erpField: 'CustGr', before: null, after: { crmField: 'category', direction: 'fromErp' } },
    ],
  },
  {
    id: 2,
    connection: sweden,
    actorType: 'Supplier',
    at: ago(800_000),
    by: 'ann',
    fields: [
      { erpField: 'Zip', before: { crmField: 'postalAddress.zip', direction: 'toErp' }, after: null },
      {
        erpField: 'Nm',
        before: { crmField: 'name', direction: 'both' },
        after: { crmField: 'name', direction: 'both' },
      },
    ],
  },
];
const undone: Undone = {
  requestId: 400,
  connection: demo,
  scope: { kind: 'run', runId: 42 },
  record: null,
  both: false,
  preview: false,
  status: 'done',
  by: 'ann',
  at: ago(3_600),
  total: 10_000,
};
export const noUndo: UndoScene = { rows: [], started: [], undones: [], changes: [] };
export const undoScene: UndoScene = {
  rows: Array.from({ length: 120 }, (_, index) => {
    const no = index + 1;
    const [why, more] = (no % 10 === 0 ? left[(no / 10) % left.length] : undefined) ?? [null, {}];
    return row(no, why === null ? {} : { ...more, status: 'skipped', why });
  }),
  started: [],
  undones: [
    undone,
    {
      ...undone,
      requestId: 399,
      scope: { kind: 'record', entity: { kind: 'company', id: records.nordic.id }, fields: ['Phone'] },
      record: records.nordic,
      preview: true,
      total: 1,
    },
    {
      ...undone,
      requestId: 398,
      scope: { kind: 'mapping', change: 2 },
      connection: sweden,
      status: 'failed',
      total: 7,
    },
  ],
  changes,
};

const sceneRuns = (): Run[] =>
  [
    { id: 3, kind: 'resync' as const, by: 'ann', crmWrites: 1_204, erpWrites: 0, conflicts: 0, failures: 2 },
    { id: 2, kind: 'cycle' as const, by: '', crmWrites: 12, erpWrites: 3, conflicts: 1, failures: 0 },
    { id: 1, kind: 'cycle' as const, by: '', crmWrites: 0, erpWrites: 1, conflicts: 0, failures: 0 },
  ].map((run) => ({ ...run, connection: demo, status: 'done', at: ago(4 - run.id) }));

type UndoRoutes = Extract<KnownRoute, `${string}/undo${string}` | `${string}/mapping-changes` | 'GET /api/sync/runs'>;
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
      const { scope } = body;
      const undo: Undo = {
        requestId: 500 + started.length + 1,
        connection: demo,
        scope: body.scope,
        record: scope.kind === 'record' ? (names.find(({ id }) => id === scope.entity.id) ?? null) : null,
        by: 'ann',
        at: ago(1),
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
    'GET /api/sync/undo': () => ({
      undos: [
        ...state.scene.undo.started.map((each) => ({ ...each, total: each.counts.total })),
        ...state.scene.undo.undones,
      ],
    }),
    'GET /api/sync/runs': () => ({ runs: sceneRuns(), nextBeforeId: null }),
    'GET /api/sync/mapping-changes': () => ({ changes: [...state.scene.undo.changes], nextBeforeId: null }),
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
