/** One field, side and value: how many records, some or all of them, and the answers. */
import type { HeldGroup, HeldRow } from '@kobling/contract';
import { Button, Checkbox } from '@mantine/core';
import { IconArrowNarrowRight } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useHub } from '../hub/hub.tsx';
import { heldKey } from '../hub/keys.ts';
import { Problem } from '../hub/problem.tsx';
import { useIsAdministrator } from '../hub/sync-control.tsx';
import { useLanguage } from '../language/language.tsx';
import { Ago } from '../language/time.tsx';
import { Value } from '../log/change.tsx';
import { recordName, RecordLink } from '../log/record.tsx';
import { Answers } from './answers.tsx';
import { groupId, groupNames, heldSentence } from './sentence.ts';

const pageSize = 100;

export function HeldGroupPanel({ group }: { readonly group: HeldGroup }) {
  const language = useLanguage();
  const { t } = language;
  const [whole, setWhole] = useState(false);
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const list = useRows(group, whole);
  const rows = whole && list.data !== undefined ? list.data.pages.flatMap((page) => page.rows) : group.examples;
  const choose = (id: number, on: boolean): void =>
    setChosen((old) => new Set(on ? [...old, id] : [...old].filter((each) => each !== id)));
  // What was answered elsewhere is no longer chosen.
  const ids = whole && list.data !== undefined ? rows.map((row) => row.id).filter((id) => chosen.has(id)) : [...chosen];
  return (
    <section className="panel held-group" aria-label={heldSentence(group, language)}>
      <h2>{heldSentence(group, language)}</h2>
      <p className="quiet">
        {group.connection.name} · <Since at={group.since} />
        {group.why === 'oscillating' ? ` · ${t('held.turnedHint')}` : null}
      </p>
      <ul className="held-rows">
        {rows.map((row) => (
          <Row key={row.id} group={group} row={row} chosen={chosen.has(row.id)} choose={choose} />
        ))}
      </ul>
      {whole && list.error !== null ? <Problem error={list.error} again={() => void list.refetch()} /> : null}
      <div className="row held-foot">
        {!whole && group.count > rows.length ? (
          <Button variant="subtle" size="compact-sm" onClick={() => setWhole(true)}>
            {t('held.showAll', { count: group.count })}
          </Button>
        ) : null}
        {whole && list.hasNextPage ? (
          <Button variant="subtle" size="compact-sm" onClick={() => void list.fetchNextPage()}>
            {t('held.showMore')}
          </Button>
        ) : null}
        <Answers group={group} ids={ids} onAnswered={() => setChosen(new Set())} />
      </div>
    </section>
  );
}

function useRows(group: HeldGroup, enabled: boolean) {
  const hub = useHub();
  return useInfiniteQuery({
    queryKey: [...heldKey, 'rows', groupId(group)],
    queryFn: ({ pageParam, signal }) =>
      hub.call(
        'GET /api/sync/held/rows',
        {
          query: {
            connection: group.connection.id,
            ...groupNames(group),
            limit: pageSize,
            ...(pageParam === null ? {} : { afterId: pageParam }),
          },
        },
        { signal },
      ),
    initialPageParam: null as number | null,
    getNextPageParam: (last) => last.nextAfterId,
    enabled,
  });
}

/** A sentence with a time in it: each language puts it elsewhere. */
function Since({ at }: { readonly at: string }) {
  const { t } = useLanguage();
  const [before, after] = t('held.since').split('{when}');
  return (
    <>
      {before}
      <Ago at={at} />
      {after}
    </>
  );
}

interface RowProps {
  readonly group: HeldGroup;
  readonly row: HeldRow;
  readonly chosen: boolean;
  readonly choose: (id: number, on: boolean) => void;
}
function Row({ group, row, chosen, choose }: RowProps) {
  const { t } = useLanguage();
  const record = recordName(row.record, t);
  return (
    <li>
      {useIsAdministrator() ? (
        <Checkbox
          size="xs"
          aria-label={t('held.select', { record })}
          checked={chosen}
          onChange={(event) => choose(row.id, event.currentTarget.checked)}
        />
      ) : null}
      <div className="held-record">
        <RecordLink record={row.record} />
      </div>
      <div className="held-change">
        {group.why === 'ask' ? <BothSides group={group} row={row} /> : null}
        {group.why === 'ask' || group.why === 'create' ? null : <WouldBe group={group} row={row} />}
      </div>
    </li>
  );
}

function WouldBe({ group, row }: Pick<RowProps, 'group' | 'row'>) {
  const { t } = useLanguage();
  return (
    <>
      <Value text={row.oldValue} type={group.field.type} />{' '}
      <IconArrowNarrowRight size={16} className="quiet arrow" aria-label={t('held.wouldBecome')} role="img" />{' '}
      <Value text={row.newValue} type={group.field.type} />
    </>
  );
}

function BothSides({ group, row }: Pick<RowProps, 'group' | 'row'>) {
  const { t } = useLanguage();
  return (
    <>
      <span className="held-side">
        <span className="quiet">{t('crm')}:</span> <Value text={row.crmValue} type={group.field.type} />
      </span>{' '}
      <span className="held-side">
        <span className="quiet">{group.connection.name}:</span> <Value text={row.erpValue} type={group.field.type} />
      </span>
    </>
  );
}
