import type { ApiToken } from '@kobling/contract';
import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { usePeopleWords } from '../../language/people/index.ts';
import { Ago, useNow } from '../../language/time.tsx';
import { type Column, DataTable } from '../../table/data-table.tsx';

interface Props {
  readonly rows: readonly ApiToken[] | undefined;
  readonly withOwner: boolean;
  readonly revoke: (token: ApiToken) => void;
}
export function TokenTable({ rows, withOwner, revoke }: Props) {
  const { t, format } = usePeopleWords();
  const now = useNow();
  const columns: readonly Column<ApiToken>[] = [
    { key: 'name', title: t('name'), onCard: 'title', cell: (token) => <span className="cut">{token.name}</span> },
    ...(withOwner
      ? [
          {
            key: 'owner',
            title: t('people.owner'),
            width: '16%',
            cell: (token: ApiToken) => <span className="cut">{token.owner}</span>,
          },
        ]
      : []),
    { key: 'scope', title: t('people.scope'), width: '130px', cell: ({ scope }) => t(`people.scope.${scope}`) },
    {
      key: 'used',
      title: t('people.lastUsed'),
      width: '130px',
      cell: ({ usedAt }) =>
        usedAt === null ? <span className="quiet">{t('people.never')}</span> : <Ago at={usedAt} />,
    },
    {
      key: 'expires',
      title: t('people.expires'),
      width: '150px',
      cell: ({ expiresAt }) => {
        if (expiresAt === null) return <span className="quiet">{t('people.never')}</span>;
        if (Date.parse(expiresAt) > now) return format.value(expiresAt.slice(0, 10), 'date', { yes: '', no: '' });
        return (
          <span className="state tone-warn">
            <IconAlertTriangle size={16} aria-hidden />
            {t('people.expired')}
          </span>
        );
      },
    },
    {
      key: 'revoke',
      title: t('people.revoke'),
      width: '120px',
      onCard: 'bare',
      cell: (token) => (
        <Button
          size="compact-sm"
          variant="default"
          aria-label={t('people.revokeOf', { name: token.name })}
          onClick={() => revoke(token)}
        >
          {t('people.revoke')}
        </Button>
      ),
    },
  ];
  return <DataTable label={t('nav.tokens')} columns={columns} rows={rows} rowKey={({ id }) => id} skeletonRows={3} />;
}
