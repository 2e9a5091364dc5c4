/** Records that Find-or-do knows by what is typed: a part of the name, the number, an e-mail address or a phone number. */
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { useHub } from '../hub/hub.tsx';
import { recordKey } from '../hub/keys.ts';
import { useLanguage } from '../language/language.tsx';
import { kinds, recordName } from '../log/record.tsx';
import type { Command } from './commands.ts';

/** One letter fits half the CRM. */
const shortest = 2;
const patienceMs = 150;

export function useFoundRecords(typed: string): readonly Command[] {
  const { t } = useLanguage();
  const goTo = useNavigate();
  const hub = useHub();
  const [text] = useDebouncedValue(typed.trim(), patienceMs);
  const wanted = text.length >= shortest || /^\d+$/.test(text);
  const found = useQuery({
    queryKey: [...recordKey, 'find', text],
    queryFn: ({ signal }) => hub.call('GET /api/records', { query: { text: text.slice(0, 200) } }, { signal }),
    enabled: wanted,
    // While one types on, what was found stays.
    placeholderData: (before) => before,
  });
  if (!wanted || typed.trim() === '') return [];
  return (found.data?.records ?? []).map((record) => ({
    id: `${record.kind}-${record.id}`,
    words: recordName(record, t),
    about: record.about,
    kind: record.kind,
    icon: kinds[record.kind].icon,
    run: () => void goTo(`/${record.kind}/${record.id}`),
  }));
}
