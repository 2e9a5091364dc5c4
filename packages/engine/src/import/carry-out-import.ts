/** An import, page by page: a worker that is killed leaves whole pages, and the next goes on behind them. */
import type { Serve } from '../requests/served.ts';
import { sliceOver, stopping } from '../work.ts';

export const carryOutImport: Serve<'import'> = async (work, { id, body }) => {
  const { imports, store, clock } = work.world;
  if (imports === undefined || (await imports.importWish(body.importId)) === undefined)
    return { status: 'failed', message: `There is no import ${body.importId}. Begin with the search again.` };
  for (;;) {
    const page = await imports.importPage(work.lease, work.run, body.importId, clock.now());
    if (page === undefined)
      return { status: 'done', result: await imports.endImport(work.lease, body.importId, 'done') };
    const { cancelAsked } = await store.updateRequest(work.lease, id, { progress: page });
    work.world.progress.report({ type: 'step', connectionId: work.setup.id, step: 'import', ...page });
    if (cancelAsked)
      return { status: 'cancelled', result: await imports.endImport(work.lease, body.importId, 'cancelled') };
    if (stopping(work) || sliceOver(work)) return { status: 'again' };
    await work.between();
  }
};
