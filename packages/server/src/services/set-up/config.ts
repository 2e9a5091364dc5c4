/** Values of a connection's own configuration fields: checked by what the connector asks for; passwords go in and never come out. */
import {
  type ConfigValues,
  type Connector,
  decodeValue,
  done,
  encodeValue,
  type FieldMetadata,
  type Outcome,
  rejected,
  textIn,
} from '@kobling/sdk';
import type { ConnectionDefinition } from '@kobling/store';
import type { DesiredConfig } from '../../setup-file/desired.ts';
import type { ServiceHub } from '../service-hub.ts';

export interface CheckedConfig {
  readonly entries: readonly DesiredConfig[];
  readonly values: ConfigValues;
  /** Something differs from what is stored. */
  readonly changed: boolean;
}

/** A password left blank stays as it is. Rejected `config.invalid` names every field and what is wrong with it. */
export async function checkConfig(
  hub: ServiceHub,
  connector: Connector,
  stored: ConnectionDefinition | undefined,
  given: Readonly<Record<string, string>>,
): Promise<Outcome<CheckedConfig>> {
  const opened = stored === undefined ? undefined : await hub.secrets.openConfig(stored.id);
  const kept: ConfigValues = opened?.status === 'done' ? opened.value : {};
  const fields = connector.configFields().filter(({ type }) => type !== 'label');
  const problems: Record<string, string> = {};
  for (const key of Object.keys(given))
    if (!fields.some(({ fieldKey }) => fieldKey === key)) problems[key] = 'The connector has no such field.';
  const entries = fields.flatMap((field): DesiredConfig[] => {
    const isSecret = field.type === 'password';
    const wanted = given[field.fieldKey] ?? (stored === undefined ? presetOf(field) : (kept[field.fieldKey] ?? ''));
    const text = isSecret && wanted === '' ? (kept[field.fieldKey] ?? '') : wanted;
    const read = isSecret ? { ok: true as const, value: text } : decodeValue(field.type, text);
    const problem = read.ok ? problemOf(field, read.value) : textIn('en', read.reason.message);
    if (problem !== undefined) problems[field.fieldKey] = problem;
    if (!read.ok || text === '') return [];
    const value = isSecret ? text : encodeValue(field.type, read.value);
    return [{ fieldKey: field.fieldKey, value, secret: isSecret, reference: null }];
  });
  if (Object.keys(problems).length > 0) {
    const sentences = Object.entries(problems).map(([key, problem]) => `${key}: ${problem}`);
    return rejected('config.invalid', sentences.join(' '), { fields: problems });
  }
  const values = Object.fromEntries(entries.map(({ fieldKey, value }) => [fieldKey, value]));
  const keys = new Set([...Object.keys(values), ...Object.keys(kept)]);
  return done({ entries, values, changed: [...keys].some((key) => (values[key] ?? '') !== (kept[key] ?? '')) });
}

/** One with a placeholder such as `<name>` is an example, no value. */
function presetOf({ defaultValue }: FieldMetadata): string {
  const preset = textIn('en', defaultValue);
  return /<[^>]+>/.test(preset) ? '' : preset;
}

function problemOf(field: FieldMetadata, value: string): string | undefined {
  if (field.access === 'mandatory' && value === '') return 'It may not be blank.';
  if (field.maxLength > 0 && value.length > field.maxLength)
    return `At most ${field.maxLength} characters fit, this has ${value.length}.`;
  return undefined;
}

/** What may be shown: the values that are no secrets. */
export const shownConfig = ({ config }: ConnectionDefinition): Readonly<Record<string, string>> =>
  Object.fromEntries(config.map(({ fieldKey, value }) => [fieldKey, value ?? '']));
