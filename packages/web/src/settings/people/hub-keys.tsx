/** The hub's own keys: what an application registers to know that it is this hub that calls. */
import type { HubKey } from '@kobling/contract';
import { Button, Skeleton } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { ReasonedButton } from '../../form/reasoned-button.tsx';
import { useTellProblem } from '../../hub/sync-control.tsx';
import { usePeopleWords } from '../../language/people/index.ts';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { useSend } from './use-people.ts';

export function HubKeys({ keys }: { readonly keys: readonly HubKey[] | undefined }) {
  const { t } = usePeopleWords();
  const tellProblem = useTellProblem();
  const [using, setUsing] = useState(false);
  const change = useSend((hub, wish: 'next' | 'use') => hub.call('POST /api/settings/hub-key', { body: { wish } }), {
    done: () => setUsing(false),
    failed: tellProblem,
  });
  const hasNext = keys?.some(({ state }) => state === 'next') === true;
  return (
    <section className="panel stack" aria-label={t('people.hubKeys')}>
      <h2>{t('people.hubKeys')}</h2>
      <p className="quiet people-intro">{t('people.hubKeysIntro')}</p>
      {keys === undefined ? (
        <Skeleton height={120} aria-busy="true" />
      ) : (
        keys.map((key) => <OneKey key={key.kid} shown={key} />)
      )}
      <div className="row">
        <ReasonedButton
          variant="default"
          reason={hasNext ? t('people.nextThere') : undefined}
          busy={change.isPending}
          onClick={() => change.mutate('next')}
        >
          {t('people.makeNext')}
        </ReasonedButton>
        <ReasonedButton
          variant="default"
          reason={hasNext ? undefined : t('people.noNext')}
          busy={change.isPending}
          onClick={() => setUsing(true)}
        >
          {t('people.useNext')}
        </ReasonedButton>
      </div>
      {using ? (
        <ConfirmDialog
          title={t('people.useNext')}
          text={t('people.useNextText')}
          submit={t('people.useNext')}
          busy={change.isPending}
          error={undefined}
          onClose={() => setUsing(false)}
          onSubmit={() => change.mutate('use')}
        />
      ) : null}
    </section>
  );
}

function OneKey({ shown: { state, kid, publicPem } }: { readonly shown: HubKey }) {
  const { t } = usePeopleWords();
  const tellProblem = useTellProblem();
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(publicPem);
      notifications.show({ message: t('people.copied') });
    } catch (error) {
      tellProblem(error);
    }
  };
  return (
    <div className="stack">
      <div className="row">
        <strong>{t(`people.key.${state}`)}</strong>
        <code className="quiet cut">{kid}</code>
        <Button className="push" size="compact-sm" variant="default" onClick={() => void copy()}>
          {t('people.copyKey')}
        </Button>
      </div>
      <pre className="people-pem">{publicPem.trim()}</pre>
    </div>
  );
}
