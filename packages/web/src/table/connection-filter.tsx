import { NativeSelect } from '@mantine/core';
import { useSearchParams } from 'react-router';
import { useOverview } from '../hub/sync-control.tsx';
import { useLanguage } from '../language/language.tsx';

/** Narrows a list to one connection, in the address; absent where there is nothing to choose. */
export function ConnectionFilter() {
  const { t } = useLanguage();
  const [search, setSearch] = useSearchParams();
  const connections = useOverview().data?.connections ?? [];
  if (connections.length < 2) return null;
  return (
    <NativeSelect
      className="push"
      size="xs"
      aria-label={t('erpConnection')}
      value={search.get('connection') ?? ''}
      data={[
        { value: '', label: `${t('erpConnections')}: ${t('log.all')}` },
        ...connections.map((each) => ({ value: String(each.id), label: each.name })),
      ]}
      onChange={(event) =>
        setSearch(event.currentTarget.value === '' ? {} : { connection: event.currentTarget.value }, { replace: true })
      }
    />
  );
}
