import type { OpenSession } from '@kobling/contract';
import { ReasonedButton } from '../../form/reasoned-button.tsx';
import { usePeopleWords } from '../../language/people/index.ts';
import { Ago } from '../../language/time.tsx';
import { type Column, DataTable } from '../../table/data-table.tsx';
import { Nothing } from './page.tsx';

interface Props {
  readonly rows: readonly OpenSession[] | undefined;
  readonly end: (no: number) => void;
  readonly busy: boolean;
}
export function SessionTable({ rows, end, busy }: Props) {
  const { t } = usePeopleWords();
  if (rows?.length === 0) return <Nothing title={t('people.noSessions')} text={t('people.noSessionsText')} />;
  const columns: readonly Column<OpenSession>[] = [
    {
      key: 'browser',
      title: t('people.browser'),
      onCard: 'title',
      cell: (session) => (
        <span className="cut" title={session.agent}>
          {browserIn(session.agent) ?? t('people.unknownBrowser')}
          {session.isThis ? ` (${t('people.thisOne')})` : ''}
        </span>
      ),
    },
    {
      key: 'address',
      title: t('people.address'),
      width: '24%',
      cell: ({ address }) => <span className="cut">{address}</span>,
    },
    { key: 'used', title: t('people.lastUsed'), width: '130px', cell: ({ usedAt }) => <Ago at={usedAt} /> },
    {
      key: 'end',
      title: t('people.end'),
      width: '110px',
      onCard: 'bare',
      cell: (session) => (
        <ReasonedButton
          size="compact-sm"
          variant="default"
          reason={session.isThis ? t('people.endHere') : undefined}
          busy={busy}
          onClick={() => end(session.no)}
        >
          {t('people.end')}
        </ReasonedButton>
      ),
    },
  ];
  return (
    <DataTable label={t('people.sessions')} columns={columns} rows={rows} rowKey={({ no }) => no} skeletonRows={2} />
  );
}

/** As people call it; what a browser calls itself names three others first. Undefined: none of the known ones. */
export function browserIn(agent: string): string | undefined {
  const browser = [
    ['Edg/', 'Edge'],
    ['OPR/', 'Opera'],
    ['Firefox/', 'Firefox'],
    ['Chrome/', 'Chrome'],
    ['Safari/', 'Safari'],
  ].find(([mark]) => agent.includes(mark ?? ''))?.[1];
  const system = [
    ['Android', 'Android'],
    ['iPhone', 'iPhone'],
    ['iPad', 'iPad'],
    ['Windows', 'Windows'],
    ['Mac OS X', 'macOS'],
    ['Linux', 'Linux'],
  ].find(([mark]) => agent.includes(mark ?? ''))?.[1];
  if (browser === undefined) return undefined;
  return system === undefined ? browser : `${browser}, ${system}`;
}
