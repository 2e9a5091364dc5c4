/** What a person types of a connection, kept while they do; pure parts first. */
import type { AccessEntry, ConfigField, ConnectionDetail, ConnectionToSave } from '@kobling/contract';
import { useMemo, useState } from 'react';
import { type Draft, useDraft } from '../../form/use-draft.ts';

export interface ConnectionTyped {
  readonly name: string;
  /** 0: none chosen yet. */
  readonly connectorId: number;
  readonly description: string;
  /** IANA name. */
  readonly zone: string;
  /** '': none. */
  readonly culture: string;
  readonly active: boolean;
  readonly allAccess: boolean;
  readonly access: readonly AccessEntry[];
  /** Only what was typed, by field key, of whichever connector: changing it and back loses nothing. */
  readonly config: Readonly<Record<string, string>>;
  readonly passwords: Readonly<Record<string, string>>;
  /** What each field of `config` stood at when it was typed over. */
  readonly began: Readonly<Record<string, string>>;
  /** Of a new one, so that sent twice it is saved once; blank until it is first sent. */
  readonly guid: string;
}

/** An example such as `<name>` is no value to begin with. */
export const isExample = (preset: string): boolean => /<[^>]+>/.test(preset);

export function valueOf(
  { key, type, preset }: ConfigField,
  typed: Pick<ConnectionTyped, 'config' | 'passwords'>,
  stored: ConnectionDetail | undefined,
): string {
  if (type === 'password') return typed.passwords[key] ?? '';
  return typed.config[key] ?? (stored === undefined ? (isExample(preset) ? '' : preset) : (stored.config[key] ?? ''));
}

/** The values to send: those of this connector's fields. */
export const configOf = (
  fields: readonly ConfigField[],
  typed: ConnectionTyped,
  stored: ConnectionDetail | undefined,
): Record<string, string> =>
  Object.fromEntries(
    fields.filter(({ type }) => type !== 'label').map((field) => [field.key, valueOf(field, typed, stored)]),
  );

/** A mandatory field that nothing fills; a password that is set already is filled. */
export const blankField = (
  fields: readonly ConfigField[],
  typed: ConnectionTyped,
  stored: ConnectionDetail | undefined,
): ConfigField | undefined =>
  fields.find(
    (field) =>
      field.mandatory &&
      field.type !== 'label' &&
      valueOf(field, typed, stored) === '' &&
      !(field.type === 'password' && stored?.secrets.includes(field.key) === true),
  );

/** Its configuration differs from what is saved: it has to be tested anew. */
export const configChanged = (
  fields: readonly ConfigField[],
  typed: ConnectionTyped,
  stored: ConnectionDetail,
): boolean =>
  fields.some(
    (field) =>
      field.type !== 'label' &&
      valueOf(field, typed, stored) !== (field.type === 'password' ? '' : (stored.config[field.key] ?? '')),
  );

export const toSave = (
  fields: readonly ConfigField[],
  typed: ConnectionTyped,
  stored: ConnectionDetail | undefined,
): Omit<ConnectionToSave, 'id' | 'guid'> => ({
  connectorId: typed.connectorId,
  name: typed.name,
  description: typed.description,
  zone: typed.zone,
  culture: typed.culture,
  active: typed.active,
  allAccess: typed.allAccess,
  access: [...typed.access],
  config: configOf(fields, typed, stored),
});

export interface ConnectionForm {
  readonly draft: Draft<ConnectionTyped>;
  /** What was typed for a field; secrets are never kept beyond the page. */
  readonly type: (field: ConfigField, value: string) => void;
  /** The values that have passed the test. */
  readonly passed: string | undefined;
  readonly setPassed: (values: string | undefined) => void;
}

export function useConnectionForm(stored: ConnectionDetail | undefined, firstConnector: number): ConnectionForm {
  const initial = useMemo(
    (): ConnectionTyped => ({
      name: stored?.name ?? '',
      connectorId: stored?.connectorId ?? firstConnector,
      description: stored?.description ?? '',
      zone: stored?.zone ?? 'UTC',
      culture: stored?.culture ?? '',
      active: stored?.active ?? false,
      allAccess: stored?.allAccess ?? true,
      access: stored?.access ?? [],
      config: {},
      passwords: {},
      began: {},
      guid: '',
    }),
    [stored, firstConnector],
  );
  const draft = useDraft(`connection.${stored?.id ?? 'new'}`, initial, ['passwords']);
  const [passed, setPassed] = useState<string>();
  const { config, passwords, began } = draft.value;
  return {
    draft,
    type: ({ key, type }, value) =>
      draft.change(
        type === 'password'
          ? { passwords: { ...passwords, [key]: value } }
          : { config: { ...config, [key]: value }, began: { [key]: stored?.config[key] ?? '', ...began } },
      ),
    passed,
    setPassed,
  };
}
