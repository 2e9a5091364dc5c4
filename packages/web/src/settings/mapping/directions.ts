/** May an ERP field and a CRM field be synced this way? Domain rules 4 and 5, as the person chooses; the hub decides anew. */
import type { DirectionProblem, ErpField, FieldChoice, Fit, MappableField, MappingSetup } from '@kobling/contract';

export type Way = 'toCrm' | 'toErp';
export type WhyNot = DirectionProblem | 'noCrmField' | 'missingInErp' | 'missingInCrm' | 'writtenElsewhere';
type Direction = keyof Fit;

export const directionOf = ({ toCrm, toErp }: Pick<FieldChoice, Way>): Direction | undefined =>
  toCrm ? (toErp ? 'both' : 'fromErp') : toErp ? 'toErp' : undefined;

export interface Pair {
  readonly field: ErpField;
  /** Undefined: none is chosen, or the CRM has it no more. */
  readonly crm: MappableField | undefined;
  readonly fits: MappingSetup['fits'];
}

/** Why the field cannot be synced as `choice` says; undefined: it can. */
export function whyNot({ field, crm, fits }: Pair, choice: FieldChoice): WhyNot | undefined {
  const direction = directionOf(choice);
  if (direction === undefined) return undefined;
  if (field.missingInErp) return 'missingInErp';
  if (choice.crmField === null) return 'noCrmField';
  if (crm === undefined) return 'missingInCrm';
  if (direction !== 'fromErp' && field.readOnly) return 'readOnlyInErp';
  if (direction !== 'toErp' && crm.readOnly) return 'readOnlyInCrm';
  const problem = fits[field.type]?.[crm.type]?.[direction] ?? undefined;
  if (problem !== undefined && !(problem === 'onlyWithLoss' && choice.lossy)) return problem;
  return isWrittenElsewhere(crm, direction) ? 'writtenElsewhere' : undefined;
}

/** One field is written by one connection, unless all that write it sync it both ways. */
const isWrittenElsewhere = ({ writtenBy }: MappableField, direction: Direction): boolean =>
  direction === 'fromErp' ? writtenBy.length > 0 : direction === 'both' && writtenBy.some(({ twoWay }) => !twoWay);

export const pressed = (choice: FieldChoice, way: Way): FieldChoice => ({ ...choice, [way]: !choice[way] });

/** Another CRM field: directions that it does not allow are turned off. */
export function withCrmField(pair: Pair, choice: FieldChoice, crm: MappableField | undefined): FieldChoice {
  if (crm === undefined) return { ...choice, crmField: null, toCrm: false, toErp: false, lossy: false };
  const chosen = { ...choice, crmField: crm.key };
  return firstPossible({ ...pair, crm }, [
    chosen,
    { ...chosen, toErp: false },
    { ...chosen, toCrm: false },
    { ...chosen, toCrm: false, toErp: false, lossy: false },
  ]);
}

/** As much of both ways as the pair allows. */
export const widest = (pair: Pair, choice: FieldChoice): FieldChoice =>
  firstPossible(pair, [
    { ...choice, toCrm: true, toErp: true },
    { ...choice, toCrm: true, toErp: false },
    { ...choice, toCrm: false, toErp: true },
    choice,
  ]);

const firstPossible = (pair: Pair, choices: readonly [...FieldChoice[], FieldChoice]): FieldChoice =>
  choices.find((choice) => whyNot(pair, choice) === undefined) ?? (choices.at(-1) as FieldChoice);

/** Loss can be allowed where a way fits only with it. */
export const mayLose = ({ field, crm, fits }: Pair): boolean =>
  crm !== undefined &&
  (['fromErp', 'toErp'] as const).some((way) => fits[field.type]?.[crm.type]?.[way] === 'onlyWithLoss');

/** Could any direction be chosen? Else why not. */
export function whyNoWay(pair: Pair): WhyNot | undefined {
  const bare = { crmField: pair.crm?.key ?? '', lossy: true, showInTab: false, showInSearch: false };
  const ways = [
    { ...bare, toCrm: true, toErp: false },
    { ...bare, toCrm: false, toErp: true },
    { ...bare, toCrm: true, toErp: true },
  ].map((choice) => whyNot(pair, choice));
  return ways.includes(undefined) ? undefined : ways[0];
}

/** Why the row needs somebody: it would stop the connection, or nothing can be done with it. */
export function attention(pair: Pair, choice: FieldChoice): WhyNot | 'mandatoryUnmapped' | undefined {
  const { field, crm } = pair;
  if (field.missingInErp) return choice.crmField === null ? undefined : 'missingInErp';
  if (choice.crmField !== null && crm === undefined) return 'missingInCrm';
  if (field.mandatory && !field.hasDefault && directionOf(choice) === undefined) return 'mandatoryUnmapped';
  return whyNot(pair, choice);
}

/** Does it change what is synced, rather than what is shown or only mapped? */
export const changesSync = (before: FieldChoice, after: FieldChoice): boolean =>
  directionOf(before) !== directionOf(after) ||
  (directionOf(after) !== undefined && (before.crmField !== after.crmField || before.lossy !== after.lossy));
