/**
 * Decide and act for a batch of links: read both sides fresh, plan every field, commit the CRM side with bases, log and
 * intents in one transaction, send the intents. What moved meanwhile is decided again, at most `limits.rounds` times.
 */
import type { Actor } from '@kobling/sdk';
import type { MergeMode } from './decide.ts';
import { followEnded } from './ended-entities.ts';
import { fetchActors } from './fetch.ts';
import { limits } from './limits.ts';
import type { CrmRow, EntityKind, Link } from './model.ts';
import { type LinkPlan, planLink } from './plan-link.ts';
import type { CrmWrite, LinkUpdate, NewHint, NewIntent } from './ports.ts';
import { rowHash, rowUnseen } from './row-hash.ts';
import { failRefused } from './refused.ts';
import { type ScreenedLinks, screenLinks } from './screen-links.ts';
import { screenPlans } from './screen-plans.ts';
import { sendIntents } from './send/send.ts';
import { follow } from './states.ts';
import { againHints, commit, type Ended, laterBy, mappingOf, type Work, wellEnded } from './work.ts';

export interface MergeOptions {
  readonly mode: MergeMode;
  readonly keepOverBlank: boolean;
  /** Links whose refused fields are tried again. */
  readonly retry: ReadonlySet<number>;
  /** Hints that this batch serves. */
  readonly servedHints: readonly number[];
  /** A person asked for exactly this: the brake does not count it (H18). */
  readonly asked: boolean;
  /** Only these fields, `actorType erpField` (H19). */
  readonly only?: ReadonlySet<string>;
  /** First connect: CRM field to the value, in the CRM's form, that a person chose for both sides (domain rule 18). */
  readonly chosen?: Readonly<Record<string, string>>;
}
export const plainMerge: MergeOptions = {
  mode: 'merge',
  keepOverBlank: false,
  retry: new Set(),
  servedHints: [],
  asked: false,
};

/** `given`: actors already read fresh, by link id. Links in `creating` or `broken` are passed over. */
export async function mergeLinks(
  work: Work,
  links: readonly Link[],
  given: ReadonlyMap<number, Actor>,
  options: MergeOptions,
): Promise<Ended> {
  let todo = links.filter((link) => link.state !== 'creating' && link.state !== 'broken' && link.erpKey !== null);
  let actors = given;
  let { servedHints, retry } = options;
  if (todo.length === 0 && servedHints.length > 0 && work.plan === undefined) await commit(work, { servedHints });
  for (let round = 0; todo.length > 0; round += 1) {
    if (round === limits.rounds) {
      await commit(work, {
        hints: againHints(
          work,
          todo.map(({ id }) => id),
        ),
      });
      return wellEnded;
    }
    const step = await mergeOnce(work, todo, actors, { ...options, servedHints, retry });
    if (step.end.status !== 'done' || step.again.size === 0) return step.end;
    retry = new Set([...retry, ...step.again]);
    todo = [...(await work.world.store.linksByIds([...step.again]))].filter(
      (link) => link.state !== 'creating' && link.state !== 'broken',
    );
    actors = new Map();
    servedHints = [];
  }
  return wellEnded;
}

interface Step {
  readonly end: Ended;
  /** Links to look at once more. */
  readonly again: ReadonlySet<number>;
}

async function mergeOnce(
  work: Work,
  links: readonly Link[],
  given: ReadonlyMap<number, Actor>,
  options: MergeOptions,
): Promise<Step> {
  const unread = links.filter((link) => !given.has(link.id));
  const fetched = await fetchActors(work, unread);
  if (fetched.end.status !== 'done') return { end: fetched.end, again: new Set() };
  const actors = new Map([...given, ...fetched.actors]);
  const { screened, decided } = await decideLinks(work, links, actors, options);
  const { plans, ...screenedOut } = await screenPlans(work, decided, options);
  work.counts.checked += plans.length;
  if (work.plan !== undefined) {
    await work.plan(plans.flatMap((plan) => plan.rows));
    return { end: wellEnded, again: new Set() };
  }
  const result = await commit(work, {
    crmWrites: plans.flatMap(crmWriteOf(work)),
    links: [
      ...plans.map(linkUpdate(options)),
      ...screened.updates,
      ...fetched.missing.flatMap(missingUpdate),
      ...fetched.doubtful.map((link) => ({ id: link.id, generation: link.generation, verified: true })),
      ...fetched.stale.map(
        (link): LinkUpdate => ({ id: link.id, generation: link.generation, verified: true, stale: 'read' }),
      ),
    ],
    logs: [...plans.flatMap((plan) => plan.logs), ...screened.logs, ...fetched.missing.flatMap(missingLog)],
    intents: plans.flatMap(intentOf(work)),
    hints: [
      ...plans.filter((plan) => plan.waiting).map(waitingHint(work)),
      ...refusedHints(work, links, plans, options.retry),
      ...doubtHints(work, [...fetched.doubtful, ...fetched.stale], options.retry),
    ],
    servedHints: options.servedHints,
    ...screenedOut,
    servedLate: plans.flatMap((plan) => plan.servedLate.map((id) => ({ id, linkId: plan.link.id }))),
  });
  if (result.refused !== undefined && result.refused.size > 0) await failRefused(work, plans, result.refused);
  const sent = await sendIntents(work, result.intents);
  return { end: sent.end, again: new Set([...result.moved, ...sent.again]) };
}

/** What is known of each link, screened and through `decide`. */
async function decideLinks(
  work: Work,
  links: readonly Link[],
  actors: ReadonlyMap<number, Actor>,
  options: MergeOptions,
): Promise<{ readonly screened: ScreenedLinks; readonly decided: readonly LinkPlan[] }> {
  const rows = await readRows(work, links);
  if (work.plan === undefined) await followEnded(work, links, ({ kind, id }) => rows.has(`${kind} ${id}`));
  const underWay = await work.world.store.fieldsUnderWay(links.map((link) => link.id));
  const late = await work.world.store.lateValues(
    links.map((link) => link.id),
    work.world.clock.now(),
  );
  const screened = await screenLinks(work, links, actors);
  const decided: LinkPlan[] = [];
  for (const link of screened.links) {
    const actor = actors.get(link.id);
    const row = rows.get(`${link.entity.kind} ${link.entity.id}`);
    const mapping = mappingOf(work, link.actorType);
    if (actor === undefined || row === undefined || mapping === undefined) continue;
    decided.push(
      planLink({
        setup: work.setup,
        mapping,
        link,
        actor,
        row,
        underWay: underWay.get(link.id),
        mode: options.mode,
        keepOverBlank: options.keepOverBlank,
        retryRefused: options.retry.has(link.id),
        only: options.only,
        chosen: options.chosen,
        late: late.get(link.id),
      }),
    );
  }
  return { screened, decided };
}

/** CRM rows of all links, one statement a kind, with every field that a mapping of that kind knows. */
export async function readRows(work: Work, links: readonly Link[]): Promise<ReadonlyMap<string, CrmRow>> {
  const rows = new Map<string, CrmRow>();
  for (const [kind, ofKind] of Map.groupBy(links, (link) => link.entity.kind)) {
    const read = await work.world.store.readCrm(
      kind,
      ofKind.map((link) => link.entity.id),
      fieldsOf(work, kind),
    );
    for (const row of read.values()) rows.set(`${kind} ${row.ref.id}`, row);
  }
  return rows;
}

export const fieldsOf = (work: Work, kind: EntityKind): readonly string[] => [
  ...new Set(
    work.setup.mappings
      .filter((mapping) => mapping.entity === kind)
      .flatMap((mapping) => mapping.fields.map((field) => field.crmField)),
  ),
];

const crmWriteOf =
  (work: Work) =>
  (plan: LinkPlan): CrmWrite[] =>
    Object.keys(plan.crmWrites).length === 0
      ? []
      : [{ linkId: plan.link.id, ref: plan.link.entity, fields: plan.crmWrites, writer: work.setup.id }];

const intentOf =
  (work: Work) =>
  (plan: LinkPlan): NewIntent[] =>
    Object.keys(plan.intent).length === 0
      ? []
      : [
          {
            linkId: plan.link.id,
            generation: plan.link.generation,
            actorType: plan.link.actorType,
            erpKey: plan.link.erpKey,
            kind: 'save',
            fields: plan.intent,
            mappingVersion: work.setup.mappingVersion,
          },
        ];

const waitingHint =
  (work: Work) =>
  (plan: LinkPlan): NewHint => ({ linkId: plan.link.id, why: 'under way', dueAt: laterBy(work, limits.backoffMs) });

/**
 * Back after it was missing, waiting or doubted, which ended its attempts: what was refused is tried again at once (H31). Where the
 * ERP does not answer the field at all just then, its day comes again.
 */
function refusedHints(
  work: Work,
  before: readonly Link[],
  plans: readonly LinkPlan[],
  retry: ReadonlySet<number>,
): NewHint[] {
  const away = new Set(
    before
      .filter(({ state, stale }) => state === 'missingInErp' || state === 'waitingForParent' || stale !== undefined)
      .map(({ id }) => id),
  );
  return plans.filter(refusedAndNotSent).flatMap(({ link }): NewHint[] => {
    if (away.has(link.id)) return againHints(work, [link.id]);
    return link.state === 'active' && retry.has(link.id)
      ? [{ linkId: link.id, why: 'retry', dueAt: laterBy(work, limits.parkedMs) }]
      : [];
  });
}

/** What was to be tried again still is, when its actor is seen again: the hint that asked for it is served and gone (H31). */
const doubtHints = (work: Work, links: readonly Link[], retry: ReadonlySet<number>): NewHint[] =>
  links.map((link) => ({
    linkId: link.id,
    why: retry.has(link.id) ? 'retry' : 'doubtful answer',
    dueAt: laterBy(work, limits.staleMs),
  }));

/** The link has been seen: its stamp and hash, and back to `active` from what a good answer heals. */
const linkUpdate =
  (options: MergeOptions) =>
  (plan: LinkPlan): LinkUpdate => {
    const { link, actor } = plan;
    const heals =
      link.state === 'missingInErp' ||
      ((link.state === 'failing' || link.state === 'parked') &&
        Object.keys(plan.intent).length === 0 &&
        !stillRefused(plan));
    const state = heals ? follow(link.state, link.state === 'missingInErp' ? 'found' : 'settled') : undefined;
    return {
      id: link.id,
      generation: link.generation,
      verified: true,
      ...(Object.keys(plan.base).length > 0 && { base: plan.base }),
      ...(actor.lastModified !== link.lastModified && { lastModified: actor.lastModified }),
      // A resync, or a look at some fields only, leaves changes of the others to the next poll: it must not take the row for known.
      ...(options.mode === 'merge' && options.only === undefined
        ? { rowHash: rowHash(actor, plan.mapping) }
        : rowUnseen(link)),
      ...(actor.parentErpKey !== undefined &&
        actor.parentErpKey !== link.parentKey && { parentKey: actor.parentErpKey }),
      ...(state !== undefined && { state, attempts: 0, dueAt: null, reason: null }),
    };
  };

const refusedFields = (plan: LinkPlan): readonly string[] =>
  Object.entries({ ...plan.link.base, ...plan.base }).flatMap(([erpField, { fail }]) =>
    fail?.code.startsWith('erp.') === true ? [erpField] : [],
  );
const stillRefused = (plan: LinkPlan): boolean => refusedFields(plan).length > 0;
const refusedAndNotSent = (plan: LinkPlan): boolean =>
  refusedFields(plan).some((erpField) => plan.intent[erpField] === undefined);

const missingUpdate = (link: Link): LinkUpdate[] => {
  const state = follow(link.state, 'lost');
  return [
    {
      id: link.id,
      generation: link.generation,
      verified: true,
      ...(state !== undefined &&
        state !== link.state && { state, reason: `The ERP no longer returns ${link.actorType} ${link.erpKey}.` }),
    },
  ];
};
const missingLog = (link: Link) =>
  link.state === 'missingInErp'
    ? []
    : [
        {
          linkId: link.id,
          entity: link.entity,
          erpField: null,
          crmField: null,
          kind: 'notice' as const,
          target: null,
          oldValue: null,
          newValue: null,
          message: `${link.actorType} ${link.erpKey} is no longer in the ERP. The link is kept; nothing is deleted.`,
        },
      ];
