/** The form of a new record in the ERP: filled from the CRM through the mapping and from the defaults. */
import { type EntityRef, effectiveDirection, type FieldMapping, toErp } from '@kobling/engine';
import { done, type ErpActorType, type Outcome, rejected, textIn } from '@kobling/sdk';
import { type ActorField, actorFields, readCrm } from '@kobling/store';
import type { ServiceHub } from '../service-hub.ts';
import { mayUseActive, type User } from './access.ts';
import { isAsked, isMandatory, isWritable } from './create.ts';
import { type NamedItem, listsOf } from './lists.ts';

export interface NewActorField {
  readonly field: ActorField;
  readonly mandatory: boolean;
  /** Canonical. */
  readonly value: string;
  readonly items: readonly NamedItem[];
  /** Why the CRM's value cannot be carried. */
  readonly problem: string | null;
}

/** What is sent and what is asked for, in rank order. Rejected `connection.*`, `mapping.unknown`, `crm.notFound`. */
export async function newActorForm(
  hub: ServiceHub,
  wish: { readonly connectionId: number; readonly actorType: ErpActorType; readonly entity: EntityRef },
  user: User,
  asking: { readonly language: string; readonly signal: AbortSignal },
): Promise<Outcome<readonly NewActorField[]>> {
  const { connectionId, actorType, entity } = wish;
  const connection = await mayUseActive(hub, connectionId, user, 'create');
  if (connection.status !== 'done') return connection;
  const setup = await hub.store.setup(connectionId);
  const mapping = setup?.mappings.find((each) => each.actorType === actorType);
  if (setup === undefined || mapping === undefined || mapping.entity !== entity.kind)
    return rejected(
      'mapping.unknown',
      `${actorType} is not mapped to a ${entity.kind} on ${textIn(asking.language, connection.value.name)}. Choose another actor type.`,
    );
  const sent = mapping.fields.filter(isSent);
  const keys = sent.map(({ crmField }) => crmField);
  const row = (await readCrm(hub.db, entity.kind, [entity.id], keys)).get(entity.id);
  if (row === undefined)
    return rejected('crm.notFound', `There is no ${entity.kind} ${entity.id}, or it was deleted. Look it up again.`);
  const fields = (await actorFields(hub.db, connectionId, actorType)).filter(
    (field) => isWritable(field) && (isAsked(field) || sent.some(({ erpField }) => erpField === field.fieldKey)),
  );
  const lists = await listsOf(
    hub,
    connectionId,
    fields.map(({ listName }) => listName),
    asking,
  );
  return done(
    fields.map((field) => ({
      field,
      mandatory: isMandatory(field),
      items: lists.get(field.listName) ?? [],
      ...filledFrom(
        row.values,
        sent.find(({ erpField }) => erpField === field.fieldKey),
        field,
        setup.zone,
      ),
    })),
  );
}

function isSent(mapping: FieldMapping): boolean {
  const direction = effectiveDirection(mapping);
  return direction === 'both' || direction === 'toErp';
}

function filledFrom(
  values: Readonly<Record<string, string>>,
  mapping: FieldMapping | undefined,
  { hasDefault, firstSyncDefault }: ActorField,
  zone: string,
): Pick<NewActorField, 'value' | 'problem'> {
  const held = mapping === undefined ? '' : (values[mapping.crmField] ?? '');
  const fallback = hasDefault ? firstSyncDefault : '';
  if (mapping === undefined || held === '') return { value: fallback, problem: null };
  const carried = toErp(mapping, held, zone);
  return carried.ok ? { value: carried.value, problem: null } : { value: '', problem: carried.message };
}
