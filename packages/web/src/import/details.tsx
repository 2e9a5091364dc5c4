/** Second step: which of the hits. All are ticked to begin with. */
import type { Import } from '@kobling/contract';
import { Button } from '@mantine/core';
import { useNavigate } from 'react-router';
import { ReasonedButton } from '../form/reasoned-button.tsx';
import { useImportWords } from '../language/import/index.ts';
import { RowTable } from './row-table.tsx';
import { useTick } from './use-import.ts';

export function Details({ found }: { readonly found: Import }) {
  const { t, told, format } = useImportWords();
  const navigate = useNavigate();
  const tick = useTick(found.id);
  return (
    <>
      {found.message === null ? null : <p role="status">{told(found.message)}</p>}
      <div className="row">
        <span className="figures">
          {t('import.ticked', { count: found.selected, total: format.number(found.total) })}
        </span>
        <Button variant="default" size="compact-sm" onClick={() => tick.mutate({ selected: true })}>
          {t('import.selectAll')}
        </Button>
        <Button variant="default" size="compact-sm" onClick={() => tick.mutate({ selected: false })}>
          {t('import.tickNone')}
        </Button>
        <ReasonedButton
          className="push"
          reason={found.selected === 0 ? t('import.nothingTicked') : undefined}
          onClick={() => void navigate('?step=preview')}
        >
          {t('import.add')}
        </ReasonedButton>
      </div>
      <RowTable found={found} filter={{}} ticks />
    </>
  );
}
