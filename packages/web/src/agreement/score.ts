import type { AgreementScore } from '@kobling/contract';
import { useQuery } from '@tanstack/react-query';
import { useHub } from '../hub/hub.tsx';
import { agreementKey } from '../hub/keys.ts';
import type { LanguageState } from '../language/language.tsx';

export function useScore() {
  const hub = useHub();
  return useQuery({
    queryKey: agreementKey,
    queryFn: ({ signal }) => hub.call('GET /api/sync/agreement', {}, { signal }),
    refetchInterval: ({ state }) => ((state.data?.running.length ?? 0) > 0 ? 2_000 : 60_000),
  });
}

/** "99.94 % of 41,203 pairs agree; 25 differ". */
export function scoreWords(
  { pairs, agreeing }: Pick<AgreementScore, 'pairs' | 'agreeing'>,
  { t, format }: LanguageState,
): string {
  if (agreeing === pairs) return t('agreement.all', { count: pairs });
  const share = format.percent(agreeing, pairs);
  return `${t('agreement.share', { count: pairs, share })}; ${t('overview.differ', { count: pairs - agreeing })}`;
}

/** The last audit that ended. */
export const newestAt = (score: AgreementScore): string | undefined =>
  score.audits
    .map((audit) => audit.at)
    .toSorted()
    .at(-1);
