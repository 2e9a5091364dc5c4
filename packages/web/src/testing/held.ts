/** What is held in the scenes, and the fake hub's answers about it. */
import type { HeldGroup, HeldRow, RequestOf, ResponseOf } from '@kobling/contract';
import type { World } from './answers.ts';
import { ago, demo, fields, records, sweden, visma } from './scene-parts.ts';

const names = [records.acme, records.nordic, records.bakeri, records.berg];
const rows = (count: number, from: number, values: (n: number) => Partial<HeldRow>): HeldRow[] =>
  Array.from({ length: count }, (_, n) => ({
    id: from + n,
    at: ago(300 + n),
    record: names[n % names.length] ?? records.acme,
    oldValue: null,
    newValue: null,
    erpValue: null,
    crmValue: null,
    ...values(n),
  }));

export interface HeldScene {
  readonly group: Omit<HeldGroup, 'count' | 'examples'>;
  readonly rows: readonly HeldRow[];
}
const about = { actorType: 'Customer', kind: 'company', since: ago(400), turnedBy: [] as string[] } as const;
export const heldScene: readonly HeldScene[] = [
  {
    group: { ...about, connection: demo, why: 'blanking', field: fields.phone, side: 'crm', value: '', raw: '' },
    rows: rows(412, 1, (n) => ({ oldValue: `22 33 44 ${n}`, newValue: '', erpValue: '', crmValue: `22 33 44 ${n}` })),
  },
  {
    group: {
      ...about,
      connection: sweden,
      why: 'sameValue',
      field: fields.group,
      side: 'erp',
      value: 'Wholesale',
      raw: '2',
    },
    rows: rows(130, 1_001, () => ({
      oldValue: 'Retail',
      newValue: 'Wholesale',
      erpValue: 'Retail',
      crmValue: 'Wholesale',
    })),
  },
  {
    group: {
      ...about,
      connection: visma,
      why: 'oscillating',
      field: fields.zip,
      side: null,
      value: null,
      raw: null,
      turnedBy: [sweden.name, visma.name],
    },
    rows: rows(2, 2_001, () => ({ oldValue: '5104', newValue: 'N-5104', erpValue: 'N-5104', crmValue: '5104' })),
  },
  {
    group: { ...about, connection: demo, why: 'ask', field: fields.email, side: null, value: null, raw: null },
    rows: rows(1, 3_001, () => ({ erpValue: 'post@acme.example', crmValue: 'hello@acme.example' })),
  },
];

type HeldRoutes = 'GET /api/sync/held' | 'GET /api/sync/held/rows' | 'POST /api/sync/held/answer';
export function heldAnswers({ state }: World): {
  readonly [K in HeldRoutes]: (request: RequestOf<K>) => ResponseOf<K>;
} {
  const fits = ({ group }: HeldScene, connection: number, wish: { why: string; erpField: string }): boolean =>
    group.connection.id === connection && group.why === wish.why && group.field.erpField === wish.erpField;
  return {
    'GET /api/sync/held': ({ query }) => {
      const held = state.scene.held.filter(
        ({ group }) => query.connection === undefined || group.connection.id === query.connection,
      );
      return {
        groups: held.map((each) => ({ ...each.group, count: each.rows.length, examples: each.rows.slice(0, 3) })),
        total: held.reduce((sum, each) => sum + each.rows.length, 0),
      };
    },
    'GET /api/sync/held/rows': ({ query }) => {
      const found = state.scene.held.find((each) => fits(each, query.connection, query))?.rows ?? [];
      const rest = found.filter((row) => row.id > (query.afterId ?? 0));
      const page = rest.slice(0, query.limit ?? 50);
      return { rows: page, nextAfterId: rest.length > page.length ? (page.at(-1)?.id ?? null) : null };
    },
    'POST /api/sync/held/answer': ({ body }) => {
      const { group, ids } = body;
      state.scene.held = state.scene.held
        .map((each) =>
          group !== undefined && fits(each, body.connection, group)
            ? { ...each, rows: [] }
            : { ...each, rows: each.rows.filter((row) => ids?.includes(row.id) !== true) },
        )
        .filter((each) => each.rows.length > 0);
      const openHeld = state.scene.held.reduce((sum, each) => sum + each.rows.length, 0);
      state.scene.overview = { ...state.scene.overview, openHeld };
      return { requestIds: [1] };
    },
  };
}
