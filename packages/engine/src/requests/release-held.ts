/** Held fields that a person lets go: decided again as both sides are now, without the brake (H18). */
import { createInErp } from '../create/create-in-erp.ts';
import { type HeldCreate, releaseCreate } from '../create/hold-create.ts';
import { mergeLinks, plainMerge } from '../merge.ts';
import type { Side } from '../model.ts';
import { commit, laterBy, type Work } from '../work.ts';
import { answer, type AnswerPage, basesByLink } from './answer-held.ts';

/** Freed in one transaction with a hint, so that a worker that dies now leaves the rest to the next cycle; then decided again. */
export function releasePage(take: Side | undefined): AnswerPage {
  return async (work, { standing, creates, over }) => {
    // Where a person is asked, only an answer to the question releases it.
    const freed = standing.filter(({ base }) => base.hold?.why !== 'ask' || take !== undefined);
    const result = await commit(work, {
      links: basesByLink(
        freed.flatMap(({ link, held, base }) =>
          base.hold === undefined
            ? []
            : [
                {
                  link,
                  erpField: held.erpField,
                  base: {
                    ...base,
                    hold: {
                      ...base.hold,
                      free: true as const,
                      ...(base.hold.why === 'ask' && take !== undefined && { take }),
                    },
                  },
                },
              ],
        ),
      ),
      heldAnswers: [...freed.map(({ held }) => answer(held, 'approved')), ...over],
      hints: freed.map(({ link }) => ({ linkId: link.id, why: 'released', dueAt: laterBy(work, 0) })),
    });
    const done = freed.filter(({ link }) => !result.moved.has(link.id));
    const links = await work.world.store.linksByIds([...new Set(done.map(({ link }) => link.id))]);
    const made = await makeAll(work, creates);
    return { end: await mergeLinks(work, links, new Map(), plainMerge), answered: done.length + made };
  };
}

/** One after the other, since each searches before it is made (H09). Answered at the end: a worker that dies goes on with it. */
async function makeAll(work: Work, creates: readonly HeldCreate[]): Promise<number> {
  let made = 0;
  for (const create of creates) {
    const { held, link } = create;
    await releaseCreate(work, create);
    const wish = { actorType: held.actorType, entity: link.entity, answers: held.answers };
    const outcome = await createInErp(work, wish, { linkId: link.id, remember: () => Promise.resolve() });
    await commit(work, { heldAnswers: [answer(held, 'approved')] });
    if (outcome.status === 'created') made += 1;
  }
  return made;
}
