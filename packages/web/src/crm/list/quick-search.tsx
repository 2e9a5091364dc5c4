import { TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useCrmListWords } from '../../language/crm-list/index.ts';

const patienceMs = 200;

/** Finds as one types, without an address for every letter. */
export function QuickSearch({ text, change }: { readonly text: string; readonly change: (text: string) => void }) {
  const { t } = useCrmListWords();
  const [typed, setTyped] = useState(text);
  const [shown, setShown] = useState(text);
  if (shown !== text) {
    // The address changed from elsewhere (Back, a link): the field follows, unless it says the same already.
    setShown(text);
    if (typed.trim() !== text.trim()) setTyped(text);
  }
  const later = useDebouncedCallback(change, patienceMs);
  return (
    <TextInput
      className="list-search"
      size="xs"
      type="search"
      aria-label={t('list.search')}
      placeholder={t('list.search')}
      leftSection={<IconSearch size={16} aria-hidden />}
      value={typed}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        later(event.currentTarget.value);
      }}
    />
  );
}
