/**
 * Between deciding and writing: a field may be taken out of a link's plan and held for a person, because the run would blank or
 * level too much (H18) or because two ERPs turn it back and forth (H29). The other fields of the link act at once. What `decide`
 * asks a person about is held as well (H28).
 */
import { defaultBrake } from './brake/caps.ts';
import { countWrites, type OverCap } from './brake/count.ts';
import { heldOf, type Hold, withoutHeld } from './brake/hold-field.ts';
import { turningWrites } from './brake/oscillation.ts';
import { type PlannedWrite, writesOf } from './brake/writes.ts';
import type { MergeMode } from './decide.ts';
import type { LinkPlan } from './plan-link.ts';
import type { CountedWrite, NewHeld, TurnedField } from './ports.ts';
import type { Work } from './work.ts';
import { crmName, erpName, valueName } from './values/names.ts';

export interface ScreenedPlans {
  readonly plans: readonly LinkPlan[];
  readonly held: readonly NewHeld[];
  readonly counted: readonly CountedWrite[];
}

/** `asked`: a person asked for exactly this, so nothing is counted and nothing held. Neither is in a dry run: it writes nothing. */
export async function screenPlans(
  work: Work,
  plans: readonly LinkPlan[],
  options: { readonly mode: MergeMode; readonly asked: boolean },
): Promise<ScreenedPlans> {
  const questions = plans.flatMap((plan) => plan.questions);
  const writes = options.asked || work.plan !== undefined ? [] : writesOf(work.setup, plans);
  if (writes.length === 0) return { plans, held: questions, counted: [] };
  const turning = await turningWrites(work, writes);
  const { over, counted } = await countWrites(
    writes.filter((write) => !turning.has(write)),
    work.setup.brake ?? defaultBrake,
    {
      of: (keys) => work.world.store.brakeCounts(work.setup.id, keys),
      links: () => work.world.store.countLinks(work.setup.id),
    },
  );
  const holds = [
    ...[...turning].map(([write, field]): Hold => ({ write, why: 'oscillating', message: turned(write, field) })),
    ...[...over].map(
      ([write, cap]): Hold => ({
        write,
        why: write.value === '' ? 'blanking' : 'sameValue',
        message: tooMuch(work, write, cap),
      }),
    ),
  ];
  if (holds.length === 0) return { plans, held: questions, counted };
  const byPlan = Map.groupBy(holds, ({ write }) => write.plan);
  return {
    plans: plans.map((plan) => {
      const own = byPlan.get(plan);
      return own === undefined ? plan : withoutHeld(plan, own, options.mode);
    }),
    held: [...questions, ...holds.map(heldOf)],
    counted,
  };
}

const sideOf = (work: Work, write: PlannedWrite): string => (write.target === 'crm' ? 'the CRM' : work.setup.name);
const fieldOf = ({ target, mapping }: PlannedWrite): string => (target === 'crm' ? crmName(mapping) : erpName(mapping));

const tooMuch = (work: Work, write: PlannedWrite, { count, cap }: OverCap): string =>
  `${fieldOf(write)} would be ${write.value === '' ? 'emptied' : `set to ${JSON.stringify(valueName(write.mapping, write.target, write.value).slice(0, 60))}`} in ${sideOf(work, write)} on ${count} records within 24 hours, and ${cap} are allowed: held. Approve or reject it.`;

const turned = (write: PlannedWrite, { connections }: TurnedField): string =>
  `${crmName(write.mapping)} is turned back and forth by ${connections.map(({ name }) => name).join(' and ')}: held on all records. Let both write it the same way, then approve or reject it.`;
