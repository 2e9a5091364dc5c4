/** Everybody's API tokens, for administrators: what for, how far they reach, when last used; and their end. */
import { notifications } from '@mantine/notifications';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { useHub } from '../../hub/hub.tsx';
import { peopleKey } from '../../hub/keys.ts';
import { usePeopleWords } from '../../language/people/index.ts';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { Nothing, PeoplePage, problemOf } from './page.tsx';
import { usePlace } from '../../form/place.ts';
import { TokenTable } from './token-table.tsx';
import { useSend } from './use-people.ts';

export function TokensPage() {
  const { t } = usePeopleWords();
  const hub = useHub();
  const place = usePlace();
  const tokens = useQuery({
    queryKey: [...peopleKey, 'tokens'],
    queryFn: ({ signal }) => hub.call('GET /api/settings/tokens', {}, { signal }),
  });
  const rows = tokens.data?.tokens;
  const chosen = rows?.find(({ id }) => String(id) === place.of);
  const revoke = useSend((to, id: number) => to.call('POST /api/settings/tokens/:id/revoke', { params: { id } }), {
    done: () => {
      notifications.show({ message: t('people.revoked') });
      place.close();
    },
  });
  return (
    <PeoplePage
      title={t('nav.tokens')}
      intro={t('people.tokensIntro')}
      tools={<Link to="/account">{t('people.makeTokenAt')}</Link>}
      problem={problemOf(tokens)}
    >
      {rows?.length === 0 ? (
        <Nothing title={t('people.noTokens')} text={t('people.noTokensText')} />
      ) : (
        <TokenTable rows={rows} withOwner revoke={(token) => place.open('revoke', token.id)} />
      )}
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
    </PeoplePage>
  );
}
