/** How a connector writes numbers and dates that it does not encode; found by language, country or code. */
import type { CultureChoice as Choice } from '@kobling/contract';
import { Select } from '@mantine/core';
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

export function CultureChoice({ cultures, culture, choose, locked }: Props) {
  const { t, language } = useSettingsWords();
  const names = new Intl.DisplayNames(locales[language], { type: 'language', languageDisplay: 'standard' });
  const shown = ({ name, number, date }: Choice): string => `${names.of(name) ?? name} · ${number} · ${date} · ${name}`;
  const choices = cultures
    .map((choice) => ({ value: choice.name, label: shown(choice) }))
    .toSorted((a, b) => a.label.localeCompare(b.label, locales[language]));
  return (
    <Select
      label={t('set.culture')}
      description={t('set.cultureHelp')}
      searchable
      allowDeselect={false}
      nothingFoundMessage={t('set.noCulture')}
      disabled={locked}
      data={[{ value: none, label: t('set.cultureNone') }, ...choices]}
      value={culture || none}
      onChange={(name) => choose(name === none ? '' : (name ?? culture))}
      name="culture"
    />
  );
}
