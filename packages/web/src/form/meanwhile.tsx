/** Another window saved the same fields while this form was open: what stands now is shown beside what was typed, and one is chosen. */
import { Alert, Button } from '@mantine/core';
import { IconArrowsSplit2 } from '@tabler/icons-react';
import { Suspense } from 'react';
import { isMoved } from '../hub/problem.tsx';
import { useFormWords } from '../language/form/index.ts';
import type { Draft } from './use-draft.ts';

export interface PartWords<V> {
  readonly label: string;
  /** As people read it; without it as text, or Yes and No. */
  readonly shown?: (value: V) => string;
}
interface Props<T extends object> {
  readonly draft: Pick<Draft<T>, 'meanwhile' | 'forget' | 'insist'>;
  readonly parts: { readonly [K in keyof T & string]?: PartWords<T[K]> };
  /** What came of the last save. */
  readonly error: unknown;
}

/** Its words are fetched when they are needed; the form stays as it is until then. */
export function Meanwhile<T extends object>(props: Props<T>) {
  const { draft, error } = props;
  if (!isMoved(error) && Object.keys(draft.meanwhile).length === 0) return null;
  return (
    <Suspense fallback={null}>
      <Shown {...props} />
    </Suspense>
  );
}

function Shown<T extends object>({ draft, parts }: Props<T>) {
  const { t } = useFormWords();
  const shownOf = (name: keyof T & string): string => {
    const value = draft.meanwhile[name];
    if (value === undefined) return '';
    if (typeof value === 'boolean') return t(value ? 'yes' : 'form.meanwhile.no');
    const text = parts[name]?.shown?.(value) ?? String(value);
    return text === '' ? '–' : text;
  };
  const names = Object.keys(draft.meanwhile) as (keyof T & string)[];
  return (
    <Alert
      role="alert"
      className="form-clash"
      color="yellow"
      variant="outline"
      icon={<IconArrowsSplit2 size={18} aria-hidden />}
      title={t('form.meanwhile.title')}
    >
      <p>{t(names.length === 0 ? 'form.meanwhile.again' : 'form.meanwhile.text')}</p>
      <ul className="form-meanwhile">
        {names.map((name) => {
          const label = parts[name]?.label ?? name;
          return (
            <li key={name}>
              <span>
                {label}: {t('form.meanwhile.now', { value: shownOf(name) })}
              </span>
              <Button
                variant="default"
                size="compact-sm"
                aria-label={t('form.meanwhile.takeOf', { field: label })}
                onClick={() => draft.forget([name])}
              >
                {t('form.meanwhile.take')}
              </Button>
            </li>
          );
        })}
      </ul>
      {names.length === 0 ? null : (
        <Button variant="default" size="compact-sm" onClick={() => draft.insist()}>
          {t('form.meanwhile.insist')}
        </Button>
      )}
    </Alert>
  );
}
