/** What the last audits found in the scenes, and the fake hub's answers about it. */
import type { AgreementScore, AuditReason, Finding, KnownRoute, RequestOf, ResponseOf } from '@kobling/contract';
import type { World } from './answers.ts';
import { ago, demo, fields, records, sweden } from './scene-parts.ts';

export interface AgreementScene {
  readonly score: AgreementScore;
  readonly findings: readonly Finding[];
}

const finding = (no: number, reason: AuditReason, more: Partial<Finding>): Finding => ({
  no,
  record: records.acme,
  erpKey: '10023',
  field: fields.phone,
  reason,
  crmValue: '22 33 44 55',
  erpValue: '22 33 44 66',
  ...more,
});
const distinct: readonly Finding[] = [
  finding(1, 'missingInErp', { record: records.bakeri, erpKey: '10240', field: null, crmValue: null, erpValue: null }),
  finding(2, 'failed', {
    record: records.nordic,
    field: fields.name,
    crmValue: records.nordic.name,
    erpValue: 'Nordic',
  }),
  finding(3, 'conflict', {}),
  finding(4, 'drift', { record: records.berg, field: fields.email, crmValue: 'ingrid@berg.example', erpValue: '' }),
  finding(5, 'changedInErp', { field: fields.credit, crmValue: '50000', erpValue: '75000' }),
];
const findings: readonly Finding[] = [
  ...distinct,
  ...Array.from({ length: 60 }, (_, n) =>
    finding(6 + n, 'underWay', { record: { ...records.acme, id: 20_000 + n, name: `Customer ${n + 1}` } }),
  ),
];

const none: AgreementScore = {
  audits: [],
  running: [],
  pairs: 0,
  agreeing: 0,
  trend: [],
  every: 'day',
  nextAt: ago(-9 * 3_600),
};
const day = (before: number): string => ago(before * 86_400).slice(0, 10);

export const noAgreement: AgreementScene = { score: none, findings: [] };
export const agreementScene: AgreementScene = {
  score: {
    ...none,
    audits: [
      {
        id: 7,
        connection: demo,
        at: ago(3 * 3_600),
        pairs: 40_003,
        agreeing: 39_978,
        reasons: { missingInErp: 1, failed: 1, conflict: 1, drift: 1, changedInErp: 1, underWay: 20 },
        findings: { missingInErp: 1, failed: 1, conflict: 1, drift: 1, changedInErp: 1, underWay: 60 },
      },
      { id: 8, connection: sweden, at: ago(3 * 3_600), pairs: 1_200, agreeing: 1_200, reasons: {}, findings: {} },
    ],
    pairs: 41_203,
    agreeing: 41_178,
    trend: Array.from({ length: 30 }, (_, n) => ({
      day: day(29 - n),
      pairs: 41_203,
      agreeing: 41_203 - ((n * 37) % 60) - (29 - n) * 4,
    })),
  },
  findings,
};

type Routes = Extract<KnownRoute, `${string}/agreement${string}`>;
export function agreementAnswers({ state }: World): {
  readonly [K in Routes]: (request: RequestOf<K>) => ResponseOf<K>;
} {
  const change = (part: Partial<AgreementScore>): AgreementScore => {
    const { score } = state.scene.agreement;
    state.scene.agreement = { ...state.scene.agreement, score: { ...score, ...part } };
    return state.scene.agreement.score;
  };
  return {
    'GET /api/sync/agreement': () => state.scene.agreement.score,
    'GET /api/sync/agreement/:id/findings': ({ query }) => {
      const limit = query.limit ?? 50;
      const rows = state.scene.agreement.findings.filter(
        (row) => row.no > (query.afterNo ?? 0) && (query.reason === undefined || row.reason === query.reason),
      );
      return {
        findings: rows.slice(0, limit),
        nextAfterNo: rows.length > limit ? (rows[limit - 1]?.no ?? null) : null,
      };
    },
    'POST /api/sync/agreement/audit': () => ({ requestIds: [demo.id] }),
    'POST /api/sync/agreement/schedule': ({ body }) =>
      change({ every: body.every, nextAt: body.every === 'off' ? null : ago(-9 * 3_600) }),
    'POST /api/sync/agreement/:id/repair': () => ({ requestId: demo.id }),
  };
}
