/** What a service of people refused, in the person's language where the code is known, and the field that it is about. */
import { HubError } from '../../hub/client.ts';
import { usePeopleWords } from '../../language/people/index.ts';

const fieldOf = {
  'user.exists': 'name',
  'user.name': 'name',
  'user.email': 'email',
  'user.weakPassword': 'password',
  'user.lastAdministrator': 'role',
  'user.wrongPassword': 'old',
  'user.locked': 'old',
  'user.noPassword': 'old',
  'user.linkInvalid': '',
  'licence.none': 'licensed',
  'licence.tooFew': 'most',
  'site.noLicence': '',
  'group.exists': 'name',
  'token.exists': 'name',
  'list.itemExists': 'name',
  'list.text': 'name',
  'crm.listExists': 'key',
  'application.exists': 'clientId',
  'application.clientId': 'clientId',
  'application.url': 'url',
  'application.inUse': '',
  'application.keyExists': 'pem',
  'application.keyDays': 'until',
  'key.private': 'pem',
  'key.unreadable': 'pem',
} as const;
type Code = keyof typeof fieldOf;
const isCode = (code: string): code is Code => Object.hasOwn(fieldOf, code);

export interface Said {
  /** For the form as a whole; undefined: nothing went wrong. */
  readonly error: unknown;
  /** For one field, by its name in the form. */
  readonly of: (field: string) => string | null;
}

export function useSaid(): (error: unknown) => Said {
  const { t, told } = usePeopleWords();
  return (error) => {
    if (error === null || error === undefined) return { error: undefined, of: () => null };
    if (!(error instanceof HubError)) return { error, of: () => null };
    const { code, fields } = error;
    if (!isCode(code)) return { error, of: (field) => told(fields[field] ?? '') || null };
    const message = t(`people.error.${code}`);
    // What happened, then what to do.
    const [, what = message, remedy = ''] = /^(.*?[.:])\s+(.+)$/s.exec(message) ?? [];
    const said = new HubError(error.status, { code, message: what, remedy });
    return { error: said, of: (field) => (field === fieldOf[code] ? message : null) };
  };
}
