/** What an entry of the audit trail changed, from what to what, in the user's language. */
import type { TrailEntry } from '@kobling/contract';
import { useAuditWords } from '../../language/audit/index.ts';
import { isLanguage, languageNames } from '../../language/load.ts';
import { usePeopleWords } from '../../language/people/index.ts';

/** Part by part where both sides are objects, as a whole where they are not. */
export function Change({ entry }: { readonly entry: TrailEntry }) {
  const { t, told, wordFor, format } = useAuditWords();
  const spoken = useSpoken();
  /** A field of the CRM and the direction it is synced in, as a saved mapping is kept. */
  const mapped = (value: string): string | undefined => {
    const [, field, direction] = /^(\S+) (both|fromErp|toErp|none)$/.exec(value) ?? [];
    const way = directions.find((one) => one === direction);
    return field === undefined || way === undefined ? undefined : `${told(field)} (${told(directionWords[way])})`;
  };
  const inWords = (value: unknown, name = ''): string => {
    if (value === '' || value === null || value === undefined) return '–';
    if (Array.isArray(value)) return value.map((part) => inWords(part)).join(', ') || '–';
    if (typeof value === 'boolean') return t(value ? 'yes' : 'log.no');
    if (typeof value === 'number') return format.number(value);
    if (typeof value === 'string') {
      const said = spoken(name, value) ?? wordFor(`audit.value.${value}`) ?? mapped(value);
      return said ?? (isTime.test(value) ? format.exact(value) : value.includes(' ') ? told(value) : value);
    }
    if (typeof value !== 'object') return '';
    return Object.entries(value)
      .map(([part, inner]) => `${wordFor(`audit.part.${part}`) ?? part}: ${inWords(inner, part)}`)
      .join(', ');
  };
  const before = partsOf(entry.old);
  const after = partsOf(entry.new);
  const isSame = (name: string): boolean =>
    name in before && name in after && inWords(before[name]) === inWords(after[name]);
  // Of what is new, parts left blank are no news.
  const isBlank = (name: string): boolean => !(name in before) && inWords(after[name]) === '–';
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (name) => !isSame(name) && !isBlank(name),
  );
  return (
    <div className="people-change">
      {names.map((name) => (
        <span key={name} className="people-part">
          {name === '' ? null : <span className="quiet">{wordFor(`audit.part.${name}`) ?? name}: </span>}
          {name in before ? inWords(before[name], name) : ''}
          {name in before && name in after ? ' → ' : ''}
          {name in after ? inWords(after[name], name) : ''}
        </span>
      ))}
    </div>
  );
}

const isTime = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;
const directions = ['both', 'fromErp', 'toErp', 'none'] as const;
/** As the hub says them. */
const directionWords = { both: 'both ways', fromErp: 'ERP to CRM', toErp: 'CRM to ERP', none: 'not synced' } as const;
const roles = ['administrator', 'user'] as const;
const scopes = ['read', 'use', 'settings'] as const;

/** Stored words that have a name on other pages. */
function useSpoken(): (name: string, value: string) => string | undefined {
  const { t } = usePeopleWords();
  return (name, value) => {
    const role = name === 'role' ? roles.find((one) => one === value) : undefined;
    if (role !== undefined) return t(`people.role.${role}`);
    const scope = name === 'scope' ? scopes.find((one) => one === value) : undefined;
    if (scope !== undefined) return t(`people.scope.${scope}`);
    return name === 'language' && isLanguage(value) ? languageNames[value] : undefined;
  };
}

function partsOf(value: unknown): Readonly<Record<string, unknown>> {
  if (value === null || value === undefined) return {};
  if (typeof value === 'object' && !Array.isArray(value)) return value as Readonly<Record<string, unknown>>;
  return { '': value };
}
