/** The differences between a connection as stored and as wanted, in words. No words: nothing to change. */
import type { ConfigValues } from '@kobling/sdk';
import type { ConnectionDefinition, FieldDefinition, MappingDefinition } from '@kobling/store';
import type { DesiredConnection, DesiredField, DesiredMapping } from './desired.ts';
import { directionOf } from './direction.ts';

const directionWords = { both: 'both ways', fromErp: 'ERP to CRM', toErp: 'CRM to ERP', none: 'not synced' } as const;
const quoted = (text: string): string => JSON.stringify(text);
const shown = (text: string): string => (text === '' ? 'blank' : quoted(text));
const onOff = (flag: boolean): string => (flag ? 'yes' : 'no');

/** `config`: the stored values, opened. Secrets are compared, never shown. */
export function connectionWords(
  stored: ConnectionDefinition | undefined,
  config: ConfigValues,
  connectorName: string,
  wanted: DesiredConnection,
): readonly string[] {
  const name = wanted.name;
  if (stored === undefined) {
    const mapped = wanted.mappings.map(
      (mapping) =>
        `${mapping.actorType} with ${count(mapping.fields.filter((field) => field.crmField !== null).length, 'mapped field')}`,
    );
    return [
      `${name}: added on ${wanted.connectorName}, ${wanted.active ? 'active' : 'inactive'}${mapped.length === 0 ? '' : `; ${mapped.join(', ')}`}.`,
    ];
  }
  const words: string[] = [];
  if (stored.deleted) words.push(`${name}: comes back, with its ${count(stored.links, 'link')}.`);
  if (stored.name !== name) words.push(`${stored.name}: is named ${quoted(name)}.`);
  if (connectorName !== wanted.connectorName)
    words.push(`${name}: connector ${connectorName} → ${wanted.connectorName}.`);
  if (stored.description !== wanted.description)
    words.push(`${name}: description ${shown(stored.description)} → ${shown(wanted.description)}.`);
  if (stored.zone !== wanted.zone)
    words.push(`${name}: timezone ${stored.zone} → ${wanted.zone}; date-times begin a first agreement.`);
  if (stored.culture !== wanted.culture)
    words.push(`${name}: culture ${stored.culture || 'none'} → ${wanted.culture || 'none'}.`);
  if (brakeWords(stored.brake) !== brakeWords(wanted.brake))
    words.push(`${name}: brake ${brakeWords(stored.brake)} → ${brakeWords(wanted.brake)}.`);
  words.push(...configWords(name, stored, config, wanted), ...accessWords(name, stored, wanted));
  for (const mapping of wanted.mappings) {
    const old = stored.mappings.find((item) => item.actorType === mapping.actorType);
    words.push(...mappingWords(`${name}, ${mapping.actorType}`, old, mapping));
  }
  for (const mapping of stored.mappings) {
    if (mapping.active && !wanted.mappings.some((item) => item.actorType === mapping.actorType))
      words.push(`${name}, ${mapping.actorType}: no longer mapped.`);
  }
  if (stored.active !== wanted.active) words.push(`${name}: becomes ${wanted.active ? 'active' : 'inactive'}.`);
  return words;
}

const brakeWords = (brake: DesiredConnection['brake']): string =>
  Object.entries(brake)
    .map(([part, { atLeast, percent }]) => `${part} ${atLeast} and ${percent} %`)
    .toSorted()
    .join(', ') || 'as usual';

const count = (n: number, what: string): string => `${n} ${what}${n === 1 ? '' : 's'}`;

function configWords(
  name: string,
  stored: ConnectionDefinition,
  config: ConfigValues,
  wanted: DesiredConnection,
): string[] {
  const words: string[] = [];
  for (const item of wanted.config) {
    const old = stored.config.find((entry) => entry.fieldKey === item.fieldKey);
    const same = old !== undefined && (old.value === null) === item.secret && config[item.fieldKey] === item.value;
    if (same) continue;
    if (item.secret)
      words.push(`${name}: config.${item.fieldKey} ${old === undefined ? 'is set' : 'changes'} (not shown).`);
    else words.push(`${name}: config.${item.fieldKey} ${shown(config[item.fieldKey] ?? '')} → ${shown(item.value)}.`);
  }
  for (const old of stored.config) {
    if (!wanted.config.some((item) => item.fieldKey === old.fieldKey))
      words.push(`${name}: config.${old.fieldKey} is removed.`);
  }
  return words;
}

function accessWords(name: string, stored: ConnectionDefinition, wanted: DesiredConnection): string[] {
  const line = (all: boolean, access: DesiredConnection['access']): string =>
    all
      ? 'everyone'
      : access
          .map(
            (item) =>
              `${item.kind} ${item.name} (${item.canCreate ? 'connect, create' : item.canConnect ? 'connect' : 'nothing'})`,
          )
          .toSorted()
          .join(', ') || 'nobody';
  const before = line(stored.allAccess, stored.access);
  const after = line(wanted.allAccess, wanted.access);
  return before === after ? [] : [`${name}: scope ${before} → ${after}.`];
}

function mappingWords(name: string, old: MappingDefinition | undefined, wanted: DesiredMapping): string[] {
  if (old === undefined)
    return [
      `${name}: added with ${count(wanted.fields.filter((field) => field.crmField !== null).length, 'mapped field')}.`,
    ];
  const words: string[] = [];
  if (old.active !== wanted.active) words.push(`${name}: becomes ${wanted.active ? 'active' : 'inactive'}.`);
  if (old.matchFields.join('\n') !== wanted.matchFields.join('\n'))
    words.push(`${name}: match ${list(old.matchFields)} → ${list(wanted.matchFields)}.`);
  for (const field of wanted.fields) {
    const before = old.fields.find((item) => item.fieldKey === field.fieldKey);
    words.push(...fieldWords(`${name}.${field.fieldKey}`, before, field));
  }
  for (const field of old.fields) {
    if (!wanted.fields.some((item) => item.fieldKey === field.fieldKey))
      words.push(`${name}.${field.fieldKey}: the ERP no longer has it.`);
  }
  const order = (fields: readonly { readonly fieldKey: string }[]): string[] => fields.map((field) => field.fieldKey);
  const common = new Set(order(old.fields).filter((key) => order(wanted.fields).includes(key)));
  const [before, after] = [
    order(old.fields).filter((key) => common.has(key)),
    order(wanted.fields).filter((key) => common.has(key)),
  ];
  if (before.join('\n') !== after.join('\n')) words.push(`${name}: rank ${list(before)} → ${list(after)}.`);
  return words;
}

const list = (names: readonly string[]): string => `[${names.join(', ')}]`;

/** What the connector says of a field; a change of these needs no person. */
const metadataKeys = [
  'displayName',
  'description',
  'type',
  'listName',
  'defaultValue',
  'maxLength',
  'access',
  'missingInErp',
] as const;

function fieldWords(name: string, old: FieldDefinition | undefined, wanted: DesiredField): string[] {
  if (old === undefined)
    return [
      `${name}: new in the ERP${wanted.crmField === null ? '' : `, mapped to ${wanted.crmField} (${directionWords[directionOf(wanted)]})`}.`,
    ];
  const words: string[] = [];
  const changed = metadataKeys.filter((key) => old[key] !== wanted[key]);
  if (changed.length > 0) words.push(`${name}: the ERP describes it anew (${changed.join(', ')}).`);
  if (old.crmField !== wanted.crmField)
    words.push(`${name}: CRM field ${old.crmField ?? 'none'} → ${wanted.crmField ?? 'none'}.`);
  if (directionOf(old) !== directionOf(wanted))
    words.push(`${name}: ${directionWords[directionOf(old)]} → ${directionWords[directionOf(wanted)]}.`);
  if (old.showInSearch !== wanted.showInSearch)
    words.push(`${name}: shown in search ${onOff(old.showInSearch)} → ${onOff(wanted.showInSearch)}.`);
  if (old.showInTab !== wanted.showInTab)
    words.push(`${name}: shown in the ERP tab ${onOff(old.showInTab)} → ${onOff(wanted.showInTab)}.`);
  if (old.lossy !== wanted.lossy) words.push(`${name}: lossy ${onOff(old.lossy)} → ${onOff(wanted.lossy)}.`);
  if ((old.onConflict ?? 'priority') !== (wanted.onConflict ?? 'priority'))
    words.push(`${name}: conflicts by ${wanted.onConflict === 'ask' ? 'asking a person' : 'priority'}.`);
  if (defaultWords(old) !== defaultWords(wanted))
    words.push(`${name}: default ${defaultWords(old)} → ${defaultWords(wanted)}.`);
  const items = (field: DesiredField): string =>
    `{${field.items
      .map((item) => `${item.erpItem}: ${item.crmItemName}`)
      .toSorted()
      .join(', ')}}`;
  if (items(old) !== items(wanted)) words.push(`${name}: items ${items(old)} → ${items(wanted)}.`);
  if (words.length === 0 && old.crmList !== wanted.crmList)
    words.push(`${name}: CRM list ${old.crmList ?? 'none'} → ${wanted.crmList ?? 'none'}.`);
  return words;
}

function defaultWords(field: DesiredField): string {
  const parts = [
    ...(field.hasDefault ? [quoted(field.firstSyncDefault)] : []),
    ...(field.promptUser ? ['ask'] : []),
    ...(field.mandatory ? ['mandatory'] : []),
  ];
  return parts.length === 0 ? 'none' : parts.join(' and ');
}
