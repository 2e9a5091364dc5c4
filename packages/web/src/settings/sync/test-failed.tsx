/** What the last test of a saved connection refused: it stays with the connection until a test passes or the connection is saved. */
import type { SyncConnection } from '@kobling/contract';
import { Alert } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { type QueryClient, skipToken, useQuery } from '@tanstack/react-query';
import { InSight } from '../../form/in-sight.tsx';
import { problemText } from '../../hub/problem.tsx';
import { useSettingsWords } from '../../language/settings/index.ts';

export interface TestFailure {
  readonly error: unknown;
  /** ISO, UTC. */
  readonly at: string;
}
// Not below the settings' own key: what a test said is not asked for again with them.
const failureKey = (id: number) => ['connectionTest', id] as const;

/** Null: it passed, or what was tested stands no longer. */
export function keepTestFailure(cache: QueryClient, id: number, failure: TestFailure | null): void {
  // Kept for as long as the page is open, wherever one goes meanwhile to mend it.
  cache.setQueryDefaults(failureKey(id), { gcTime: Infinity });
  cache.setQueryData(failureKey(id), failure);
}

export function TestFailed({ connection: { id, name } }: { readonly connection: SyncConnection }) {
  const { t, told, format } = useSettingsWords();
  const { data: failure } = useQuery<TestFailure | null>({
    queryKey: failureKey(id),
    queryFn: skipToken,
    gcTime: Infinity,
    staleTime: Infinity,
  });
  if (failure === undefined || failure === null) return null;
  const { message, remedy } = problemText(failure.error, { t, told });
  return (
    <InSight of={failure}>
      <Alert
        role="alert"
        color="red"
        variant="outline"
        icon={<IconAlertTriangle size={18} aria-hidden />}
        title={t('set.testFailed', { name, when: format.exact(failure.at) })}
        classNames={{ root: 'problem' }}
      >
        {message} {remedy}
      </Alert>
    </InSight>
  );
}
