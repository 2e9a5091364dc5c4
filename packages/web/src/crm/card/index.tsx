/**
 * The card of a company, a person or a project. In order: `index.tsx` finds it, `card.tsx` is its frame with heading, tabs and
 * Save, `details-view.tsx` and `details-edit.tsx` its fields, `related.tsx` its persons and projects, `clash.tsx` what to do
 * when two people changed the same field.
 */
import type { CrmRecord, EntityKind } from '@kobling/contract';
import { Skeleton } from '@mantine/core';
import { Link, Navigate, useLocation, useParams } from 'react-router';
import { HubError } from '../../hub/client.ts';
import { Problem } from '../../hub/problem.tsx';
import { useCrmWords } from '../../language/crm/index.ts';
import { recordName } from '../../log/record.tsx';
import { NotFound } from '../../shell/not-found.tsx';
import { cardPath, listOf } from '../places.ts';
import { useCard, useForm } from '../use-card.ts';
import { Card } from './card.tsx';
import { NewCard } from './new-card.tsx';
import './card.css';

export function CardPage({ kind }: { readonly kind: EntityKind }) {
  const { id = '' } = useParams();
  if (id === 'new') return <NewCard kind={kind} />;
  const number = Number(id);
  if (!Number.isSafeInteger(number) || number < 1) return <NotFound />;
  return <CardOf key={`${kind} ${number}`} kind={kind} id={number} />;
}

function CardOf({ kind, id }: { readonly kind: EntityKind; readonly id: number }) {
  const card = useCard(kind, id);
  const form = useForm(kind);
  const { search } = useLocation();
  if (card.data !== undefined && card.data.mergedFrom !== null)
    return (
      <Navigate
        to={cardPath(kind, card.data.record.id) + search}
        state={{ mergedFrom: card.data.mergedFrom } satisfies CameFrom}
        replace
      />
    );
  if (card.data !== undefined && form.data !== undefined)
    return (
      <div className="stack">
        <MergedFrom />
        <Card card={card.data} form={form.data} />
      </div>
    );
  const error = card.error ?? form.error;
  if (error === null) return <CardSkeleton />;
  return error instanceof HubError && error.status === 404 ? (
    <Gone kind={kind} error={error} />
  ) : (
    <Problem error={error} again={() => void (card.error === null ? form : card).refetch()} />
  );
}

interface CameFrom {
  readonly mergedFrom?: CrmRecord;
}

/** Whoever came by the address of a record that is no more is told why another one is here. */
function MergedFrom() {
  const { t } = useCrmWords();
  const { state } = useLocation() as { readonly state: CameFrom | null };
  const gone = state?.mergedFrom;
  if (gone === undefined) return null;
  const words = { gone: recordName(gone, t), id: String(gone.id) };
  return (
    <p className="form-kept" role="status">
      {t('crm.mergedFrom', words)}
    </p>
  );
}

function Gone({ kind, error }: { readonly kind: EntityKind; readonly error: unknown }) {
  const { t } = useCrmWords();
  const { path, title } = listOf[kind];
  return (
    <div className="stack">
      <Problem error={error} />
      <Link to={path}>{t(title)}</Link>
    </div>
  );
}

export function CardSkeleton() {
  return (
    <div className="stack" aria-busy="true">
      <Skeleton height={32} width={260} />
      <Skeleton height={36} />
      <div className="card-sections">
        <Skeleton height={200} />
        <Skeleton height={200} />
      </div>
    </div>
  );
}
