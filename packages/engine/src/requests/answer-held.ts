/**
 * A person's answer about held fields (H18): a release decides again, fresh and without the brake; a rejection makes the present
 * values of both sides the base pair, so that nothing flows until a side changes. In pages of open ones: an interrupted answer
 * goes on with those that are left.
 */
import type { HeldCreate } from '../create/hold-create.ts';
import { limits } from '../limits.ts';
import type { BaseField, FieldMapping, Link } from '../model.ts';
import type { HeldAnswer, HeldSelection, OpenHeld, SyncRequest } from '../ports.ts';
import { type Ended, mappingOf, stopping, type Work } from '../work.ts';
import type { Served } from './served.ts';

/** An open one whose field of whose link is still held. */
export interface Standing {
  readonly held: OpenHeld;
  readonly link: Link;
  readonly mapping: FieldMapping;
  readonly base: BaseField;
}
export interface Page {
  readonly creates: readonly HeldCreate[];
  readonly standing: readonly Standing[];
  /** The link is gone, or the field is no longer mapped or held. */
  readonly over: readonly HeldAnswer[];
}
export interface PageEnd {
  readonly end: Ended;
  readonly answered: number;
}
export type AnswerPage = (work: Work, page: Page) => Promise<PageEnd>;

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
  const creates: HeldCreate[] = [];
  const over: HeldAnswer[] = [];
  for (const held of rows) {
    const link = links.get(held.linkId);
    const base = link?.base[held.erpField];
    const mapping =
      link === undefined
        ? undefined
        : mappingOf(work, link.actorType)?.fields.find(({ erpField }) => erpField === held.erpField);
    if (held.why === 'create' && link !== undefined && link.state !== 'broken') creates.push({ held, link });
    else if (
      link !== undefined &&
      link.state !== 'broken' &&
      mapping !== undefined &&
      base?.hold !== undefined &&
      base.flag === 'held'
    )
      standing.push({ held, link, mapping, base });
    else over.push({ id: held.id, linkId: held.linkId, status: 'superseded' });
  }
  return { standing, creates, over };
}

/** Bases by link, for one commit. */
export const basesByLink = (
  fields: readonly { readonly link: Link; readonly erpField: string; readonly base: BaseField }[],
) =>
  [...Map.groupBy(fields, ({ link }) => link)].map(([link, own]) => ({
    id: link.id,
    generation: link.generation,
    base: Object.fromEntries(own.map(({ erpField, base }) => [erpField, base])),
  }));

export const answer = ({ id, linkId }: OpenHeld, status: HeldAnswer['status']): HeldAnswer => ({ id, linkId, status });
