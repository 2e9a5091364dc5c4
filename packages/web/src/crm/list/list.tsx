/** A list with its search, criteria, columns and rows. What it asks for stands in the address. */
import type { EntityKind, FindableFields, FoundRow } from '@kobling/contract';
import { Button } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconColumns3, IconFilter } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, type ReactNode, Suspense, useCallback, useMemo, useState } from 'react';
import { useLocation, useSearchParams } from 'react-router';
import '../../form/styles.ts';
import { useHub } from '../../hub/hub.tsx';
import { crmKey } from '../../hub/keys.ts';
import { Problem } from '../../hub/problem.tsx';
import { useCrmListWords } from '../../language/crm-list/index.ts';
import { ChooseBar } from './choose-bar.tsx';
import { type Columns, useColumnLabel, useColumns } from './columns.ts';
import { Criteria } from './criteria.tsx';
import { type Ask, useFoundRows } from './found-rows.ts';
import { Grid } from './grid.tsx';
import './list.css';
import { NothingFound } from './nothing-found.tsx';
import { asked, nameField, nextSort, orderOf, type Question, readQuestion, writeQuestion } from './question.ts';
import { QuickSearch } from './quick-search.tsx';

const ColumnsDialog = lazy(() => import('./columns-dialog.tsx').then((part) => ({ default: part.ColumnsDialog })));

interface Props {
  readonly kind: EntityKind;
  readonly title: string;
  /** Only records of this selection. */
  readonly within?: number;
  readonly takeOut?: (ids: readonly number[]) => void;
  /** The heading. */
  readonly children: ReactNode;
}
const noFields: FindableFields = { fields: [], lists: {} };

export function List({ kind, title, within, takeOut, children }: Props) {
  const { t } = useCrmListWords();
  const [question, ask] = useQuestion();
  const known = useKnown(kind);
  const fields = known.data?.fields ?? noFields.fields;
  const columns = useColumns(kind, fields);
  const [open, setOpen] = useState(question.criteria.length > 0);
  const [dialog, setDialog] = useState(false);
  const { chosen, choose, chooseNone } = useChosen();
  const criteria = useMemo(() => asked(question, fields, within), [question, fields, within]);
  const { keys } = columns;
  const rows = useRows(
    known.data === undefined || keys === undefined ? undefined : { kind, criteria, columns: keys, sort: question.sort },
  );
  const count = question.criteria.length;
  if (known.error !== null && known.data === undefined)
    return <Problem error={known.error} again={() => void known.refetch()} />;
  return (
    <div className="list-page">
      <div className="page-head">{children}</div>
      <div className="row list-bar">
        <QuickSearch text={question.text} change={(text) => ask({ text })} />
        <Button
          variant={count > 0 ? 'light' : 'default'}
          leftSection={<IconFilter size={16} aria-hidden />}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          {count === 0 ? t('list.criteria') : `${t('list.criteria')} (${count})`}
        </Button>
        <Button variant="default" leftSection={<IconColumns3 size={16} aria-hidden />} onClick={() => setDialog(true)}>
          {t('list.columns')}
        </Button>
        <Total kind={kind} total={rows.total} />
        <ChooseBar
          kind={kind}
          chosen={chosen}
          criteria={criteria}
          chooseNone={chooseNone}
          none={rows.total?.count === 0}
          takeOut={
            takeOut &&
            ((ids) => {
              takeOut(ids);
              chooseNone();
            })
          }
        />
      </div>
      {open ? (
        <Criteria
          kind={kind}
          known={known.data ?? noFields}
          criteria={question.criteria}
          change={(next) => ask({ criteria: next })}
        />
      ) : null}
      {rows.error === null ? null : <Problem error={rows.error} again={rows.again} />}
      {rows.total?.count === 0 ? (
        <NothingFound kind={kind} isAsked={count > 0 || question.text !== ''} isSelection={within !== undefined} />
      ) : (
        <Rows {...{ kind, title, fields, columns, question, ask, rows, chosen, choose }} />
      )}
      <Suspense fallback={null}>
        {dialog ? <ColumnsDialog kind={kind} fields={fields} columns={columns} close={() => setDialog(false)} /> : null}
      </Suspense>
    </div>
  );
}

function useChosen() {
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  return {
    chosen,
    choose: ({ id }: FoundRow): void =>
      setChosen((old) => new Set(old.has(id) ? [...old].filter((one) => one !== id) : [...old, id])),
    chooseNone: (): void => setChosen(new Set()),
  };
}

function useQuestion(): readonly [Question, (part: Partial<Question>) => void] {
  const [search, setSearch] = useSearchParams();
  const question = useMemo(() => readQuestion(search), [search]);
  return [question, (part) => setSearch((now) => writeQuestion(now, part), { replace: true })];
}

function useKnown(kind: EntityKind) {
  const hub = useHub();
  const { language } = useCrmListWords();
  return useQuery({
    queryKey: [...crmKey, 'fields', kind, language],
    queryFn: ({ signal }) => hub.call('GET /api/find/:kind/fields', { params: { kind } }, { signal }),
    staleTime: 60_000,
  });
}

function useRows(ask: Ask | undefined) {
  const cache = useQueryClient();
  const [sight, setSight] = useState({ from: 0, to: 0 });
  const sees = useCallback((from: number, to: number) => setSight({ from, to }), []);
  return { ...useFoundRows(ask, sight.from, sight.to, cache), sees };
}

interface RowsProps extends Pick<Props, 'kind' | 'title'> {
  readonly fields: FindableFields['fields'];
  readonly columns: Columns;
  readonly question: Question;
  readonly ask: (part: Partial<Question>) => void;
  readonly rows: ReturnType<typeof useRows>;
  readonly chosen: ReadonlySet<number>;
  readonly choose: (row: FoundRow) => void;
}

function Rows({ kind, title, fields, columns, question, ask, rows, chosen, choose }: RowsProps) {
  const labelOf = useColumnLabel(kind);
  const { t } = useCrmListWords();
  const narrow = useMediaQuery('(max-width: 760px)') ?? false;
  const { key: place } = useLocation();
  const name = nameField[kind];
  const shown = [name, ...(columns.keys ?? [])].map((key) => {
    const field = fields.find((one) => one.key === key);
    const label = key === name ? t('name') : labelOf(field ?? { key, label: key });
    return { key, field, title: label, width: columns.widths.get(key) };
  });
  return (
    <Grid
      label={title}
      columns={shown}
      resize={columns.resize}
      rows={rows}
      sort={orderOf(question.sort, name)}
      sortBy={(field, add) => ask({ sort: nextSort(question.sort, field, add, name) })}
      chosen={chosen}
      choose={choose}
      narrow={narrow}
      place={place}
      question={JSON.stringify(question)}
      sees={rows.sees}
    />
  );
}

function Total({ kind, total }: { readonly kind: EntityKind; readonly total: ReturnType<typeof useRows>['total'] }) {
  const { t } = useCrmListWords();
  const words = total === undefined ? '' : t(`list.${total.exact ? 'total' : 'more'}.${kind}`, { count: total.count });
  return (
    <span role="status" className="quiet figures list-total">
      {words}
    </span>
  );
}
