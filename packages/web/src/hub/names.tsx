/** Fetches what fields and items are called in the user's language, for the sentences that name them in English. Shows nothing. */
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useLanguage } from '../language/language.tsx';
import { useHub } from './hub.tsx';
import { namesKey } from './keys.ts';

export function Names() {
  const hub = useHub();
  const { language, nameThings } = useLanguage();
  const { data } = useQuery({
    queryKey: [...namesKey, language],
    queryFn: ({ signal }) => hub.call('GET /api/names', { query: { language } }, { signal }),
    enabled: language !== 'en',
    staleTime: 300_000,
  });
  useEffect(() => {
    if (data !== undefined && data.names.length > 0) nameThings(new Map(data.names));
  }, [data, nameThings]);
  return null;
}
