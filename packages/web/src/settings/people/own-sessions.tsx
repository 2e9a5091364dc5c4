/** The browsers in which one is logged in. */
import { useQuery } from '@tanstack/react-query';
import { ReasonedButton } from '../../form/reasoned-button.tsx';
import { useHub } from '../../hub/hub.tsx';
import { peopleKey } from '../../hub/keys.ts';
import { Problem } from '../../hub/problem.tsx';
import { useTellProblem } from '../../hub/sync-control.tsx';
import { usePeopleWords } from '../../language/people/index.ts';
import { SessionTable } from './session-table.tsx';
import { useSend } from './use-people.ts';

export function OwnSessions() {
  const { t } = usePeopleWords();
  const hub = useHub();
  const tellProblem = useTellProblem();
  const sessions = useQuery({
    queryKey: [...peopleKey, 'own-sessions'],
    queryFn: ({ signal }) => hub.call('GET /api/account/sessions', {}, { signal }),
  });
  const rows = sessions.data?.sessions;
  const end = useSend((to, no: number) => to.call('POST /api/account/sessions/:no/end', { params: { no } }), {
    failed: tellProblem,
  });
  const endAll = useSend((to) => to.call('POST /api/account/sessions/end', {}), { failed: tellProblem });
  return (
    <section className="stack">
      <div className="page-head">
        <h2>{t('people.sessions')}</h2>
        <span className="push">
          <ReasonedButton
            variant="default"
            reason={rows?.some(({ isThis }) => !isThis) === true ? undefined : t('people.noOtherSessions')}
            busy={endAll.isPending}
            onClick={() => endAll.mutate(undefined)}
          >
            {t('people.endOthers')}
          </ReasonedButton>
        </span>
      </div>
      {sessions.error !== null && rows === undefined ? (
        <Problem error={sessions.error} again={() => void sessions.refetch()} />
      ) : (
        <SessionTable rows={rows} end={(no) => end.mutate(no)} busy={end.isPending} />
      )}
    </section>
  );
}
