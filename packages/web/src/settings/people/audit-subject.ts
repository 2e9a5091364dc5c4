/** What an entry of the audit trail is about, in the user's language: the hub writes kinds in English before a name or number. */
import type { useAuditWords } from '../../language/audit/index.ts';

type AuditWords = Pick<ReturnType<typeof useAuditWords>, 't' | 'told' | 'wordFor'>;
const kinds = ['conflict', 'plan', 'request', 'user', 'webhook'] as const;

export function subjectWords(subject: string, { t, told, wordFor }: AuditWords): string {
  const word = wordFor(`audit.subject.${subject}`);
  if (word !== undefined) return word;
  const [, backup] = /^backup of (.+)$/s.exec(subject) ?? [];
  if (backup !== undefined) return t('audit.of.backup', { name: backup });
  const [, fields] = /^(\d+) fields$/.exec(subject) ?? [];
  if (fields !== undefined) return t('audit.of.fields', { name: fields });
  const [, first = '', rest = ''] = /^(\S+) (.+)$/s.exec(subject) ?? [];
  const kind = kinds.find((each) => each === first);
  if (kind === 'request') {
    const [, id = rest, what = ''] = /^(\d+) \((\w+)\)$/.exec(rest) ?? [];
    const name = wordFor(`audit.request.${what}`) ?? what;
    return t('audit.of.request', { name: name === '' ? id : `${id} (${name})` });
  }
  if (kind !== undefined) return t(`audit.of.${kind}`, { name: rest });
  // A held field begins with its actor type.
  return actorTypes.has(first) ? `${told(first)} ${rest}` : subject;
}
/** What the hub did by itself is its own. */
export const whoWords = (by: string, { t }: Pick<AuditWords, 't'>): string => (by === 'hub' ? t('audit.by.hub') : by);
const actorTypes: ReadonlySet<string> = new Set(['Customer', 'Supplier', 'Partner', 'Person', 'Project']);
