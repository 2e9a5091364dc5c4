/**
 * Records that Find-or-do knows by what is typed: a part of the name, the number, an e-mail address or a phone number. One that is
 * connected is opened or synced; "sync acme" asks for the second at once.
 */
import { useDebouncedValue } from '@mantine/hooks';
import { IconRefresh } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { useHub } from '../hub/hub.tsx';
import { recordKey } from '../hub/keys.ts';
import { useLanguage } from '../language/language.tsx';
import { kinds, recordName } from '../log/record.tsx';
import { behindCommand, shortestText } from './behind-command.ts';
import type { Command } from './commands.ts';
import { useSyncRecord } from './sync-record.ts';

const patienceMs = 150;
/** So many stand twice: to open, and to sync. */
const fewEnough = 3;

export function useFoundRecords(typed: string): readonly Command[] {
  const { t } = useLanguage();
  const goTo = useNavigate();
  const syncNow = useSyncRecord();
  const asked = behindCommand(typed, t('syncNow'));
  const found = useFind(typed);
  const toSync = useFind(asked).filter(({ canSync }) => canSync);
  const alsoSync = found.filter(({ canSync }) => canSync);
  const synced = asked !== '' ? toSync : alsoSync.length <= fewEnough ? alsoSync : [];
  return [
    ...found.map(
      (record): Command => ({
        id: `${record.kind}-${record.id}`,
        words: recordName(record, t),
        about: record.about,
        kind: record.kind,
        icon: kinds[record.kind].icon,
        run: () => void goTo(`/${record.kind}/${record.id}`),
      }),
    ),
    ...synced.map(
      (record): Command => ({
        id: `sync-${record.kind}-${record.id}`,
        words: `${t('syncNow')}: ${recordName(record, t)}`,
        about: record.about,
        kind: 'command',
        icon: IconRefresh,
        run: () => syncNow.mutate(record),
      }),
    ),
  ];
}

function useFind(typed: string) {
  const hub = useHub();
  const [text] = useDebouncedValue(typed.trim(), patienceMs);
  const wanted = text.length >= shortestText || /^\d+$/.test(text);
  const found = useQuery({
    queryKey: [...recordKey, 'find', text],
    queryFn: ({ signal }) => hub.call('GET /api/records', { query: { text: text.slice(0, 200) } }, { signal }),
    enabled: wanted,
    // While one types on, what was found stays.
    placeholderData: (before) => before,
  });
  return !wanted || typed.trim() === '' ? [] : (found.data?.records ?? []);
}
