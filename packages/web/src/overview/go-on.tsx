/** A connection that rests because its ERP or the hub was restored: see the plan, or go on. */
import type { ConnectionOverview } from '@kobling/contract';
import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { Dialog } from '../form/dialog.tsx';
import { useHub } from '../hub/hub.tsx';
import { overviewKey } from '../hub/keys.ts';
import { useIsAdministrator, useTellProblem } from '../hub/sync-control.tsx';
import { useLanguage } from '../language/language.tsx';

export function GoOn({ connection }: { readonly connection: ConnectionOverview }) {
  const { t } = useLanguage();
  const [asking, setAsking] = useState(false);
  const administrator = useIsAdministrator();
  const resume = useResume(connection, () => setAsking(false));
  if (connection.hold === null) return null;
  return (
    <div className="go-on">
      <Button
        component={Link}
        to={`/sync/plans?connection=${connection.id}`}
        variant="default"
        size="compact-sm"
        aria-label={`${t('nav.plans')}: ${connection.name}`}
      >
        {t('nav.plans')}
      </Button>
      {administrator ? (
        <Button
          variant="default"
          size="compact-sm"
          aria-label={`${t('hold.goOn')}: ${connection.name}`}
          onClick={() => setAsking(true)}
        >
          {t('hold.goOn')}
        </Button>
      ) : null}
      <Dialog opened={asking} onClose={() => setAsking(false)} title={t('hold.title', { connection: connection.name })}>
        <p>{t(`hold.${connection.hold}`)}</p>
        <div className="row push">
          <Button variant="default" onClick={() => setAsking(false)}>
            {t('cancel')}
          </Button>
          <Button
            aria-disabled={resume.isPending}
            onClick={() => {
              if (!resume.isPending) resume.mutate();
            }}
          >
            {t(connection.hold === 'hub.copy' ? 'hold.originalStopped' : 'hold.goOn')}
          </Button>
        </div>
      </Dialog>
    </div>
  );
}

function useResume(connection: ConnectionOverview, onDone: () => void) {
  const hub = useHub();
  const cache = useQueryClient();
  const tellProblem = useTellProblem();
  return useMutation({
    mutationFn: () =>
      hub.call('POST /api/sync/connections/:id/resume', {
        params: { id: connection.id },
        body: { originalStopped: connection.hold === 'hub.copy' },
      }),
    onSuccess: onDone,
    onError: tellProblem,
    onSettled: () => cache.invalidateQueries({ queryKey: overviewKey }),
  });
}
