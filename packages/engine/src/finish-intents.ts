/** Intents that are open from before: sent again, or looked at when nobody knows what became of them (H13, H14). */
import { carryOutCreate } from './create/carry-out.ts';
import { limits } from './limits.ts';
import { mergeLinks, plainMerge } from './merge.ts';
import { recover } from './recover.ts';
import { sendIntents } from './send/send.ts';
import { againHints, commit, type Ended, type Work, wellEnded } from './work.ts';

export async function finishIntents(work: Work): Promise<Ended> {
  const { store, clock } = work.world;
  const due = await store.intentsDue(work.lease, clock.now(), limits.batch);
  if (due.length === 0) return wellEnded;
  const again = new Set<number>();
  for (const intent of due.filter(({ kind }) => kind === 'create')) {
    const end = await carryOutCreate(work, intent);
    if (end.status !== 'done') return end;
  }
  const saves = due.filter(({ kind }) => kind === 'save');
  const recovered = await recover(
    work,
    saves.filter(({ status }) => status !== 'open'),
    again,
  );
  if (recovered.status !== 'done') return recovered;
  const { current = [], outdated = [] } = Object.groupBy(
    saves.filter(({ status }) => status === 'open'),
    (intent) => (intent.mappingVersion === work.setup.mappingVersion ? 'current' : 'outdated'),
  );
  // The mapping was changed since: decided again (H19).
  await commit(work, {
    intentUpdates: outdated.map(({ id }) => ({ id, status: 'dropped', reason: 'The mapping was changed.' })),
    hints: againHints(
      work,
      outdated.map(({ linkId }) => linkId),
    ),
  });
  for (const intent of outdated) again.add(intent.linkId);
  const sent = await sendIntents(work, current);
  for (const id of sent.again) again.add(id);
  if (sent.end.status !== 'done') return sent.end;
  return mergeLinks(work, await store.linksByIds([...again]), new Map(), { ...plainMerge, retry: again });
}
