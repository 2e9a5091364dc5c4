/** The frame of a connection's four pages: its name, the way back, and tabs between them. */
import type { MappedConnection } from '@kobling/contract';
import { Skeleton } from '@mantine/core';
import { IconChevronLeft } from '@tabler/icons-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { Link } from 'react-router';
import { Problem } from '../../hub/problem.tsx';
import { type MappingKey, useMappingWords } from '../../language/mapping/index.ts';
import '../../form/styles.ts';
import { type Part, partPath } from './connection-path.ts';
import './mapping.css';

const parts = [
  { path: 'mappings', title: 'mapping.mappings' },
  { path: 'lists', title: 'mapping.lists' },
  { path: 'defaults', title: 'mapping.defaults' },
  { path: 'rank', title: 'mapping.rank' },
] as const satisfies readonly { readonly path: Part; readonly title: MappingKey }[];

interface Props {
  readonly id: number;
  readonly part: Part;
  /** Undefined while it is fetched. */
  readonly connection: MappedConnection | undefined;
  readonly error: unknown;
  readonly again: () => void;
  /** At the right of the tabs. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

export function ConnectionFrame({ id, part, connection, error, again, actions, children }: Props) {
  const { t } = useMappingWords();
  const tabs = useRef<HTMLElement>(null);
  // On a telephone the last one stands beside the screen.
  useEffect(() => {
    tabs.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [part]);
  const title = parts.find(({ path }) => path === part)?.title ?? 'mapping.mappings';
  if (connection === undefined && error !== null && error !== undefined)
    return (
      <div className="stack">
        <BackLink id={id} />
        <Problem error={error} again={again} />
      </div>
    );
  return (
    <div className="stack mapping">
      <title>{`${t(title)} · ${connection?.name ?? ''} · Kobling`}</title>
      <div className="mapping-head">
        <BackLink id={id} />
        <div className="page-head">
          <h1>{connection?.name ?? <Skeleton height={20} width={180} my={4} />}</h1>
          {connection?.active === false ? <span className="quiet">{t('mapping.inactive')}</span> : null}
          {actions === undefined ? null : <div className="row push">{actions}</div>}
        </div>
        <nav
          ref={tabs}
          className="mapping-parts"
          aria-label={t('mapping.parts', { connection: connection?.name ?? '' })}
        >
          {parts.map((each) => (
            <Link
              key={each.path}
              className="plain-link"
              to={partPath(id, each.path)}
              aria-current={each.path === part ? 'page' : undefined}
            >
              {t(each.title)}
            </Link>
          ))}
        </nav>
      </div>
      {children}
      {connection === undefined ? null : <Next id={id} part={part} />}
    </div>
  );
}

/** To the list, where the connection is still the chosen one. */
function BackLink({ id }: { readonly id: number }) {
  const { t } = useMappingWords();
  return (
    <Link className="mapping-back" to={`/settings/sync?connection=${id}`}>
      <IconChevronLeft size={16} aria-hidden />
      {t('erpConnections')}
    </Link>
  );
}

/** The way on in the help's order. Always there, so that nothing moves with a save. */
function Next({ id, part }: { readonly id: number; readonly part: Part }) {
  const { t } = useMappingWords();
  const [to, title] = nextOf[part](id);
  return (
    <p className="mapping-next">
      <Link to={to}>
        {t('mapping.next')} {t(title)}
      </Link>
    </p>
  );
}

const nextOf: Readonly<Record<Part, (id: number) => readonly [to: string, title: MappingKey]>> = {
  mappings: (id) => [partPath(id, 'lists'), 'mapping.lists'],
  lists: (id) => [partPath(id, 'defaults'), 'mapping.defaults'],
  defaults: (id) => [partPath(id, 'rank'), 'mapping.rank'],
  rank: (id) => [`/settings/sync?connection=${id}&dialog=priority`, 'mapping.priority'],
};
