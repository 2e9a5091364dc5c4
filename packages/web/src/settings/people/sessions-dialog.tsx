/** Which browsers are logged in as a user, and the end of one or all. */
import type { User } from '@kobling/contract';
import { useQuery } from '@tanstack/react-query';
import { Dialog } from '../../form/dialog.tsx';
import { ReasonedButton } from '../../form/reasoned-button.tsx';
import { useHub } from '../../hub/hub.tsx';
import { peopleKey } from '../../hub/keys.ts';
import { Problem } from '../../hub/problem.tsx';
import { usePeopleWords } from '../../language/people/index.ts';
import type { Place } from '../../form/place.ts';
import { SessionTable } from './session-table.tsx';
import { useSend } from './use-people.ts';

export function SessionsDialog({ user, place }: { readonly user: User; readonly place: Place }) {
  const { t } = usePeopleWords();
  const hub = useHub();
  const { id } = user;
  const sessions = useQuery({
    queryKey: [...peopleKey, 'sessions', id],
    queryFn: ({ signal }) => hub.call('GET /api/settings/users/:id/sessions', { params: { id } }, { signal }),
  });
  const end = useSend((to, no: number) =>
    to.call('POST /api/settings/users/:id/sessions/:no/end', { params: { id, no } }),
  );
  const endAll = useSend((to) => to.call('POST /api/settings/users/:id/sessions/end', { params: { id } }));
  const rows = sessions.data?.sessions;
  return (
    <Dialog opened onClose={place.close} title={t('people.sessionsOf', { name: user.name })} size={760}>
      <div className="stack">
        {sessions.error !== null && rows === undefined ? (
          <Problem error={sessions.error} again={() => void sessions.refetch()} />
        ) : (
          <SessionTable rows={rows} end={(no) => end.mutate(no)} busy={end.isPending} />
        )}
        {end.error === null && endAll.error === null ? null : <Problem error={end.error ?? endAll.error} />}
        <div className="row">
          <ReasonedButton
            variant="default"
            reason={rows?.some(({ isThis }) => !isThis) === true ? undefined : t('people.noOtherSessions')}
            busy={endAll.isPending}
            onClick={() => endAll.mutate(undefined)}
          >
            {t('people.endAll')}
          </ReasonedButton>
        </div>
      </div>
    </Dialog>
  );
}
