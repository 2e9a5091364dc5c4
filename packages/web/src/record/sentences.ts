/** The answer to Why? as whole sentences in the user's language, one for each part that has something to say. */
import type { RecordField, Why, WhyParts } from '@kobling/contract';
import type { RecordKey } from '../language/record/index.ts';
import type { RoomLanguage } from '../language/room.ts';

export type Words = Pick<RoomLanguage<RecordKey>, 't' | 'told' | 'format'>;
type Type = RecordField['field']['type'];

/** How the field stands and where its value came from. How the connection is stands over the table. */
export function whySentences({ why, field: { type } }: Pick<RecordField, 'why' | 'field'>, words: Words): string[] {
  const { t } = words;
  const { status, origin, rule, loser } = why;
  const fill = (parts: WhyParts) => valuesOf(parts, type, words);
  return [
    t(`why.status.${status.code}`, fill(status.parts)),
    ...said(status.parts, words),
    ...again(status, words),
    ...(origin === null ? [] : [t(originKey(origin), fill(origin.parts)), ...replaced(origin.parts, type, words)]),
    ...(rule === null ? [] : [t(`why.rule.${rule.code}`, fill(rule.parts))]),
    ...(loser === null ? [] : [t(`why.loser.${loser.code}`, fill(loser.parts))]),
  ];
}

/** Empty where all is well with it. */
export function connectionSentence({ connection: { code, parts } }: Why, words: Words): string {
  if (code === 'ok') return '';
  const { t } = words;
  return [
    t(`why.connection.${code}`, valuesOf(parts, 'text', words)),
    ...(code === 'unreachable' && parts.at !== undefined
      ? [t('why.lastReached', { at: words.format.exact(parts.at) })]
      : []),
    ...said(parts, words),
  ].join(' ');
}

/** The sentence that came along: of the ERP or of the sync. */
const said = ({ message }: WhyParts, { told }: Words): string[] =>
  message === undefined || message === '' ? [] : [told(message)];

const again = ({ code, parts: { at } }: Why['status'], { t, format }: Words): string[] =>
  (code === 'failing' || code === 'parked') && at !== undefined ? [t('why.again', { at: format.exact(at) })] : [];

const replaced = ({ old }: WhyParts, type: Type, words: Words): string[] =>
  old === undefined ? [] : [words.t('why.replaced', { old: quoted(old, type, words) })];

function originKey({ code, parts }: NonNullable<Why['origin']>) {
  if (code === 'person') return parts.at === undefined ? 'why.origin.person' : 'why.origin.personAt';
  return `why.origin.${code}` as const;
}

function valuesOf(parts: WhyParts, type: Type, words: Words): Record<string, string | number> {
  const { t, format } = words;
  const connection = parts.connection ?? t('erp');
  return {
    connection,
    other: parts.other ?? t('erp'),
    by: parts.by === undefined || parts.by === '' ? t('why.somebody') : parts.by,
    at: parts.at === undefined ? '' : format.exact(parts.at),
    side: parts.side === 'crm' ? t('crm') : connection,
    value: quoted(parts.value ?? '', type, words),
    count: parts.attempts ?? 0,
  };
}

const quoted = (text: string, type: Type, { t, format }: Words): string =>
  text === ''
    ? t('why.blank')
    : t('why.quoted', { text: format.value(text, type, { yes: t('yes'), no: t('log.no') }) });
