/**
 * A person's answer about held fields (H18): a release decides again, fresh and without the brake; a rejection makes the present
 * values of both sides the base pair, so that nothing flows until a side changes. In pages of open ones: an interrupted answer
 * goes on with those that are left.
 */
import { fetchActors } from '../fetch.ts';
import { limits } from '../limits.ts';
import { fieldsOf, mergeLinks, plainMerge } from '../merge.ts';
import type { BaseField, CrmRow, FieldMapping, Link, LogEntry, Side } from '../model.ts';
import { seenInErp } from '../plan-link.ts';
import type { HeldAnswer, HeldSelection, OpenHeld, SyncRequest } from '../ports.ts';
import { commit, type Ended, laterBy, mappingOf, stopping, type Work, wellEnded } from '../work.ts';
import type { Served } from './served.ts';

/** An open one whose field of whose link is still held. */
interface Standing {
  readonly held: OpenHeld;
  readonly link: Link;
  readonly mapping: FieldMapping;
  readonly base: BaseField;
}
interface Page {
  readonly standing: readonly Standing[];
  /** The link is gone, or the field is no longer mapped or held. */
  readonly over: readonly HeldAnswer[];
}
interface PageEnd {
  readonly end: Ended;
  readonly answered: number;
}
type AnswerPage = (work: Work, page: Page) => Promise<PageEnd>;

export async function answerHeld(
  work: Work,
  request: SyncRequest & { readonly body: { readonly held: HeldSelection } },
  answerPage: AnswerPage,
): Promise<Served> {
  const { store } = work.world;
  const selection = request.body.held;
  const total = await store.countHeld(work.setup.id, selection);
  let answered = 0;
  let looked = 0;
  let afterId = 0;
  for (;;) {
    const rows = await store.openHeld(work.setup.id, selection, afterId, limits.batch);
    const last = rows.at(-1);
    if (last === undefined) return { status: 'done', result: { answered, left: looked - answered } };
    afterId = last.id;
    await letTurnedFieldsGo(work, rows, request.by);
    const page = await pageOf(work, rows);
    const { end, answered: ofPage } = await answerPage(work, page);
    answered += ofPage;
    looked += rows.length;
    if (end.status !== 'done') return { status: 'failed', message: end.reason.message, result: { answered } };
    const progress = { done: looked, total };
    const { cancelAsked } = await store.updateRequest(work.lease, request.id, { progress });
    work.world.progress.report({ type: 'step', connectionId: work.setup.id, step: request.body.kind, ...progress });
    if (cancelAsked) return { status: 'cancelled' };
    if (stopping(work)) return { status: 'again' };
    await work.between();
  }
}

/** A person has looked at the field: what was written before no longer counts as turning (H29). */
async function letTurnedFieldsGo(work: Work, rows: readonly OpenHeld[], by: string): Promise<void> {
  const turned = rows.filter(({ why }) => why === 'oscillating');
  if (turned.length === 0) return;
  const { store } = work.world;
  const fields = await store.turnedFields(work.setup.id);
  const kinds = new Map(
    (await store.linksByIds(turned.map(({ linkId }) => linkId))).map((link) => [link.id, link.entity.kind]),
  );
  for (const field of fields) {
    if (turned.some(({ linkId, crmField }) => crmField === field.crmField && kinds.get(linkId) === field.entity))
      await store.releaseTurnedField(work.lease, field.entity, field.crmField, by);
  }
}

async function pageOf(work: Work, rows: readonly OpenHeld[]): Promise<Page> {
  const links = new Map(
    (await work.world.store.linksByIds([...new Set(rows.map(({ linkId }) => linkId))])).map((link) => [link.id, link]),
  );
  const standing: Standing[] = [];
  const over: HeldAnswer[] = [];
  for (const held of rows) {
    const link = links.get(held.linkId);
    const base = link?.base[held.erpField];
    const mapping =
      link === undefined
        ? undefined
        : mappingOf(work, link.actorType)?.fields.find(({ erpField }) => erpField === held.erpField);
    if (
      link !== undefined &&
      link.state !== 'broken' &&
      mapping !== undefined &&
      base?.hold !== undefined &&
      base.flag === 'held'
    )
      standing.push({ held, link, mapping, base });
    else over.push({ id: held.id, linkId: held.linkId, status: 'superseded' });
  }
  return { standing, over };
}

const basesByLink = (fields: readonly { readonly link: Link; readonly erpField: string; readonly base: BaseField }[]) =>
  [...Map.groupBy(fields, ({ link }) => link)].map(([link, own]) => ({
    id: link.id,
    generation: link.generation,
    base: Object.fromEntries(own.map(({ erpField, base }) => [erpField, base])),
  }));

/** Freed in one transaction with a hint, so that a worker that dies now leaves the rest to the next cycle; then decided again. */
export function releasePage(take: Side | undefined): AnswerPage {
  return async (work, { standing, over }) => {
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
    return { end: await mergeLinks(work, links, new Map(), plainMerge), answered: done.length };
  };
}

const answer = ({ id, linkId }: OpenHeld, status: HeldAnswer['status']): HeldAnswer => ({ id, linkId, status });

/** Both sides are read now: what they hold is what the person leaves as it is. */
export const rejectPage: AnswerPage = async (work, { standing, over }) => {
  const links = [...new Set(standing.map(({ link }) => link))];
  const fetched = await fetchActors(work, links);
  if (fetched.end.status !== 'done') return { end: fetched.end, answered: 0 };
  const rows = new Map<string, CrmRow>();
  for (const [kind, ofKind] of Map.groupBy(links, (link) => link.entity.kind)) {
    const ids = ofKind.map((link) => link.entity.id);
    for (const row of (await work.world.store.readCrm(kind, ids, fieldsOf(work, kind))).values())
      rows.set(`${kind} ${row.ref.id}`, row);
  }
  const kept = standing.flatMap((each) => {
    const actor = fetched.actors.get(each.link.id);
    const row = rows.get(`${each.link.entity.kind} ${each.link.entity.id}`);
    const seen = actor === undefined ? undefined : seenInErp(work.setup, each.mapping, actor);
    const crm = row?.values[each.mapping.crmField];
    if (row === undefined || crm === undefined || seen === undefined || !('value' in seen)) return [];
    const base: BaseField = { e: seen.value, c: crm, v: each.mapping.version, r: row.version };
    return [{ ...each, erpField: each.held.erpField, base }];
  });
  const result = await commit(work, {
    links: basesByLink(kept),
    logs: kept.map(rejection),
    heldAnswers: [...kept.map(({ held }) => answer(held, 'rejected')), ...over],
  });
  return { end: wellEnded, answered: kept.filter(({ link }) => !result.moved.has(link.id)).length };
};

const rejection = ({ link, held, base }: { link: Link; held: OpenHeld; base: BaseField }): LogEntry => ({
  linkId: link.id,
  entity: link.entity,
  erpField: held.erpField,
  crmField: held.crmField,
  kind: 'held',
  target: null,
  oldValue: base.e,
  newValue: base.c,
  message: 'Rejected: both sides stay as they are.',
});
