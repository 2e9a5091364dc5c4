/** Records of the scenes with their links and fields, and the fake hub's answers about them. */
import type {
  FieldName,
  KnownRoute,
  RecordConnection,
  RecordField,
  RecordPage,
  RequestOf,
  ResponseOf,
  Why,
  WhyParts,
} from '@kobling/contract';
import { Refusal, type World } from './answers.ts';
import { ago, demo, fields, records, sweden, visma } from './scene-parts.ts';

type Told = Pick<Why, 'status'> & Partial<Why>;
const why = (told: Told): Why => ({
  origin: null,
  rule: null,
  loser: null,
  connection: { code: 'ok', parts: {} },
  ...told,
});
const field = (
  name: FieldName,
  direction: RecordField['direction'],
  [crmValue, erpValue]: readonly [string | null, string | null],
  told: Told,
): RecordField => ({ field: name, direction, crmValue, erpValue, why: why(told) });
const on: WhyParts = { connection: demo.name };
const inStep: Told['status'] = { code: 'inStep', parts: on };

const acmeDemo: RecordConnection = {
  connection: demo,
  link: {
    linkId: 11,
    actorType: 'Customer',
    erpKey: '10023',
    state: 'active',
    message: null,
    nextTryAt: null,
  },
  saveWindow: null,
  fields: [
    field(fields.name, 'both', ['Acme AS', 'Acme AS'], {
      status: inStep,
      origin: { code: 'fromErp', parts: { ...on, at: ago(90_000), old: 'Acme A/S' } },
      rule: { code: 'rank', parts: { ...on, side: 'erp' } },
      loser: { code: 'kept', parts: { ...on, side: 'crm', value: 'Acme International AS', at: ago(90_000) } },
    }),
    field(fields.phone, 'both', ['22 33 44 66', '22 33 44 66'], {
      status: inStep,
      origin: { code: 'fromPerson', parts: { ...on, at: ago(7_200), by: 'ann', old: '22 33 44 55' } },
      rule: { code: 'only', parts: { ...on, side: 'crm' } },
    }),
    field(fields.zip, 'both', ['5104', 'N-5104'], {
      status: { code: 'held', parts: { ...on, hold: 'oscillating', message: '' } },
      origin: { code: 'fromOther', parts: { ...on, other: sweden.name, at: ago(400), old: '5105' } },
      rule: { code: 'only', parts: { connection: sweden.name, side: 'erp' } },
    }),
    field(fields.credit, 'fromErp', ['75000.00', '75000'], {
      status: { code: 'driftCrm', parts: on },
      origin: { code: 'default', parts: { ...on, at: ago(200_000), by: demo.name } },
    }),
    field(fields.group, 'toErp', ['Wholesale', 'Retail'], {
      status: {
        code: 'failed',
        parts: {
          ...on,
          message: 'The list item "Wholesale" has no counterpart in ERP demo. Map it in the list mapping.',
        },
      },
      origin: { code: 'person', parts: { by: 'ann', at: ago(600) } },
    }),
    field(fields.email, 'none', ['post@acme.example', null], { status: { code: 'noDirection', parts: on } }),
  ],
};
const acmeSweden: RecordConnection = {
  connection: sweden,
  link: {
    linkId: 12,
    actorType: 'Supplier',
    erpKey: 'SE-77',
    state: 'failing',
    message: 'The supplier SE-77 is locked by another user in Sweden. Close it there.',
    nextTryAt: ago(-240),
  },
  saveWindow: { recentMs: 140, greatestMs: 2_300 },
  fields: [
    field(fields.name, 'toErp', ['Acme AS', 'Acme'], {
      status: {
        code: 'failing',
        parts: {
          connection: sweden.name,
          attempts: 3,
          at: ago(-240),
          message: 'The supplier SE-77 is locked by another user in Sweden. Close it there.',
        },
      },
      origin: { code: 'undo', parts: { connection: sweden.name, by: 'ann', at: ago(3_000), old: 'Acme' } },
    }),
  ],
};
const acmeVisma: RecordConnection = {
  connection: visma,
  link: null,
  saveWindow: null,
  fields: [
    field(fields.name, 'both', ['Acme AS', null], {
      status: { code: 'notLinked', parts: { connection: visma.name } },
      connection: {
        code: 'unreachable',
        parts: { connection: visma.name, at: ago(7_300), message: 'The connector at erp.example does not answer.' },
      },
    }),
  ],
};
export const recordScene: readonly RecordPage[] = [
  { record: records.acme, deleted: false, survivor: null, connections: [acmeDemo, acmeSweden, acmeVisma] },
  {
    record: records.nordic,
    deleted: true,
    survivor: null,
    connections: [
      {
        ...acmeDemo,
        link: {
          linkId: 21,
          actorType: 'Customer',
          erpKey: '10042',
          state: 'missingInErp',
          message: 'The ERP no longer returns Customer 10042.',
          nextTryAt: null,
        },
        fields: [
          field(fields.name, 'both', [null, records.nordic.name], {
            status: { code: 'missingInErp', parts: on },
            origin: { code: 'adopted', parts: on },
          }),
        ],
      },
    ],
  },
  { record: records.berg, deleted: false, survivor: null, connections: [] },
];

type RecordRoutes = Extract<KnownRoute, `GET /api/records${string}`>;
export function recordAnswers({ state }: World): {
  readonly [K in RecordRoutes]: (request: RequestOf<K>) => ResponseOf<K>;
} {
  return {
    'GET /api/records/:kind/:id': ({ params }) => {
      const found = state.scene.records.find(({ record }) => record.kind === params.kind && record.id === params.id);
      if (found === undefined) throw new Refusal('notFound');
      return found;
    },
    'GET /api/records': ({ query }) => ({
      records: state.scene.records
        .map(({ record }) => ({ ...record, about: '', canSync: false }))
        .filter(({ id, name }) => String(id) === query.text || name.toLowerCase().includes(query.text.toLowerCase())),
    }),
  };
}
