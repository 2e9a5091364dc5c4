/**
 * A history is its seed: how many ERPs there are and what each is like, which fields are synced in which direction, what goes
 * wrong and how often. Every option has dice of its own, so that one that is overridden leaves the others as they were.
 */
import { type CapabilityCard, defaultCard, type LastModifiedKind, type Normaliser } from '@kobling/sdk';
import { type Fault, type FaultKind, faultKinds, type MemoryBehaviour, type StampKind } from '@kobling/sdk/memory';
import { type ChosenField, crmItems, pairings, type SimActorType } from './catalogue.ts';
import type { BrakeCaps } from '@kobling/engine';
import { type Dice, diceFor } from './dice.ts';

/** What goes wrong outside of single calls. */
export const troubles = [
  'kill', // a worker dies at a step (F17)
  'sleep', // a worker sleeps past its lease and goes on (F18)
  'stop', // the hub is asked to stop (SIGTERM)
  'parallel', // several workers at once (F19)
  'store', // the database fails before or after a commit (F20)
  'clock', // the hub's wall clock is set (F12)
  'hidden', // edits that leave LastModified as it was (F12)
  'late', // commits whose LastModified lies in the past (F11)
  'vanish', // a field leaves the ERP for a while (F15)
  'poison', // values that the ERP refuses (H31)
  'aheadStamp', // a record dated 2099 (H22)
  'brake', // caps so low that people are asked all the time (H18)
] as const;
export type Trouble = (typeof troubles)[number];

export interface ErpOptions {
  readonly types: readonly SimActorType[];
  readonly fields: Readonly<Partial<Record<SimActorType, readonly ChosenField[]>>>;
  readonly stampKind: StampKind;
  readonly behaviour: Partial<Omit<MemoryBehaviour, 'reject'>>;
  readonly card: CapabilityCard;
  readonly zone: string;
  /** Absent: the defaults, which no history of a few records ever reaches. */
  readonly brake?: BrakeCaps;
  readonly faults: readonly Fault[];
}
export interface SimOptions {
  readonly seed: number;
  readonly erps: readonly ErpOptions[];
  /** Highest first; numbers are places in `erps`. */
  readonly priority: readonly (number | 'crm')[];
  readonly companies: number;
  readonly persons: number;
  readonly projects: number;
  /** Records are linked in bulk at the start, in contrast to one by one. */
  readonly bulk: boolean;
  readonly steps: number;
  readonly troubles: readonly Trouble[];
  /** Steps that are left out: a shrunk history. */
  readonly skip: readonly number[];
}
/** What a shrunk history sets: everything else comes from the seed. */
export interface Overrides {
  readonly connections?: number;
  readonly companies?: number;
  readonly persons?: number;
  readonly projects?: number;
  readonly steps?: number;
  readonly faults?: readonly FaultKind[];
  readonly troubles?: readonly Trouble[];
  readonly skip?: readonly number[];
  /** The ERPs write numbers and dates as these cultures do, in turn, and the hub reads them so. */
  readonly cultures?: readonly string[];
}

export function optionsFor(seed: number, overrides: Overrides = {}): SimOptions {
  const sizes = diceFor(seed, 'sizes');
  const drawn = {
    connections: sizes.oneOf(1, 1, 2, 2, 3),
    companies: sizes.between(2, 7),
    persons: sizes.chance(0.4) ? sizes.between(1, 4) : 0,
    projects: sizes.chance(0.15) ? sizes.between(1, 3) : 0,
    // Mostly short: what goes wrong in a few steps is found in many short histories sooner than in few long ones.
    steps: sizes.chance(0.8) ? sizes.between(12, 50) : sizes.between(50, 110),
    bulk: sizes.chance(0.4),
  };
  const connections = overrides.connections ?? drawn.connections;
  const places = Array.from({ length: connections }, (_, place) => place);
  const persons = overrides.persons ?? drawn.persons;
  const projects = overrides.projects ?? drawn.projects;
  const types: SimActorType[] = [
    'Customer',
    ...(persons > 0 ? (['Person'] as const) : []),
    ...(projects > 0 ? (['Project'] as const) : []),
  ];
  const fields = new Map(types.map((type) => [type, fieldsFor(seed, type, connections)]));
  const calm = diceFor(seed, 'calm').chance(0.15);
  const allowed = overrides.faults === undefined ? undefined : new Set(overrides.faults);
  const inTrouble = overrides.troubles ?? (calm ? [] : troublesFor(seed));
  return {
    seed,
    erps: places.map((place) => ({
      ...spoken(
        erpFor(seed, place, types, fields, calm, allowed),
        overrides.cultures?.[place % overrides.cultures.length],
      ),
      ...(inTrouble.includes('brake') && { brake: brakeFor(diceFor(seed, 'brake', place)) }),
    })),
    priority: diceFor(seed, 'priority').shuffled<number | 'crm'>([...places, 'crm']),
    companies: overrides.companies ?? drawn.companies,
    persons,
    projects,
    bulk: drawn.bulk,
    steps: overrides.steps ?? drawn.steps,
    troubles: inTrouble,
    skip: overrides.skip ?? [],
  };
}

const spoken = (erp: ErpOptions, culture: string | undefined): ErpOptions => ({
  ...erp,
  behaviour: { ...erp.behaviour, writesAs: culture },
});

const brakeFor = (dice: Dice): BrakeCaps => ({
  blankings: { atLeast: dice.between(0, 2), percent: 0 },
  sameValue: { atLeast: dice.oneOf(0, 1, 1, 2), percent: 0 },
  creates: { atLeast: dice.between(0, 2), percent: 0 },
});

function troublesFor(seed: number): readonly Trouble[] {
  const dice = diceFor(seed, 'troubles');
  return troubles.filter(() => dice.chance(0.3));
}

/** Which fields of a type are synced, and how on each connection. A CRM field has one writer, unless all its mappings are two-way. */
function fieldsFor(seed: number, type: SimActorType, connections: number): readonly (readonly ChosenField[])[] {
  const dice = diceFor(seed, 'fields', type);
  const perConnection: ChosenField[][] = Array.from({ length: connections }, () => []);
  for (const [rank, pair] of pairings[type].entries()) {
    const writer = dice.between(0, connections - 1);
    const way = rank === 0 ? 'both' : dice.oneOf('both', 'both', 'both', 'both', 'oneWriter', 'toErp');
    for (const [place, fields] of perConnection.entries()) {
      const own = diceFor(seed, 'field', type, pair.erp, place);
      if (rank > 0 && !own.chance(0.45)) continue;
      const direction =
        way === 'both'
          ? own.chance(0.9)
            ? 'both'
            : 'toErp'
          : way === 'oneWriter' && place === writer
            ? 'fromErp'
            : 'toErp';
      fields.push({
        erp: pair.erp,
        direction,
        lossy: direction !== 'both' && own.chance(0.5),
        ...(direction !== 'fromErp' && defaultFor(own, pair.erp)),
        ...(pair.crmType === 'list' && { mappedItems: crmItems.slice(0, own.between(1, 3)) }),
      });
    }
  }
  return perConnection;
}

function defaultFor(dice: Dice, erpField: string): { defaultValue: string } | undefined {
  if (!dice.chance(0.15)) return undefined;
  if (erpField === 'CustGr') return { defaultValue: '1' };
  return erpField === 'City' || erpField === 'Phone' ? { defaultValue: 'none' } : undefined;
}

function erpFor(
  seed: number,
  place: number,
  types: readonly SimActorType[],
  fields: ReadonlyMap<SimActorType, readonly (readonly ChosenField[])[]>,
  calm: boolean,
  allowed: ReadonlySet<FaultKind> | undefined,
): ErpOptions {
  const dice = diceFor(seed, 'erp', place);
  const stampKind = dice.oneOf<StampKind>('decimal', 'ticks', 'dateTime', 'ordinal');
  const normalise = (['trim', 'case', 'whitespace', 'cut', 'round', 'dateGrain'] as const).filter(() =>
    dice.chance(0.15),
  );
  const behaviour = {
    normalise: [...normalise],
    omitBlanks: dice.chance(0.2),
    plainWire: dice.chance(0.2),
    pollLag: dice.chance(0.25) ? dice.between(1, 4) : 0,
    searchLag: dice.chance(0.2) ? dice.between(1, 4) : 0,
    rewritesWholeRecords: dice.chance(0.2),
    comparesExpected: dice.chance(0.5),
    stampsEverySave: dice.chance(0.2),
    stampGrain: dice.chance(0.2) ? dice.between(2, 4) : 1,
    writesAs: undefined,
  };
  const faultDice = diceFor(seed, 'faults', place);
  const drawn = faultKinds.flatMap((fault): Fault[] => {
    const on = faultDice.chance(0.18);
    const rate = 0.02 + faultDice.next() * 0.12;
    return on && !calm ? [{ fault, rate }] : [];
  });
  const faults = allowed === undefined ? drawn : drawn.filter(({ fault }) => allowed.has(fault));
  const card = cardFor(dice, stampKind, behaviour, normalise);
  return {
    types,
    fields: Object.fromEntries(types.map((type) => [type, fields.get(type)?.[place] ?? []])),
    stampKind,
    behaviour,
    // A search that now and then finds nothing, and says that all is well, is not complete (H09).
    card: faults.some(({ fault }) => fault === 'emptySuccess') ? { ...card, searchIsComplete: false } : card,
    zone: dice.oneOf('UTC', 'Europe/Oslo', 'America/New_York'),
    faults,
  };
}

/** The card tells the truth about the behaviour; sometimes it promises less than there is. */
function cardFor(
  dice: Dice,
  stampKind: StampKind,
  behaviour: Omit<MemoryBehaviour, 'reject'>,
  normalisers: readonly Normaliser[],
): CapabilityCard {
  const lastModifiedKind: LastModifiedKind = stampKind === 'ticks' ? 'decimal' : stampKind;
  const modest = dice.chance(0.2);
  return {
    ...defaultCard,
    lastModifiedKind,
    omitsBlanks: behaviour.omitBlanks,
    partialSave: !behaviour.rewritesWholeRecords,
    pollsAreCurrent: behaviour.pollLag === 0 && !modest,
    searchIsComplete: behaviour.searchLag === 0 && !modest,
    comparesExpected: behaviour.comparesExpected && !modest,
    normalisers,
    overlapMs: dice.oneOf(0, 10_000, 60_000),
    sweepPeriodMs: dice.oneOf(60_000, 3_600_000, 24 * 3_600_000),
    saveBatch: dice.oneOf(1, 2, 100),
    readBatch: dice.oneOf(1, 3, 500),
    fencesWrites: true,
  };
}
