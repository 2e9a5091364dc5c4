/** The fake hub's answers to what a person says after a restore. */
import type { RequestOf, ResponseOf } from '@kobling/contract';
import type { World } from './answers.ts';

type RestoredRoutes = 'POST /api/sync/failures/:linkId/key' | 'POST /api/sync/connections/:id/resume';
type Answers = { readonly [K in RestoredRoutes]: (request: RequestOf<K>) => ResponseOf<K> };

export function restoredAnswers({ state }: World): Answers {
  return {
    'POST /api/sync/failures/:linkId/key': ({ params }) => {
      state.scene.failures = state.scene.failures.filter((row) => row.linkId !== params.linkId);
      state.scene.overview = { ...state.scene.overview, openFailures: state.scene.failures.length };
      return { ok: true };
    },
    'POST /api/sync/connections/:id/resume': ({ params }) => {
      const { overview } = state.scene;
      state.scene.overview = {
        ...overview,
        connections: overview.connections.map((row) =>
          row.id === params.id ? { ...row, state: 'inStep', hold: null, healthMessage: null } : row,
        ),
      };
      return { requestIds: [++state.requests] };
    },
  };
}
