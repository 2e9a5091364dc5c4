import { NativeSelect } from '@mantine/core';
import type { ReactNode } from 'react';
import { useLanguage } from '../language/language.tsx';
import { isLanguage, languageNames, languages } from '../language/load.ts';
import './doorstep.css';

/** The page before one is in: login and set-up. The language can be chosen here too. */
export function Doorstep({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const { t, language, speak } = useLanguage();
  return (
    <main className="lone-page">
      <title>{`${title} · Kobling`}</title>
      <div className="stack">
        <div className="doorstep-brand">
          <img src="/favicon.svg" alt="" width="32" height="32" />
          <span>Kobling</span>
        </div>
        <div className="panel stack doorstep">
          <h1>{title}</h1>
          {children}
        </div>
        <NativeSelect
          size="xs"
          className="doorstep-language"
          aria-label={t('shell.language')}
          value={language}
          data={languages.map((each) => ({ value: each, label: languageNames[each] }))}
          onChange={(event) => {
            const chosen = event.currentTarget.value;
            if (isLanguage(chosen)) void speak(chosen);
          }}
        />
      </div>
    </main>
  );
}
