/** Realistic states of a hub, as the contract shapes them. Times are relative to the moment the scene is made. */
import type { ConnectionOverview, Conflict, Failure, LogRow, Overview, RecordPage } from '@kobling/contract';
import { type AgreementScene, agreementScene, noAgreement } from './agreement.ts';
import { heldScene, type HeldScene } from './held.ts';
import { planScene, type PlanScene } from './plans.ts';
import { recordScene } from './record.ts';
import { ago, demo, fields, records, sweden, visma } from './scene-parts.ts';
import { noUndo, undoScene, type UndoScene } from './undo.ts';

export type SceneName = 'full' | 'empty' | 'unreachable' | 'calm';
export interface Scene {
  readonly overview: Overview;
  readonly log: readonly LogRow[];
  readonly conflicts: readonly Conflict[];
  readonly failures: readonly Failure[];
  readonly held: readonly HeldScene[];
  readonly plans: readonly PlanScene[];
  readonly agreement: AgreementScene;
  readonly records: readonly RecordPage[];
  readonly undo: UndoScene;
}

const connection = (
  from: Partial<ConnectionOverview> & Pick<ConnectionOverview, 'id' | 'name' | 'state'>,
): ConnectionOverview => ({
  connector: 'Workbook',
  active: true,
  links: 0,
  lastRunAt: ago(12),
  answeredAt: from.lastRunAt === undefined ? ago(12) : from.lastRunAt,
  lastRun: { crmWrites: 0, erpWrites: 0, conflicts: 0, failures: 0 },
  waiting: 0,
  conflicts: 0,
  failed: 0,
  nextTryAt: null,
  hold: null,
  healthMessage: null,
  progress: null,
  ...from,
});

function activity(peaks: boolean): Overview['activity'] {
  const start = Math.floor(Date.now() / 60_000) * 60_000 - 59 * 60_000;
  return Array.from({ length: 60 }, (_, index) => ({
    at: new Date(start + index * 60_000).toISOString(),
    crmWrites: peaks ? (index * 7) % 11 : 0,
    erpWrites: peaks ? (index === 41 ? 46 : (index * 5) % 7) : 0,
  }));
}

const plain: Omit<LogRow, 'id' | 'at'> = {
  kind: 'write',
  connection: demo,
  record: records.acme,
  field: fields.phone,
  side: 'crm',
  oldValue: '22 33 44 55',
  newValue: '22 33 44 66',
  loserValue: null,
  message: null,
  by: demo.name,
  runId: 1,
};
const shapes: readonly Partial<LogRow>[] = [
  {},
  { record: records.nordic, field: fields.group, side: 'erp', oldValue: 'Retail', newValue: 'Wholesale', by: 'ann' },
  {
    kind: 'conflict',
    record: records.bakeri,
    connection: sweden,
    field: fields.zip,
    side: 'crm',
    oldValue: '5105',
    newValue: '5104',
    loserValue: '5105',
  },
  { record: records.acme, field: fields.credit, oldValue: '50000.00', newValue: '75000.00' },
  {
    kind: 'failure',
    record: records.nordic,
    field: fields.name,
    side: null,
    oldValue: null,
    newValue: null,
    message:
      'The name of Nordic Møbelfabrikk & Sønner is 62 characters; Customer name holds 40. Shorten the name in the CRM.',
  },
  {
    kind: 'firstAgreement',
    record: records.pier,
    connection: sweden,
    field: fields.end,
    oldValue: '',
    newValue: '2027-03-31',
  },
  {
    kind: 'link',
    record: records.berg,
    field: null,
    side: null,
    oldValue: null,
    newValue: null,
    message: 'Linked to Person 401',
    by: 'ann',
  },
  {
    record: records.berg,
    field: fields.email,
    side: 'erp',
    oldValue: 'ingrid@old.example',
    newValue: 'ingrid.berg@acme.example',
    by: 'ann',
  },
  {
    kind: 'drift',
    record: records.acme,
    field: fields.blocked,
    side: null,
    oldValue: null,
    newValue: null,
    loserValue: 'true',
    message: 'Changed against a one-way direction; left alone.',
  },
  {
    kind: 'notice',
    record: null,
    field: null,
    side: null,
    oldValue: null,
    newValue: null,
    message: 'The customer list of ERP demo was shorter than expected; nothing was concluded from it.',
  },
];
export function logRow(id: number, secondsAgo: number): LogRow {
  const shape = shapes[id % shapes.length] ?? {};
  return { ...plain, by: (shape.connection ?? demo).name, ...shape, id, at: ago(secondsAgo) };
}
const log = (rows: number): LogRow[] =>
  Array.from({ length: rows }, (_, index) => logRow(rows - index, 4 + index * index));

/** What the record page of Acme AS tells of. */
const acmeLog: readonly LogRow[] = [
  {
    ...plain,
    id: 3,
    at: ago(90_000),
    kind: 'conflict',
    field: fields.name,
    oldValue: 'Acme A/S',
    newValue: 'Acme AS',
    loserValue: 'Acme International AS',
  },
  {
    ...plain,
    id: 2,
    at: ago(95_000),
    field: fields.group,
    side: 'erp',
    oldValue: '',
    newValue: 'Retail',
    by: 'ann',
  },
  {
    ...plain,
    id: 1,
    at: ago(95_000),
    kind: 'link',
    field: null,
    side: null,
    oldValue: null,
    newValue: null,
    message: 'Linked to Customer 10023',
    by: 'ann',
  },
];

const conflicts: readonly Conflict[] = [
  {
    id: 93,
    at: ago(40),
    connection: sweden,
    record: records.bakeri,
    field: fields.zip,
    crmValue: '5105',
    erpValue: '5104',
    winner: 'erp',
    winnerName: sweden.name,
    rule: 'priority',
  },
  {
    id: 92,
    at: ago(700),
    connection: sweden,
    record: records.nordic,
    field: fields.credit,
    crmValue: '80000.00',
    erpValue: '75000.5',
    winner: 'crm',
    winnerName: 'CRM',
    rule: 'priority',
  },
  {
    id: 90,
    at: ago(90_000),
    connection: demo,
    record: records.berg,
    field: fields.email,
    crmValue: '',
    erpValue: 'ingrid@acme.example',
    winner: 'erp',
    winnerName: demo.name,
    rule: 'oneWay',
  },
];
const failures: readonly Failure[] = [
  {
    linkId: 31,
    connection: demo,
    record: records.nordic,
    actorType: 'Customer',
    erpKey: '10871',
    state: 'active',
    message: null,
    keyDoubted: false,
    newKey: null,
    attempts: 1,
    nextTryAt: null,
    fields: [
      {
        field: fields.name,
        code: 'tooLong',
        message: 'The value is 62 characters; the ERP holds 40. Shorten the name in the CRM.',
      },
    ],
  },
  {
    linkId: 44,
    connection: demo,
    record: records.berg,
    actorType: 'Person',
    erpKey: '401',
    state: 'failing',
    message: 'The ERP refused the customer: its VAT number has no check digit. Correct it in the CRM.',
    keyDoubted: false,
    newKey: null,
    attempts: 4,
    nextTryAt: new Date(Date.now() + 240_000).toISOString(),
    fields: [],
  },
  {
    linkId: 51,
    connection: demo,
    record: records.acme,
    actorType: 'Customer',
    erpKey: '10023',
    state: 'held',
    message:
      'The key Customer 10023 may have been given to another record: Nm was "Acme", now it is "Beta". Say that it is the same, or disconnect it.',
    keyDoubted: true,
    newKey: null,
    attempts: 0,
    nextTryAt: null,
    fields: [],
  },
  {
    linkId: 52,
    connection: demo,
    record: records.nordic,
    actorType: 'Customer',
    erpKey: '10042',
    state: 'missingInErp',
    message: 'The ERP no longer returns Customer 10042.',
    keyDoubted: false,
    newKey: '77042',
    attempts: 0,
    nextTryAt: null,
    fields: [],
  },
];

const off: Overview = {
  running: true,
  intervalMs: 10_000,
  lastRunAt: ago(12),
  nextRunAt: new Date(Date.now() + 8_000).toISOString(),
  agreement: { total: 0, inStep: 0, waiting: 0, differ: 0, conflicts: 0, failed: 0 },
  openConflicts: 0,
  openFailures: 0,
  openPlans: 0,
  openHeld: 0,
  connections: [],
  activity: activity(false),
};

export function makeScene(name: SceneName): Scene {
  switch (name) {
    case 'empty':
      return {
        overview: { ...off, lastRunAt: null },
        log: [],
        conflicts: [],
        failures: [],
        held: [],
        plans: [],
        agreement: noAgreement,
        records: [],
        undo: noUndo,
      };
    case 'calm':
      return {
        overview: {
          ...off,
          agreement: { total: 12_410, inStep: 12_410, waiting: 0, differ: 0, conflicts: 0, failed: 0 },
          connections: [connection({ id: 1, name: demo.name, state: 'inStep', links: 12_410 })],
        },
        log: log(3),
        conflicts: [],
        failures: [],
        held: [],
        plans: [],
        agreement: noAgreement,
        records: [],
        undo: noUndo,
      };
    case 'full':
      return {
        overview: fullOverview(),
        log: [...log(120).slice(0, -acmeLog.length), ...acmeLog],
        conflicts,
        failures,
        held: heldScene,
        plans: planScene,
        agreement: agreementScene,
        records: recordScene,
        undo: undoScene,
      };
    case 'unreachable':
      return {
        overview: unreachableOverview(),
        log: log(20),
        conflicts: [],
        failures: [],
        held: [],
        plans: [],
        agreement: noAgreement,
        records: [],
        undo: noUndo,
      };
  }
}

function fullOverview(): Overview {
  return {
    ...off,
    agreement: { total: 41_203, inStep: 41_173, waiting: 0, differ: 25, conflicts: 3, failed: 2 },
    openConflicts: 3,
    openFailures: 2,
    openPlans: planScene.filter(({ plan }) => plan.waiting > 0).length,
    openHeld: heldScene.reduce((sum, each) => sum + each.rows.length, 0),
    activity: activity(true),
    connections: [
      connection({
        id: 1,
        name: demo.name,
        state: 'failed',
        links: 12_410,
        lastRun: { crmWrites: 3, erpWrites: 1, conflicts: 0, failures: 2 },
        failed: 2,
      }),
      connection({
        id: 2,
        name: sweden.name,
        state: 'conflicts',
        links: 9_800,
        lastRunAt: ago(40),
        conflicts: 3,
        waiting: 3,
      }),
      connection({
        id: 4,
        name: 'Warehouse Rotterdam',
        connector: 'ODATA',
        state: 'syncing',
        links: 18_993,
        progress: { done: 640, total: 1_000 },
        waiting: 360,
      }),
      connection({ id: 5, name: 'Berlin', state: 'inStep', links: 0, lastRunAt: ago(8) }),
      connection({ id: 6, name: 'Archive', state: 'off', active: false, lastRunAt: null, lastRun: null }),
    ],
  };
}
function unreachableOverview(): Overview {
  return {
    ...off,
    agreement: { total: 16_411, inStep: 16_294, waiting: 117, differ: 0, conflicts: 0, failed: 0 },
    connections: [
      connection({ id: 1, name: demo.name, state: 'inStep', links: 12_410 }),
      connection({
        id: 3,
        name: visma.name,
        connector: 'SOAP',
        state: 'unreachable',
        links: 4_001,
        lastRunAt: ago(7_300),
        lastRun: null,
        waiting: 117,
        nextTryAt: new Date(Date.now() + 245_000).toISOString(),
        healthMessage:
          'The connector at erp.example does not answer (connection refused). Start it, or correct its URL.',
      }),
      connection({
        id: 4,
        name: sweden.name,
        state: 'held',
        links: 9_800,
        hold: 'erp.restored',
        healthMessage: `${sweden.name} seems to have been restored from a backup: 34 of 9800 linked records are older than they were seen. Its sync rests. Look at the plan of what differs and apply it, or go on with the ERP as it is now: kobling connection resume "${sweden.name}".`,
      }),
    ],
  };
}
