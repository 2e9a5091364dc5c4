/** Configuration of one connection: keys the connector asks for, values of the right type, secrets by reference only. */
import { type ConfigValues, type Connector, decodeValue, encodeValue, type FieldMetadata, textIn } from '@kobling/sdk';
import type { ConnectionDefinition } from '@kobling/store';
import type { DesiredConfig } from './desired.ts';
import type { SetupHub } from './hub-view.ts';
import { orWhat } from './nearest.ts';
import type { ProblemList } from './report.ts';
import { type ConnectionSetupFile, type Place, referenceKey, type Value } from './setup.ts';

export interface ResolvedConfig {
  readonly entries: readonly DesiredConfig[];
  /** What the connector is opened with. */
  readonly values: ConfigValues;
}
interface Context {
  readonly hub: Pick<SetupHub, 'secrets'>;
  readonly problems: ProblemList;
  readonly values: Readonly<Record<string, string>>;
  readonly connector: Connector;
  readonly stored: ConnectionDefinition | undefined;
}

export async function resolveConfig(context: Context, file: ConnectionSetupFile): Promise<ResolvedConfig> {
  const { problems, connector, stored } = context;
  const fields = connector.configFields().filter((field) => field.type !== 'label');
  const opened = stored === undefined ? undefined : await context.hub.secrets.openConfig(stored.id);
  const kept: ConfigValues = opened?.status === 'done' ? opened.value : {};
  for (const { key } of file.config) {
    if (!fields.some((field) => field.fieldKey === key.name)) {
      problems.add(
        key.at,
        'setup.unknownConfig',
        `The connector ${connector.displayName} has no configuration ${JSON.stringify(key.name)}.${orWhat(
          key.name,
          fields.map((field) => field.fieldKey),
        )}`,
      );
    }
  }
  const entries = fields.flatMap((field) => {
    const given = file.config.find((item) => item.key.name === field.fieldKey);
    if (given !== undefined) return oneField(context, field, given.value, kept);
    const preset = textIn('en', field.defaultValue);
    if (preset !== '' && !/<[^>]+>/.test(preset))
      return [{ fieldKey: field.fieldKey, value: preset, secret: false, reference: null }];
    if (field.access === 'mandatory')
      problems.add(
        file.name.at,
        'setup.missingConfig',
        `The connection ${file.name.name} needs config.${field.fieldKey} (${textIn('en', field.displayName)}).`,
      );
    return [];
  });
  return { entries, values: Object.fromEntries(entries.map((entry) => [entry.fieldKey, entry.value])) };
}

function oneField(context: Context, field: FieldMetadata, given: Value, kept: ConfigValues): DesiredConfig[] {
  const { problems } = context;
  const secret = field.type === 'password';
  if (given.kind === 'plain' && secret && given.text !== '') {
    problems.add(
      given.at,
      'setup.plainSecret',
      `${field.fieldKey} is a password and must not stand in the file: write ${field.fieldKey}: { env: NAME } or { file: PATH }.`,
    );
    return [];
  }
  const text = given.kind === 'plain' ? given.text : looked(context, field, given, kept);
  if (text === undefined) return [];
  if (secret)
    return [
      { fieldKey: field.fieldKey, value: text, secret, reference: given.kind === 'plain' ? null : stripped(given) },
    ];
  const decoded = decodeValue(field.type, text);
  if (!decoded.ok) return refused(problems, given.at, field, decoded.reason.message);
  if (field.maxLength > 0 && text.length > field.maxLength)
    return refused(problems, given.at, field, `at most ${field.maxLength} characters fit, this has ${text.length}.`);
  if (decoded.value === '' && field.access === 'mandatory')
    return refused(problems, given.at, field, 'it may not be blank.');
  return [
    {
      fieldKey: field.fieldKey,
      value: encodeValue(field.type, decoded.value),
      secret,
      reference: given.kind === 'plain' ? null : stripped(given),
    },
  ];
}

/** A reference's value. One that cannot be looked up keeps a value that the hub has already, so that an export can be applied anywhere. */
function looked(
  { problems, values }: Context,
  field: FieldMetadata,
  given: Exclude<Value, { kind: 'plain' }>,
  kept: ConfigValues,
): string | undefined {
  const value = values[referenceKey(given)] ?? kept[field.fieldKey];
  if (value !== undefined) return value;
  const what =
    given.kind === 'env'
      ? `the environment variable ${given.name} is not set where kobling apply runs`
      : `the file ${given.path} cannot be read where kobling apply runs`;
  problems.add(given.at, 'setup.referenceMissing', `${field.fieldKey}: ${what}. Provide it and apply again.`);
  return undefined;
}

const stripped = (given: Exclude<Value, { kind: 'plain' }>): DesiredConfig['reference'] =>
  given.kind === 'env' ? { kind: 'env', name: given.name } : { kind: 'file', path: given.path };

function refused(problems: ProblemList, at: Place, field: FieldMetadata, why: string): [] {
  problems.add(at, 'setup.badConfig', `${field.fieldKey} (${textIn('en', field.displayName)}): ${textIn('en', why)}`);
  return [];
}
