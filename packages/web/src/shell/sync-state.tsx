import type { Overview } from '@kobling/contract';
import { Link } from 'react-router';
import { useContact } from '../hub/live.tsx';
import { useOverview } from '../hub/sync-control.tsx';
import { type LanguageState, useLanguage } from '../language/language.tsx';
import { Ago } from '../language/time.tsx';
import { type Look, StateMark } from '../look/state-mark.tsx';

interface Summary {
  readonly look: Look;
  readonly words: string;
  readonly at: string | null;
}

/** The one thing worth knowing: the worst that holds, in this order. */
export function summarise(overview: Overview, t: LanguageState['t']): Summary {
  const at = overview.lastRunAt;
  const active = overview.connections.filter((each) => each.active);
  const away = active.find((each) => each.state === 'unreachable');
  if (overview.connections.length === 0) return { look: 'off', words: t('state.none'), at: null };
  if (!overview.running) return { look: 'off', words: t('state.syncOff'), at: null };
  if (away !== undefined)
    return { look: 'unreachable', words: t('state.oneUnreachable', { connection: away.name }), at: null };
  if (active.some((each) => each.state === 'held')) return { look: 'held', words: t('state.held'), at: null };
  if (overview.openFailures > 0)
    return { look: 'failed', words: t('state.failed', { count: overview.openFailures }), at: null };
  if (overview.openConflicts > 0)
    return { look: 'conflicts', words: t('state.conflicts', { count: overview.openConflicts }), at: null };
  if (active.some((each) => each.state === 'syncing')) return { look: 'syncing', words: t('state.syncing'), at: null };
  const waiting = active.reduce((sum, each) => sum + each.waiting, 0);
  if (waiting > 0) return { look: 'waiting', words: t('state.waiting', { count: waiting }), at: null };
  return { look: 'inStep', words: t('state.inStep'), at };
}

/** On every page at the top right: how the sync stands; a click opens the overview. */
export function SyncState() {
  const { t } = useLanguage();
  const contact = useContact();
  const { data } = useOverview();
  if (data === undefined && contact) return null;
  const { look, words, at } =
    data === undefined || !contact
      ? { look: 'unreachable' as const, words: t('state.unknown'), at: null }
      : summarise(data, t);
  const [before, after] = t('state.link').split('{state}');
  return (
    <Link to="/sync" className="sync-state plain-link" title={words}>
      <span className="seen-by-readers">{before}</span>
      <StateMark look={look} words={words} />
      {at === null ? null : (
        <span className="quiet sync-when">
          · <Ago at={at} />
        </span>
      )}
      <span className="seen-by-readers">{after}</span>
    </Link>
  );
}
