/** One's own API tokens: made for a program, shown once, revoked. */
import type { TokenScope } from '@kobling/contract';
import { Button, NativeSelect, Radio, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { DraftKept } from '../../form/draft-kept.tsx';
import { FormDialog } from '../../form/form-dialog.tsx';
import { useDraft } from '../../form/use-draft.ts';
import { useHub } from '../../hub/hub.tsx';
import { peopleKey } from '../../hub/keys.ts';
import { Problem } from '../../hub/problem.tsx';
import { usePeopleWords } from '../../language/people/index.ts';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { type Place, usePlace } from '../../form/place.ts';
import { useSaid } from './problem-words.ts';
import { ShownOnce } from './shown-once.tsx';
import { TokenTable } from './token-table.tsx';
import { useSend } from './use-people.ts';

export function OwnTokens({ administrator }: { readonly administrator: boolean }) {
  const { t } = usePeopleWords();
  const hub = useHub();
  const place = usePlace();
  const tokens = useQuery({
    queryKey: [...peopleKey, 'own-tokens'],
    queryFn: ({ signal }) => hub.call('GET /api/account/tokens', {}, { signal }),
  });
  const rows = tokens.data?.tokens;
  const chosen = rows?.find(({ id }) => String(id) === place.of);
  const revoke = useSend((to, id: number) => to.call('POST /api/account/tokens/:id/revoke', { params: { id } }), {
    done: () => {
      notifications.show({ message: t('people.revoked') });
      place.close();
    },
  });
  return (
    <section className="stack">
      <div className="page-head">
        <h2>{t('nav.tokens')}</h2>
        <Button
          className="push"
          variant="default"
          leftSection={<IconPlus size={16} aria-hidden />}
          onClick={() => place.open('token')}
        >
          {t('people.addToken')}
        </Button>
      </div>
      {tokens.error !== null && rows === undefined ? (
        <Problem error={tokens.error} again={() => void tokens.refetch()} />
      ) : rows?.length === 0 ? (
        <p className="quiet">{t('people.noOwnTokens')}</p>
      ) : (
        <TokenTable rows={rows} withOwner={false} revoke={(token) => place.open('revoke', token.id)} />
      )}
      {place.dialog === 'token' ? <TokenDialog administrator={administrator} place={place} /> : null}
      {place.dialog === 'revoke' && chosen !== undefined ? (
        <ConfirmDialog
          title={t('people.revokeOf', { name: chosen.name })}
          text={t('people.revokeText')}
          submit={t('people.revoke')}
          busy={revoke.isPending}
          error={revoke.error}
          onClose={place.close}
          onSubmit={() => revoke.mutate(chosen.id)}
        />
      ) : null}
    </section>
  );
}

const scopes = ['read', 'use', 'settings'] as const satisfies readonly TokenScope[];
const lengths = [30, 90, 365] as const;

const firstWish = { name: '', scope: 'read' as TokenScope, days: '90' };
type Wish = typeof firstWish;

function TokenDialog({ administrator, place }: { readonly administrator: boolean; readonly place: Place }) {
  const { t } = usePeopleWords();
  const draft = useDraft('token.new', firstWish);
  const { name, scope, days } = draft.value;
  const [token, setToken] = useState<string>();
  const make = useSend(
    (hub) => {
      const body = { name, scope, days: days === '' ? null : Number(days) };
      return hub.call('POST /api/account/tokens', { body }, { draft: draft.name });
    },
    {
      done: (made) => {
        setToken(made.token);
        draft.drop();
      },
    },
  );
  const { error, of } = useSaid()(make.error);
  if (token !== undefined)
    return (
      <ShownOnce
        title={t('people.tokenMade')}
        text={t('people.tokenText')}
        label={t('people.token')}
        value={token}
        onClose={place.close}
      />
    );
  return (
    <FormDialog
      opened
      size={520}
      title={t('people.addToken')}
      onClose={place.close}
      onSubmit={() => make.mutate(undefined)}
      submit={t('people.makeToken')}
      reason={name.trim() === '' ? t('people.needTokenName') : undefined}
      busy={make.isPending}
      error={error}
    >
      <DraftKept draft={draft} />
      <TokenFields wish={draft.value} change={draft.change} of={of} administrator={administrator} />
    </FormDialog>
  );
}

interface FieldProps {
  readonly wish: Wish;
  readonly change: (part: Partial<Wish>) => void;
  readonly of: (field: string) => string | null;
  readonly administrator: boolean;
}
function TokenFields({ wish: { name, scope, days }, change, of, administrator }: FieldProps) {
  const { t } = usePeopleWords();
  return (
    <>
      <TextInput
        label={t('name')}
        description={t('people.tokenNameHint')}
        data-autofocus
        required
        withAsterisk={false}
        maxLength={100}
        error={of('name')}
        value={name}
        onChange={(event) => change({ name: event.currentTarget.value })}
      />
      <Radio.Group
        label={t('people.scope')}
        value={scope}
        onChange={(wanted) => change({ scope: scopes.find((each) => each === wanted) ?? 'read' })}
      >
        <div className="people-choices">
          {scopes
            .filter((each) => each !== 'settings' || administrator)
            .map((each) => (
              <Radio
                key={each}
                value={each}
                label={t(`people.scope.${each}`)}
                description={t(`people.scopeHint.${each}`)}
              />
            ))}
        </div>
      </Radio.Group>
      <NativeSelect
        label={t('people.expires')}
        value={days}
        data={[
          ...lengths.map((each) => ({ value: String(each), label: t('people.inDays', { count: each }) })),
          { value: '', label: t('people.never') },
        ]}
        onChange={(event) => change({ days: event.currentTarget.value })}
      />
    </>
  );
}
