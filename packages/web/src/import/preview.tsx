/** Third step: how it is to be done, and what would become of every row; both change together. */
import type { Import, ImportRowAction, ImportSettings } from '@kobling/contract';
import { Button, SegmentedControl } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { Link, useSearchParams } from 'react-router';
import { ReasonedButton } from '../form/reasoned-button.tsx';
import { Still } from '../form/still.tsx';
import { useHub } from '../hub/hub.tsx';
import { importKey } from '../hub/keys.ts';
import { isMoved, Problem } from '../hub/problem.tsx';
import { useTellProblem } from '../hub/sync-control.tsx';
import { useImportWords } from '../language/import/index.ts';
import { RowTable } from './row-table.tsx';
import { Settings } from './settings.tsx';
import { useImportStep } from './use-import.ts';

const actions = ['new', 'changed', 'none', 'refused'] as const satisfies readonly ImportRowAction[];

export function Preview({ found }: { readonly found: Import }) {
  const { t, format } = useImportWords();
  const settle = useSettle(found);
  const start = useImportStep(found.id, 'start');
  // What is chosen stands at once; it is decided by while it is sent.
  const shown = settle.isPending ? { ...found, settings: settle.variables } : found;
  const decided = Object.values(found.actions).some((count) => count > 0);
  // The first look at the preview decides the rows with the settings that stand.
  const asked = useRef(false);
  const { mutate } = settle;
  useEffect(() => {
    if (decided || asked.current) return;
    asked.current = true;
    mutate(found.settings);
  }, [decided, found.settings, mutate]);
  const [search, setSearch] = useSearchParams();
  const only = actions.find((action) => action === search.get('only'));
  const count = (action: ImportRowAction): string => format.number(found.actions[action] ?? 0);
  const counts = { added: count('new'), changed: count('changed'), none: count('none'), refused: count('refused') };
  return (
    <>
      <Still busy={settle.isPending}>
        <Settings found={shown} busy={settle.isPending} onChange={(settings) => settle.mutate(settings)} />
      </Still>
      {settle.error === null ? null : <Problem error={settle.error} />}
      <div className="panel stack">
        <p role="status" className="figures" aria-busy={!decided || settle.isPending}>
          {t('import.previewCounts', { count: found.selected, ...counts })}
        </p>
        <p className="quiet">{t('import.backup')}</p>
        <div className="row">
          <Button variant="default" component={Link} to="?">
            {t('previous')}
          </Button>
          <ReasonedButton
            className="push"
            busy={start.isPending || settle.isPending || !decided}
            reason={found.selected === 0 ? t('import.nothingTicked') : undefined}
            onClick={() => start.mutate()}
          >
            {t('import.run')}
          </ReasonedButton>
        </div>
      </div>
      <SegmentedControl
        className="import-only"
        aria-label={t('import.fate')}
        value={only ?? 'all'}
        data={[
          { value: 'all', label: t('import.everything') },
          ...actions.map((action) => ({ value: action, label: `${t(`import.${action}`)} ${count(action)}` })),
        ]}
        onChange={(value) =>
          setSearch({ step: 'preview', ...(value === 'all' ? {} : { only: value }) }, { replace: true })
        }
      />
      <RowTable found={found} filter={{ action: only }} fates ticks version={JSON.stringify(found.settings)} />
    </>
  );
}

/** @param seen the settings that are shown: what another window chose since is not overwritten. */
function useSettle({ id, settings: seen }: Import) {
  const hub = useHub();
  const cache = useQueryClient();
  const tellProblem = useTellProblem();
  return useMutation({
    mutationFn: (settings: ImportSettings) =>
      hub.call('POST /api/imports/:id/settings', { params: { id }, body: settings }, { over: seen }),
    onError: (error) => (isMoved(error) ? tellProblem(error) : undefined),
    onSuccess: async (answer) => {
      cache.setQueryData([...importKey, id], answer);
      await cache.invalidateQueries({ queryKey: [...importKey, id, 'rows'] });
    },
  });
}
