/** Over the log of one run: which one it is, and its undo. */
import { Button } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import { useIsAdministrator } from '../hub/sync-control.tsx';
import { useRecordWords } from '../language/record/index.ts';
import { useStartUndo } from './start-undo.ts';

export function RunBar({ run }: { readonly run: number }) {
  const { t } = useRecordWords();
  const start = useStartUndo();
  return useIsAdministrator() ? (
    <Button
      className="push"
      variant="default"
      leftSection={<IconArrowBackUp size={16} aria-hidden />}
      aria-disabled={start.isPending}
      onClick={() => {
        if (!start.isPending) start.mutate({ scope: { kind: 'run', runId: run } });
      }}
    >
      {t('undo.beginRun', { run: String(run) })}
    </Button>
  ) : null;
}
