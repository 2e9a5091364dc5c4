/** Held: what a run would have changed too often, what two ERPs turn, and what needs an answer; with the answers. */
import { Skeleton } from '@mantine/core';
import { IconCircleCheckFilled } from '@tabler/icons-react';
import { useSearchParams } from 'react-router';
import { Problem } from '../hub/problem.tsx';
import { useLanguage } from '../language/language.tsx';
import { ConnectionFilter } from '../table/connection-filter.tsx';
import { HeldGroupPanel } from './group.tsx';
import { groupId } from './sentence.ts';
import { useHeld } from './use-held.ts';
import './held.css';

export function HeldPage() {
  const { t } = useLanguage();
  const [search] = useSearchParams();
  const held = useHeld(Number(search.get('connection')) || undefined);
  const groups = held.data?.groups;
  return (
    <div className="stack">
      <title>{`${t('nav.held')} · Kobling`}</title>
      <div className="page-head">
        <h1>{t('nav.held')}</h1>
        <ConnectionFilter />
      </div>
      {groups === undefined && held.error !== null ? (
        <Problem error={held.error} again={() => void held.refetch()} />
      ) : null}
      {groups === undefined && held.error === null ? (
        <div aria-busy="true">
          <Skeleton height={180} />
        </div>
      ) : null}
      {groups?.length === 0 ? (
        <section className="panel nothing">
          <IconCircleCheckFilled size={32} color="var(--ok)" aria-hidden />
          <h2>{t('held.emptyTitle')}</h2>
          <p>{t('held.empty')}</p>
        </section>
      ) : null}
      {groups !== undefined && groups.length > 0 ? (
        <>
          <p className="quiet held-intro">{t('held.intro')}</p>
          {groups.map((group) => (
            <HeldGroupPanel key={groupId(group)} group={group} />
          ))}
        </>
      ) : null}
    </div>
  );
}
