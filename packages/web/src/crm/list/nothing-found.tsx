import type { EntityKind } from '@kobling/contract';
import { Link } from 'react-router';
import { useIsAdministrator } from '../../hub/sync-control.tsx';
import { useCrmListWords } from '../../language/crm-list/index.ts';

interface Props {
  readonly kind: EntityKind;
  readonly isAsked: boolean;
  readonly isSelection: boolean;
}

/** Why there is nothing, and what to do next. */
export function NothingFound({ kind, isAsked, isSelection }: Props) {
  const { t } = useCrmListWords();
  const administrator = useIsAdministrator();
  const [title, text] = isAsked
    ? [t('list.noneFit'), t('list.noneFit.text')]
    : isSelection
      ? [t('list.noneIn'), t('list.noneIn.text')]
      : [t(`list.none.${kind}`), t('list.none.text')];
  return (
    <div className="panel nothing">
      <h2>{title}</h2>
      <p>{text}</p>
      {administrator && !isAsked && !isSelection ? <Link to="/import">{t('list.none.import')}</Link> : null}
    </div>
  );
}
