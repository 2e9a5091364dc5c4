/** What a new or newly connected actor is given where both sides are blank (rule 11). */
import { decodeValue, done, type Outcome, rejected, textIn } from '@kobling/sdk';
import { erpListItems, type FieldDefinition } from '@kobling/store';
import type { ServiceHub } from '../service-hub.ts';
import { findField } from './mapping.ts';
import { writeMapping } from './write-mapping.ts';

export interface DefaultWish {
  readonly hasDefault: boolean;
  /** Wire-encoded or plain; of a list field an item key. */
  readonly value: string;
  readonly promptUser: boolean;
  readonly mandatory: boolean;
  /** As the person saw it, canonical: what another one chose meanwhile is not overwritten unseen (H12). */
  readonly seen?: Omit<DefaultWish, 'seen'>;
}

/** Rejected `default.*` names the field and what is wrong. */
export async function keepDefault(hub: ServiceHub, fieldId: number, wish: DefaultWish, by: string): Promise<Outcome> {
  const found = await findField(hub, fieldId);
  if (found.status !== 'done') return found;
  const { connection, mapping, field } = found.value;
  if (wish.seen !== undefined && shapeOf(wish.seen) !== shapeOf({ ...field, value: field.firstSyncDefault }))
    return rejected(
      'default.moved',
      `Somebody else changed the default of ${field.fieldKey} meanwhile. Nothing was saved. Look at it as it is now, then save again.`,
    );
  const value = wish.hasDefault ? await readValue(hub, connection.id, field, wish.value) : done('');
  if (value.status !== 'done') return value;
  if (wish.mandatory && !wish.hasDefault && !wish.promptUser) {
    return rejected(
      'default.mandatory',
      `${field.fieldKey} can be mandatory only with a value, or when the user is asked for one. Tick one of them too.`,
    );
  }
  const { hasDefault, promptUser, mandatory } = wish;
  const kept = { ...field, hasDefault, firstSyncDefault: value.value, promptUser, mandatory };
  const fields = mapping.fields.map((one) => (one === field ? kept : one));
  const written = await writeMapping(hub, found.value, { ...mapping, fields }, by);
  return written.status === 'done' ? done(undefined) : written;
}

/** What is kept of a value while no default is set does not count. */
const shapeOf = ({ hasDefault, value, promptUser, mandatory }: Omit<DefaultWish, 'seen'>): string =>
  JSON.stringify([hasDefault, hasDefault ? value : '', promptUser, mandatory]);

async function readValue(
  hub: ServiceHub,
  connectionId: number,
  field: FieldDefinition,
  text: string,
): Promise<Outcome<string>> {
  const decoded = decodeValue(field.type, text);
  if (!decoded.ok)
    return rejected('default.value', `The default of ${field.fieldKey}: ${textIn('en', decoded.reason.message)}`);
  if (field.maxLength > 0 && decoded.value.length > field.maxLength)
    return rejected(
      'default.tooLong',
      `The default of ${field.fieldKey} has ${decoded.value.length} characters; ${field.maxLength} fit.`,
    );
  if (field.type !== 'list' || decoded.value === '') return done(decoded.value);
  const items = (await erpListItems(hub.db, connectionId)).filter(({ listName }) => listName === field.listName);
  if (items.length === 0 || items.some(({ itemKey }) => itemKey === decoded.value)) return done(decoded.value);
  return rejected(
    'default.item',
    `The default of ${field.fieldKey}: the ERP list ${field.listName} has no item ${JSON.stringify(decoded.value)}. Choose one of the list.`,
  );
}
