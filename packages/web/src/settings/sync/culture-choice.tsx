/** How a connector writes numbers and dates that it does not encode; found by language, country or code. */
import type { CultureChoice as Choice } from '@kobling/contract';
import { Select } from '@mantine/core';
import { useMemo } from 'react';
import { useSettingsWords } from '../../language/settings/index.ts';
import { locales } from '../../language/load.ts';

interface Props {
  /** Those that the hub reads. */
  readonly cultures: readonly Choice[];
  /** '': it encodes them. */
  readonly culture: string;
  readonly choose: (culture: string) => void;
  /** The connection is active: it can be read, not changed (rule 7). */
  readonly locked: boolean;
}

/** A choice with a blank value would be none. */
const none = 'none';

function choicesOf(cultures: readonly Choice[], locale: string) {
  const names = new Intl.DisplayNames(locale, { type: 'language', languageDisplay: 'standard' });
  const shown = ({ name, number, date }: Choice): string => `${names.of(name) ?? name} · ${number} · ${date} · ${name}`;
  const { compare } = new Intl.Collator(locale);
  return cultures
    .map((choice) => ({ value: choice.name, label: shown(choice) }))
    .toSorted((a, b) => compare(a.label, b.label));
}

export function CultureChoice({ cultures, culture, choose, locked }: Props) {
  const { t, language } = useSettingsWords();
  const encoded = t('set.cultureNone');
  // The same list for each letter typed elsewhere in the form: it is long.
  const data = useMemo(
    () => [{ value: none, label: encoded }, ...choicesOf(cultures, locales[language])],
    [cultures, language, encoded],
  );
  return (
    <Select
      label={t('set.culture')}
      description={t('set.cultureHelp')}
      searchable
      allowDeselect={false}
      nothingFoundMessage={t('set.noCulture')}
      disabled={locked}
      data={data}
      value={culture || none}
      onChange={(name) => choose(name === none ? '' : (name ?? culture))}
      name="culture"
    />
  );
}
