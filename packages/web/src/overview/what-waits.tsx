/** What the agreement cannot know: of an ERP that does not answer only the past is known, and changes wait for it. */
import type { ConnectionOverview, Overview } from '@kobling/contract';
import { type LanguageState, useLanguage } from '../language/language.tsx';
import { useNow } from '../language/time.tsx';

const hourMs = 3_600_000;

const isAway = ({ active, hold, state }: ConnectionOverview): boolean =>
  active && (state === 'unreachable' || hold !== null);

/** When somebody was last looked at, while not everybody is; undefined: all ERPs answer, and what is said holds now. */
export function staleSince({ running, connections }: Overview): string | undefined {
  const linked = connections.filter(({ links }) => links > 0);
  if (running && !linked.some((each) => isAway(each) || !each.active)) return undefined;
  return linked
    .flatMap(({ answeredAt }) => answeredAt ?? [])
    .toSorted()
    .at(-1);
}

/** The hour of today; beyond that the date as well. */
export function useTimes() {
  const { format } = useLanguage();
  const now = useNow();
  return { time: (at: string): string => (now - Date.parse(at) < 12 * hourMs ? format.minute(at) : format.exact(at)) };
}

/** A sentence for each connection that is not looked at, and how many changes wait for it; one for all that wait for the sync. */
export function WhatWaits({ overview }: { readonly overview: Overview }) {
  const { t } = useLanguage();
  const { time } = useTimes();
  const linked = overview.connections.filter(({ links }) => links > 0);
  const own = linked.map((each) => sentenceOf(each, { t, time }));
  const count = overview.running
    ? 0
    : linked.reduce((sum, { waiting }, index) => (own[index] === undefined ? sum + waiting : sum), 0);
  const sentences = [...own, count > 0 ? t('overview.waits.syncOff', { count }) : undefined].filter(
    (said) => said !== undefined,
  );
  return sentences.map((said) => (
    <p key={said} className="agreement-waits">
      {said}
    </p>
  ));
}

function sentenceOf(
  { name: connection, active, hold, state, waiting: count, answeredAt }: ConnectionOverview,
  { t, time }: { readonly t: LanguageState['t']; readonly time: (at: string) => string },
): string | undefined {
  if (active && hold === null && state === 'unreachable') {
    if (answeredAt === null) return t('overview.waits.never', { connection });
    const since = time(answeredAt);
    return count > 0
      ? t('overview.waits.away', { count, connection, time: since })
      : t('overview.waits.awayNone', { connection, time: since });
  }
  if (count === 0) return undefined;
  if (!active) return t('overview.waits.inactive', { count, connection });
  return hold === null ? undefined : t('overview.waits.rests', { count, connection });
}
