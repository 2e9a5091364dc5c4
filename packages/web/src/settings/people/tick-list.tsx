/** Some of many to tick, with a filter once there are more than fit. */
import { Checkbox, Fieldset, TextInput } from '@mantine/core';
import { useState } from 'react';
import { usePeopleWords } from '../../language/people/index.ts';

interface Props {
  readonly legend: string;
  /** What to say when there is nothing to tick. */
  readonly empty: string;
  readonly choices: readonly { readonly id: number; readonly name: string }[];
  readonly chosen: readonly number[];
  readonly change: (chosen: readonly number[]) => void;
}
const fits = 8;

export function TickList({ legend, empty, choices, chosen, change }: Props) {
  const { t } = usePeopleWords();
  const [filter, setFilter] = useState('');
  const wanted = filter.trim().toLowerCase();
  return (
    <Fieldset legend={legend} className="people-ticks">
      {choices.length === 0 ? <p className="quiet">{empty}</p> : null}
      {choices.length > fits ? (
        <TextInput
          type="search"
          size="xs"
          aria-label={t('people.filter')}
          placeholder={t('people.filter')}
          value={filter}
          onChange={(event) => setFilter(event.currentTarget.value)}
        />
      ) : null}
      <div className="people-tick-box">
        {choices
          .filter(({ name }) => name.toLowerCase().includes(wanted))
          .map(({ id, name }) => (
            <Checkbox
              key={id}
              size="xs"
              label={name}
              checked={chosen.includes(id)}
              onChange={(event) =>
                change(event.currentTarget.checked ? [...chosen, id] : chosen.filter((each) => each !== id))
              }
            />
          ))}
      </div>
    </Fieldset>
  );
}
