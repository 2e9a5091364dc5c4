/** Before a record is connected: both sides of every field with what may be chosen of them (rule 18), and what is still to be filled in (rule 11). */
import {
  type CrmField,
  type EntityRef,
  effectiveDirection,
  type FieldMapping,
  toCrm,
  type ConnectionSetup,
} from '@kobling/engine';
import { done, type ErpActorType, type Outcome, rejected, textIn } from '@kobling/sdk';
import { type ActorField, actorFields, crmFields, crmListItems } from '@kobling/store';
import type { ServiceHub } from '../service-hub.ts';
import { mayUseActive, type User } from './access.ts';
import { startConnect } from './connect.ts';
import { isMandatory } from './create.ts';
import type { NamedItem } from './lists.ts';
import { type SideValue, valuesFromCrm, valuesFromErp } from './values.ts';

export interface PairWish {
  readonly connectionId: number;
  readonly actorType: ErpActorType;
  readonly erpKey: string;
  readonly entity: EntityRef;
}
export type OnlyWhy = 'crmReadOnly' | 'erpReadOnly' | 'erpUnreadable' | 'crmMandatory' | 'erpMandatory';
export interface FieldChoice {
  readonly mapping: FieldMapping;
  readonly crmField: CrmField;
  readonly erpField: ActorField;
  readonly crm: SideValue;
  /** Undefined: it has no form in the CRM. */
  readonly erp: SideValue | undefined;
  readonly same: boolean;
  readonly preferred: 'crm' | 'erp';
  readonly only: OnlyWhy | null;
}
/** A field that is blank on both sides and that a person is asked for: in the CRM's form. */
export interface FieldToFill {
  readonly crmField: CrmField;
  readonly erpField: ActorField;
  readonly mandatory: boolean;
  readonly value: string;
  readonly items: readonly NamedItem[];
}
export interface FieldChoices {
  readonly choices: readonly FieldChoice[];
  readonly toFill: readonly FieldToFill[];
}
interface Asking {
  readonly language: string;
  readonly signal: AbortSignal;
}

/** In rank order. Rejected `connection.*`, `mapping.unknown`, `crm.notFound`, `actor.unknown`, or as the ERP said. */
export async function fieldChoices(
  hub: ServiceHub,
  wish: PairWish,
  user: User,
  { language, signal }: Asking,
): Promise<Outcome<FieldChoices>> {
  const connection = await mayUseActive(hub, wish.connectionId, user, 'connect');
  if (connection.status !== 'done') return connection;
  const setup = await hub.store.setup(wish.connectionId);
  const mapping = setup?.mappings.find(({ actorType }) => actorType === wish.actorType);
  if (setup === undefined || mapping === undefined || mapping.entity !== wish.entity.kind)
    return rejected(
      'mapping.unknown',
      `${wish.actorType} is not mapped to a ${wish.entity.kind} on ${textIn(language, connection.value.name)}. Choose another actor type.`,
    );
  const ours = await valuesFromCrm(hub, wish.entity, user, language);
  if (ours.status !== 'done') return ours;
  const theirs = await valuesFromErp(hub, wish, user, language, signal);
  if (theirs.status !== 'done') return theirs;
  const known = await crmFields(hub.db, mapping.entity);
  const fields = await actorFields(hub.db, wish.connectionId, wish.actorType);
  const items = await crmListItems(hub.db);
  const choices: FieldChoice[] = [];
  const toFill: FieldToFill[] = [];
  for (const erpField of fields) {
    const mapped = mapping.fields.find((each) => each.erpField === erpField.fieldKey);
    const crmField = known.find(({ key }) => key === mapped?.crmField);
    const crm = ours.value.find((side) => side.crmField === mapped?.crmField);
    if (mapped === undefined || crmField === undefined || crm === undefined) continue;
    const erp = theirs.value.find((side) => side.crmField === mapped.crmField);
    if (crm.value === '' && erp?.value === '' && isAskedFor(erpField) && isFillable(mapped)) {
      const offered = items.filter(({ list }) => list === crmField.list);
      toFill.push({
        crmField,
        erpField,
        mandatory: isMandatory(erpField),
        value: defaultInCrm(mapped, erpField, setup),
        items: offered
          .filter(({ id }) => mapped.items === undefined || mapped.items.toErp.has(String(id)))
          .map(({ id, name }) => ({ key: String(id), name: textIn(language, name) })),
      });
    } else choices.push(choiceOf(setup, { mapping: mapped, crmField, erpField, crm, erp }));
  }
  return done({ choices, toFill });
}

const isAskedFor = (field: ActorField): boolean => isMandatory(field) || field.promptUser || field.hasDefault;
const isFillable = (mapping: FieldMapping): boolean => effectiveDirection(mapping) === 'both';

function defaultInCrm(
  mapping: FieldMapping,
  { hasDefault, firstSyncDefault }: ActorField,
  setup: ConnectionSetup,
): string {
  if (!hasDefault || firstSyncDefault === '') return '';
  const carried = toCrm(mapping, firstSyncDefault, setup.zone);
  return carried.ok ? carried.value : '';
}

type Pair = Omit<FieldChoice, 'same' | 'preferred' | 'only'>;

function choiceOf(setup: ConnectionSetup, pair: Pair): FieldChoice {
  const { crm, erp } = pair;
  const same = erp?.value === crm.value;
  const only = same ? null : onlyOne(pair);
  return { ...pair, same, only: only?.why ?? null, preferred: only?.side ?? preferredSide(setup, pair) };
}

/** A side that may not be written cannot lose (rule 18). */
function onlyOne({ mapping, crm, erp }: Pair): { readonly side: 'crm' | 'erp'; readonly why: OnlyWhy } | undefined {
  if (erp === undefined) return { side: 'crm', why: 'erpUnreadable' };
  const direction = effectiveDirection(mapping);
  if (direction === 'fromErp') return { side: 'erp', why: 'erpReadOnly' };
  if (direction === 'toErp') return { side: 'crm', why: 'crmReadOnly' };
  if (erp.value === '' && mapping.crmMandatory) return { side: 'crm', why: 'crmMandatory' };
  if (crm.value === '' && mapping.erpAccess === 'mandatory') return { side: 'erp', why: 'erpMandatory' };
  return undefined;
}

/** What is filled goes before what is blank; else who ranks higher. */
function preferredSide(setup: ConnectionSetup, { crm, erp }: Pair): 'crm' | 'erp' {
  if (erp === undefined || erp.value === '') return 'crm';
  if (crm.value === '') return 'erp';
  return setup.rank < setup.crmRank ? 'erp' : 'crm';
}

export interface SidesWish extends PairWish {
  /** CRM field to the side whose value stands: whatever stands there now, not what a page showed a while ago (H12). */
  readonly sides: Readonly<Record<string, 'crm' | 'erp'>>;
  /** CRM field to what was filled in. */
  readonly filled: Readonly<Record<string, string>>;
}

/** Done: the id of the request that links them. Rejected as `startConnect` and `fieldChoices`. */
export async function startConnectBySides(
  hub: ServiceHub,
  { sides, filled, ...pair }: SidesWish,
  user: User,
  asking: Asking,
): Promise<Outcome<number>> {
  const now = await fieldChoices(hub, pair, user, asking);
  if (now.status !== 'done') return now;
  const chosen: Record<string, string> = { ...filled };
  for (const { crmField, crm, erp, same } of now.value.choices) {
    const side = sides[crmField.key];
    const value = side === undefined || same ? undefined : (side === 'crm' ? crm : erp)?.value;
    if (value !== undefined) chosen[crmField.key] = value;
  }
  return startConnect(hub, { ...pair, chosen }, user);
}
