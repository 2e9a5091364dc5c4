/** A person's last imports: to look at again, or to go on with. */
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { useHub } from '../hub/hub.tsx';
import { importKey } from '../hub/keys.ts';
import { useImportWords } from '../language/import/index.ts';
import { Ago } from '../language/time.tsx';
import { DataTable } from '../table/data-table.tsx';
import { actorWord } from './actor-word.ts';

export function Latest() {
  const { t } = useImportWords();
  const hub = useHub();
  const latest = useQuery({
    queryKey: [...importKey, 'latest'],
    queryFn: ({ signal }) => hub.call('GET /api/imports', {}, { signal }),
  });
  const rows = latest.data?.imports;
  if (rows === undefined || rows.length === 0) return null;
  return (
    <section className="stack" aria-label={t('import.latest')}>
      <h2>{t('import.latest')}</h2>
      <DataTable
        label={t('import.latest')}
        rows={rows}
        rowKey={({ id }) => id}
        columns={[
          {
            key: 'what',
            title: t('import.title'),
            onCard: 'title',
            cell: (row) => (
              <Link to={`/import/${row.id}`}>
                {row.connection.name} · {t(actorWord[row.actorType])}
                {row.search === '' ? '' : ` · ${row.search}`}
              </Link>
            ),
          },
          { key: 'status', title: t('import.fate'), width: '25%', cell: (row) => t(`import.status.${row.status}`) },
          { key: 'when', title: t('when'), width: '20%', cell: (row) => <Ago at={row.createdAt} /> },
        ]}
      />
    </section>
  );
}
