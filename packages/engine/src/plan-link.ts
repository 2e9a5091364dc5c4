/** One link through `decide`, field by field: what to write to which side, the base it leaves, and the log. Pure. */
import { type Actor, decodeValue, type ErpActorType } from '@kobling/sdk';
import type { MergeMode } from './decide.ts';
import type {
  ActorMapping,
  BaseField,
  ConnectionSetup,
  CrmRow,
  FieldMapping,
  IntentField,
  Link,
  LogEntry,
} from './model.ts';
import { planField, type Seen } from './plan-field.ts';
import { type LinkDraft, recordEffect } from './record-effect.ts';
import type { LateValue, NewHeld, PlanRow } from './ports.ts';
import { isNormalisationOf } from './values/equality.ts';
import { erpName } from './values/names.ts';

export interface LinkPlan {
  readonly link: Link;
  readonly mapping: ActorMapping;
  readonly actor: Actor;
  readonly crmWrites: Readonly<Record<string, { readonly expected: string; readonly value: string }>>;
  readonly base: Readonly<Record<string, BaseField>>;
  readonly logs: readonly LogEntry[];
  readonly intent: Readonly<Record<string, IntentField>>;
  /** Fields with an intent under way: left alone now, looked at again once it is settled. */
  readonly waiting: boolean;
  readonly rows: readonly PlanRow[];
  /** What a person is asked about (H28). */
  readonly questions: readonly NewHeld[];
  /** The CRM's side as it was read. */
  readonly row: CrmRow;
  /** Late values that were met and are dealt with, by id. */
  readonly servedLate: readonly number[];
}

export interface LinkView {
  readonly setup: ConnectionSetup;
  readonly mapping: ActorMapping;
  readonly link: Link;
  readonly actor: Actor;
  readonly row: CrmRow;
  readonly underWay: ReadonlySet<string> | undefined;
  readonly mode: MergeMode;
  readonly keepOverBlank: boolean;
  readonly retryRefused: boolean;
  /** Only these fields, `actorType erpField`: what a plan decides on, also while it waits (H19). */
  readonly only?: ReadonlySet<string> | undefined;
  /** First connect: CRM field to the value that a person chose for both sides. */
  readonly chosen?: Readonly<Record<string, string>> | undefined;
  /** Values of this link that may land late (H13). */
  readonly late?: readonly LateValue[] | undefined;
}

export function planLink(view: LinkView): LinkPlan {
  const draft: LinkDraft = { crmWrites: {}, base: {}, logs: [], intent: {}, rows: [], questions: [] };
  const servedLate: number[] = [];
  let waiting = false;
  for (const mapping of view.mapping.fields) {
    if (!concerns(view, mapping)) continue;
    if (view.underWay?.has(mapping.erpField) === true) {
      waiting = true;
      continue;
    }
    const erp = seenInErp(view.setup, mapping, view.actor);
    const crm = view.row.values[mapping.crmField];
    const late = view.late?.filter((value) => value.erpField === mapping.erpField) ?? [];
    const chosen = view.chosen?.[mapping.crmField];
    const effect = planField({
      setup: view.setup,
      mapping,
      base: view.link.base[mapping.erpField],
      erp,
      crm,
      row: view.row,
      mode: view.mode,
      keepOverBlank: view.keepOverBlank,
      retryRefused: view.retryRefused,
      ...(chosen !== undefined && { chosen }),
      ...(late.length > 0 && { late: late.map(({ value }) => value) }),
    });
    if (effect.do === 'writeErp' && effect.kind === 'conflict') servedLate.push(...metBy(view, mapping, erp, late));
    recordEffect(draft, { view, mapping, erp: 'value' in erp ? erp.value : null, crm: crm ?? '' }, effect);
  }
  return { link: view.link, mapping: view.mapping, actor: view.actor, row: view.row, waiting, servedLate, ...draft };
}

const metBy = (view: LinkView, mapping: FieldMapping, erp: Seen, late: readonly LateValue[]): readonly number[] =>
  'value' in erp
    ? late.filter(({ value }) => isNormalisationOf(mapping, value, erp.value, view.setup.card)).map(({ id }) => id)
    : [];

export const fieldName = (actorType: ErpActorType, erpField: string): string => `${actorType} ${erpField}`;

/** A field that waits for a plan is left alone by all but that plan (H19). */
function concerns({ setup, link, only }: LinkView, { erpField }: FieldMapping): boolean {
  const name = fieldName(link.actorType, erpField);
  return only === undefined ? setup.waitingFields?.has(name) !== true : only.has(name);
}

/** The actor's value as canonical text. Absent is not blank, unless the card says that this connector omits blanks (H05). */
export function seenInErp(setup: ConnectionSetup, mapping: FieldMapping, actor: Actor): Seen {
  const wire = actor.fieldValues[mapping.erpField];
  if (wire === undefined) return setup.card.omitsBlanks ? { value: '' } : { unseen: true };
  const decoded = decodeValue(mapping.erpType, wire);
  if (!decoded.ok) return { bad: decoded.reason.message };
  // No store can keep these; one such value must not stop a batch.
  if (decoded.value.includes('\0') || !decoded.value.isWellFormed()) {
    return {
      bad: `${erpName(mapping)} holds a character that is no text (NUL or half of a pair). Correct it in the ERP.`,
    };
  }
  return { value: decoded.value };
}
