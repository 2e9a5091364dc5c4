/** One selection as a list: searched, sorted and narrowed like any other; rows can be taken out of it. */
import { Button, Skeleton } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from 'react-router';
import { usePlace } from '../../form/place.ts';
import { useHub } from '../../hub/hub.tsx';
import { Problem } from '../../hub/problem.tsx';
import { useTellProblem } from '../../hub/sync-control.tsx';
import { useCrmListWords } from '../../language/crm-list/index.ts';
import { RecordIcon } from '../../log/record.tsx';
import { NotFound } from '../../shell/not-found.tsx';
import { List } from '../list/list.tsx';
import { DeleteSelection, RenameSelection } from './dialogs.tsx';
import { selectionsKey, useForgetSelections } from './use-selections.ts';

export function SelectionPage() {
  const id = Number(useParams()['id']);
  return Number.isSafeInteger(id) && id > 0 ? <Opened key={id} id={id} /> : <NotFound />;
}

function Opened({ id }: { readonly id: number }) {
  const { t } = useCrmListWords();
  const hub = useHub();
  const goTo = useNavigate();
  const { dialog, open, close } = usePlace();
  const found = useQuery({
    queryKey: [...selectionsKey, id],
    queryFn: ({ signal }) => hub.call('GET /api/selections/:id', { params: { id } }, { signal }),
    staleTime: 0,
  });
  const takeOut = useTakeOut(id, found.data?.name ?? '');
  const selection = found.data;
  if (selection === undefined)
    return found.error === null ? (
      <Skeleton height={240} aria-busy />
    ) : (
      <div className="stack">
        <Problem error={found.error} />
        <Link to="/selections">{t('sel.title')}</Link>
      </div>
    );
  return (
    <>
      <List kind={selection.kind} title={selection.name} within={id} takeOut={takeOut}>
        <title>{`${selection.name} · Kobling`}</title>
        <h1 className="record record-title">
          <RecordIcon kind={selection.kind} size={20} />
          <span>{selection.name}</span>
        </h1>
        <Link to="/selections">{t('sel.title')}</Link>
        <div className="row push">
          <Button variant="default" onClick={() => open('rename')}>
            {t('sel.rename')}
          </Button>
          <Button variant="default" onClick={() => open('delete')}>
            {t('sel.delete')}
          </Button>
        </div>
      </List>
      {dialog === 'rename' ? <RenameSelection selection={selection} close={close} /> : null}
      {dialog === 'delete' ? (
        <DeleteSelection selection={selection} close={close} done={() => void goTo('/selections', { replace: true })} />
      ) : null}
    </>
  );
}

/** Taken out at once; the toast puts them back. */
function useTakeOut(id: number, name: string): (ids: readonly number[]) => void {
  const { t } = useCrmListWords();
  const hub = useHub();
  const forget = useForgetSelections();
  const tellProblem = useTellProblem();
  const again = { onError: tellProblem, onSettled: forget };
  const putBack = useMutation({
    mutationFn: (ids: readonly number[]) =>
      hub.call('POST /api/selections/:id/add', { params: { id }, body: { members: { ids: [...ids] } } }),
    ...again,
  });
  const taken = useMutation({
    mutationFn: (ids: readonly number[]) =>
      hub.call('POST /api/selections/:id/remove', { params: { id }, body: { ids: [...ids] } }),
    onSuccess: ({ count }, ids) => {
      const toast = notifications.show({
        message: (
          <span className="row">
            {t('sel.removed', { count, name })}
            <Button
              size="compact-sm"
              variant="default"
              onClick={() => {
                notifications.hide(toast);
                putBack.mutate(ids);
              }}
            >
              {t('sel.undo')}
            </Button>
          </span>
        ),
        autoClose: 10_000,
      });
    },
    ...again,
  });
  return (ids) => taken.mutate(ids);
}
