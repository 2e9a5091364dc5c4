/** What Why? unfolds: the sentences, the way to mend it where there is one, and the field's history. */
import type { CrmRecord, RecordConnection, RecordField, Why } from '@kobling/contract';
import { Link } from 'react-router';
import { type RecordKey, useRecordWords } from '../language/record/index.ts';
import { FieldHistory } from './field-history.tsx';
import { whySentences } from './sentences.ts';

interface Props {
  readonly record: CrmRecord;
  readonly connection: RecordConnection['connection'];
  readonly field: RecordField;
}

export function WhyPanel({ record, connection, field }: Props) {
  const words = useRecordWords();
  const way = wayOut(field.why, connection.id);
  return (
    <div className="why">
      <p className="why-said">
        {whySentences(field, words).join(' ')}
        {way === undefined ? null : (
          <>
            {' '}
            <Link to={way.to}>{words.t(way.words)}</Link>
          </>
        )}
      </p>
      <FieldHistory record={record} field={field.field} />
    </div>
  );
}

/** The page on which something can be done about it. */
function wayOut(
  { status, loser }: Why,
  connectionId: number,
): { readonly to: string; readonly words: RecordKey } | undefined {
  const on = `?connection=${connectionId}`;
  switch (status.code) {
    case 'held':
      return { to: `/sync/held${on}`, words: 'record.toHeld' };
    case 'failed':
    case 'failing':
    case 'parked':
    case 'linkHeld':
    case 'missingInErp':
    case 'waitingForParent':
      return { to: `/sync/failures${on}`, words: 'record.toFailure' };
    case 'planned':
      return { to: '/sync/plans', words: 'record.toPlan' };
    default:
      return loser?.code === 'open' ? { to: `/sync/conflicts${on}`, words: 'record.toConflict' } : undefined;
  }
}
