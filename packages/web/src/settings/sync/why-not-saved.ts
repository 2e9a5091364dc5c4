/** Why a connection cannot be tried or saved yet, as a sentence for the dimmed button. */
import type { ConfigField, ConnectionDetail } from '@kobling/contract';
import { blankField, configChanged, type ConnectionForm } from './connection-form.ts';
import type { Say } from './reason-text.ts';

/** The fields that the connector asks for; undefined while they are fetched. */
export type Fields = readonly ConfigField[] | undefined;

/** What has to be filled in before it can be tried. */
export function needs(
  form: ConnectionForm,
  fields: Fields,
  stored: ConnectionDetail | undefined,
  t: Say,
): string | undefined {
  const { value } = form.draft;
  if (value.connectorId === 0) return t('set.needConnector');
  if (fields === undefined) return t('set.needFields');
  const blank = blankField(fields, value, stored);
  return blank === undefined ? undefined : t('set.needField', { field: blank.label });
}

/** A change of name, description or scope needs no test. */
export function whyNot({
  form,
  fields,
  stored,
  isPassed,
  t,
}: {
  readonly form: ConnectionForm;
  readonly fields: Fields;
  readonly stored: ConnectionDetail | undefined;
  readonly isPassed: boolean;
  readonly t: Say;
}): string | undefined {
  const { value, isChanged } = form.draft;
  if (stored !== undefined && !isChanged) return t('set.nothingChanged');
  if (value.name.trim() === '') return t('set.needName');
  const missing = needs(form, fields, stored, t);
  if (missing !== undefined || isPassed) return missing;
  if (stored !== undefined && !configChanged(fields ?? [], value, stored)) return undefined;
  return t('set.needTest', { button: t('set.testErpConnection') });
}
