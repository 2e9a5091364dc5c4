/** A name, and the languages that need one of their own. */
import type { Language, Wording } from '@kobling/contract';
import { Fieldset, TextInput } from '@mantine/core';
import { languageNames, languages } from '../../language/load.ts';
import { usePeopleWords } from '../../language/people/index.ts';

interface Props {
  readonly value: Wording;
  readonly change: (wording: Wording) => void;
  readonly error: string | null;
}
export function WordingFields({ value, change, error }: Props) {
  const { t } = usePeopleWords();
  const other = (language: Language, text: string): void =>
    change({ ...value, others: { ...value.others, [language]: text } });
  return (
    <>
      <TextInput
        label={t('name')}
        data-autofocus
        required
        withAsterisk={false}
        maxLength={200}
        error={error}
        value={value.name}
        onChange={(event) => change({ ...value, name: event.currentTarget.value })}
      />
      <Fieldset legend={t('people.otherLanguages')}>
        <p className="quiet">{t('people.otherLanguagesHint')}</p>
        <div className="people-pair people-wordings">
          {languages
            .filter((language) => language !== 'en')
            .map((language) => (
              <TextInput
                key={language}
                label={languageNames[language]}
                lang={language === 'no' ? 'nb' : language}
                maxLength={200}
                value={value.others[language] ?? ''}
                onChange={(event) => other(language, event.currentTarget.value)}
              />
            ))}
        </div>
      </Fieldset>
    </>
  );
}
