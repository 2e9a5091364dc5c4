/** Plans: what a sync would change, before anything is changed. Make one, look at it, decide about it. */
import type { Plan, PlanOf } from '@kobling/contract';
import { Button, Menu } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconClipboardCheck, IconClipboardPlus } from '@tabler/icons-react';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { useHub } from '../hub/hub.tsx';
import { plansKey } from '../hub/keys.ts';
import { Problem } from '../hub/problem.tsx';
import { useIsAdministrator, useOverview, useTellProblem } from '../hub/sync-control.tsx';
import { usePlansWords } from '../language/plans/index.ts';
import { Ago } from '../language/time.tsx';
import { ConnectionFilter } from '../table/connection-filter.tsx';
import { type Column, DataTable } from '../table/data-table.tsx';
import { PlanState } from './plan-state.tsx';
import { useCarryOut } from './carry-out.ts';
import './plans.css';

const pageSize = 50;

export function PlansPage() {
  const { t } = usePlansWords();
  const hub = useHub();
  const [search] = useSearchParams();
  const connection = Number(search.get('connection')) || undefined;
  const list = useInfiniteQuery({
    queryKey: [...plansKey, 'list', connection ?? 0],
    queryFn: ({ pageParam, signal }) =>
      hub.call(
        'GET /api/sync/plans',
        { query: { limit: pageSize, connection, ...(pageParam === null ? {} : { beforeId: pageParam }) } },
        { signal },
      ),
    initialPageParam: null as number | null,
    getNextPageParam: (last) => last.nextBeforeId,
  });
  const rows = list.data?.pages.flatMap((page) => page.rows);
  return (
    <div className="stack">
      <title>{`${t('nav.plans')} · Kobling`}</title>
      <div className="page-head">
        <h1>{t('nav.plans')}</h1>
        <ConnectionFilter />
        <MakePlan />
      </div>
      {rows === undefined && list.error !== null ? (
        <Problem error={list.error} again={() => void list.refetch()} />
      ) : null}
      {rows?.length === 0 ? (
        <section className="panel nothing">
          <IconClipboardCheck size={32} aria-hidden />
          <h2>{t('plans.emptyTitle')}</h2>
          <p>{t('plans.empty')}</p>
        </section>
      ) : rows === undefined && list.error !== null ? null : (
        <>
          <p className="quiet plan-intro">{t('plans.intro')}</p>
          <PlanTable rows={rows} />
        </>
      )}
      {list.hasNextPage ? (
        <Button className="older" variant="default" onClick={() => void list.fetchNextPage()}>
          {t('log.older')}
        </Button>
      ) : null}
    </div>
  );
}

function PlanTable({ rows }: { readonly rows: readonly Plan[] | undefined }) {
  const { t, format } = usePlansWords();
  const columns: readonly Column<Plan>[] = [
    {
      key: 'plan',
      title: t('plans.plan'),
      width: '24%',
      onCard: 'title',
      cell: (plan) => (
        <Link className="cut" to={`/sync/plans/${plan.id}`}>
          {t('plans.titleOf', { number: String(plan.id), what: t(`plans.of.${plan.of}`) })}
        </Link>
      ),
    },
    {
      key: 'connection',
      title: t('erpConnection'),
      cell: (plan) => <span className="cut">{plan.connection.name}</span>,
    },
    {
      key: 'state',
      title: t('plans.state'),
      width: '260px',
      cell: (plan) => <PlanState status={plan.status} nothing={plan.records === 0 && plan.waiting === 0} />,
    },
    {
      key: 'records',
      title: t('plans.records'),
      width: '100px',
      align: 'right',
      cell: (plan) => format.number(plan.records),
    },
    { key: 'by', title: t('plans.by'), width: '12%', cell: (plan) => <span className="cut">{plan.by}</span> },
    { key: 'when', title: t('when'), width: '132px', align: 'right', cell: (plan) => <Ago at={plan.createdAt} /> },
  ];
  return <DataTable label={t('nav.plans')} columns={columns} rows={rows} rowKey={(plan) => plan.id} />;
}

const wishes = ['sync', 'resyncFromErp', 'resyncFromCrm'] as const satisfies readonly PlanOf[];

/** For each active connection: a sync, or a resync one way, as a plan. */
function MakePlan() {
  const { t } = usePlansWords();
  const hub = useHub();
  const cache = useQueryClient();
  const navigate = useNavigate();
  const tellProblem = useTellProblem();
  const carryOut = useCarryOut();
  const connections = useOverview().data?.connections.filter((each) => each.active) ?? [];
  const make = useMutation({
    mutationFn: async (wish: { readonly connectionId: number; readonly of: (typeof wishes)[number] }) => {
      const told = notifications.show({ message: t('plans.beingMade'), autoClose: false });
      try {
        await carryOut(await hub.call('POST /api/sync/plans', { body: wish }));
        const newest = await hub.call('GET /api/sync/plans', { query: { connection: wish.connectionId, limit: 1 } });
        return newest.rows[0]?.id;
      } finally {
        notifications.hide(told);
      }
    },
    onSuccess: (id) => (id === undefined ? undefined : navigate(`/sync/plans/${id}`)),
    onError: tellProblem,
    onSettled: () => cache.invalidateQueries({ queryKey: plansKey }),
  });
  if (!useIsAdministrator() || connections.length === 0) return null;
  return (
    <Menu position="bottom-end" shadow="md">
      <Menu.Target>
        <Button
          className="push"
          leftSection={<IconClipboardPlus size={16} aria-hidden />}
          aria-disabled={make.isPending}
        >
          {t('plans.make')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {connections.map((connection) => [
          <Menu.Label key={connection.id}>{connection.name}</Menu.Label>,
          ...wishes.map((of) => (
            <Menu.Item
              key={`${connection.id} ${of}`}
              onClick={() => {
                if (!make.isPending) make.mutate({ connectionId: connection.id, of });
              }}
            >
              {t(`plans.of.${of}`)}
            </Menu.Item>
          )),
        ])}
      </Menu.Dropdown>
    </Menu>
  );
}
