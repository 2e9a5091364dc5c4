/** The audit trail: who changed which setting, when, from what to what. */
import type { TrailEntry } from '@kobling/contract';
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useHub } from '../../hub/hub.tsx';
import { peopleKey } from '../../hub/keys.ts';
import { useAuditWords } from '../../language/audit/index.ts';
import { usePeopleWords } from '../../language/people/index.ts';
import { Change } from './audit-change.tsx';
import { subjectWords, whoWords } from './audit-subject.ts';
import { Ago } from '../../language/time.tsx';
import { type Column, DataTable } from '../../table/data-table.tsx';
import { FilterText } from './filter-text.tsx';
import { Nothing, PeoplePage, problemOf } from './page.tsx';
import { usePlace } from '../../form/place.ts';

const pageSize = 50;

export function AuditPage() {
  const { t } = usePeopleWords();
  const hub = useHub();
  const { search, set } = usePlace();
  const part = (name: string): string | undefined => search.get(name) ?? undefined;
  const filter = {
    by: part('by'),
    area: part('area'),
    text: part('q'),
    from: startOf(part('from')),
    to: endOf(part('to')),
  };
  const trail = useInfiniteQuery({
    queryKey: [...peopleKey, 'trail', filter],
    queryFn: ({ pageParam, signal }) =>
      hub.call(
        'GET /api/settings/trail',
        { query: { ...filter, limit: pageSize, beforeId: pageParam ?? undefined } },
        { signal },
      ),
    initialPageParam: null as number | null,
    getNextPageParam: (last) => last.nextBeforeId,
    placeholderData: (before) => before,
  });
  const rows = trail.data?.pages.flatMap(({ entries }) => entries);
  const [first] = trail.data?.pages ?? [];
  const day = (name: 'from' | 'to') => (
    <TextInput
      type="date"
      size="xs"
      label={t(`people.${name}Day`)}
      value={part(name) ?? ''}
      onChange={(event) => set({ [name]: event.currentTarget.value })}
    />
  );
  return (
    <PeoplePage title={t('nav.audit')} intro={t('people.auditIntro')} problem={problemOf(trail)}>
      <div className="row people-filters" role="search" aria-label={t('nav.audit')}>
        <FilterText label={t('search')} value={part('q') ?? ''} set={(q) => set({ q })} />
        <Choice name="by" label={t('people.who')} words={first?.people} value={part('by')} set={set} />
        <Choice name="area" label={t('people.area')} words={first?.areas} value={part('area')} set={set} />
        {day('from')}
        {day('to')}
      </div>
      {rows?.length === 0 ? (
        <Nothing title={t('people.noTrail')} text={t('people.noTrailText')} />
      ) : (
        <TrailTable rows={rows} />
      )}
      {trail.hasNextPage ? (
        <Button className="older" variant="default" onClick={() => void trail.fetchNextPage()}>
          {t('log.older')}
        </Button>
      ) : null}
    </PeoplePage>
  );
}

interface ChoiceProps {
  readonly name: 'by' | 'area';
  readonly label: string;
  readonly words: readonly string[] | undefined;
  readonly value: string | undefined;
  readonly set: (parts: Readonly<Record<string, string>>) => void;
}
function Choice({ name, label, words = [], value = '', set }: ChoiceProps) {
  const { t } = usePeopleWords();
  const said = useAuditWords();
  const shown = (word: string): string =>
    name === 'by' ? whoWords(word, said) : (said.wordFor(`audit.area.${word}`) ?? word);
  const all = value === '' || words.includes(value) ? words : [...words, value];
  return (
    <NativeSelect
      size="xs"
      label={label}
      value={value}
      data={[{ value: '', label: t('people.all') }, ...all.map((word) => ({ value: word, label: shown(word) }))]}
      onChange={(event) => set({ [name]: event.currentTarget.value })}
    />
  );
}

function TrailTable({ rows }: { readonly rows: readonly TrailEntry[] | undefined }) {
  const { t } = usePeopleWords();
  const words = useAuditWords();
  const { wordFor } = words;
  const columns: readonly Column<TrailEntry>[] = [
    { key: 'when', title: t('when'), width: '132px', cell: ({ at }) => <Ago at={at} /> },
    {
      key: 'who',
      title: t('people.who'),
      width: '10%',
      cell: ({ by }) => <span className="cut">{whoWords(by, words)}</span>,
    },
    {
      key: 'what',
      title: t('people.what'),
      width: '23%',
      cell: ({ action }) => wordFor(`audit.do.${action}`) ?? action,
    },
    {
      key: 'subject',
      title: t('people.subject'),
      width: '20%',
      onCard: 'title',
      cell: ({ subject }) => {
        const said = subjectWords(subject, words);
        return (
          <span className="cut" title={said}>
            {said}
          </span>
        );
      },
    },
    { key: 'change', title: t('people.change'), cell: (entry) => <Change entry={entry} /> },
  ];
  return <DataTable label={t('nav.audit')} columns={columns} rows={rows} rowKey={({ id }) => id} />;
}

/** Days of the browser's zone. */
const startOf = (day: string | undefined): string | undefined => atMidnight(day, 0);
const endOf = (day: string | undefined): string | undefined => atMidnight(day, 1);
function atMidnight(day: string | undefined, plusDays: number): string | undefined {
  const [, year, month, date] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(day ?? '') ?? [];
  if (year === undefined) return undefined;
  return new Date(Number(year), Number(month) - 1, Number(date) + plusDays).toISOString();
}
