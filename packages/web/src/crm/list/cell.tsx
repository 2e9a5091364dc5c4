import type { FindableField, FoundRow } from '@kobling/contract';
import { useCrmListWords } from '../../language/crm-list/index.ts';

/** A value in a list, as the user's language writes it; whole in its tooltip where it is cut. */
export function Cell({
  cell,
  field,
}: {
  readonly cell: FoundRow['cells'][string] | undefined;
  readonly field: FindableField | undefined;
}) {
  const { t, format } = useCrmListWords();
  if (cell === undefined || cell.display === '') return null;
  const type = field?.type ?? 'text';
  const words = { yes: t('yes'), no: t('log.no') };
  const text =
    type === 'connections' || type === 'selections' || type === 'list' || cell.display !== cell.value
      ? cell.display
      : format.value(cell.value, type, words);
  return (
    <span className={type === 'text' || type === 'list' ? '' : 'figures'} title={text}>
      {text}
    </span>
  );
}
