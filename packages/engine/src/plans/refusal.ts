/** When a plan can be applied or rejected, and what to do where it cannot. Pure. */
import type { ConnectionSetup } from '../model.ts';
import type { Plan, PlanStatus } from '../ports.ts';

const unknown = (planId: number): string =>
  `There is no plan ${planId} on this connection. "kobling plan list" shows those that there are.`;

/** A sentence, or undefined where nothing is in the way. An expired plan cannot be applied (H35). */
export function cannotApply(
  plan: Plan | undefined,
  planId: number,
  setup: ConnectionSetup,
  now: Date,
): string | undefined {
  if (plan === undefined || plan.connectionId !== setup.id) return unknown(planId);
  if (plan.expiresAt <= now || plan.status === 'expired')
    return `Plan ${planId} has expired: a plan can be applied for seven days. Make a new one.`;
  return applyRefusal[plan.status](planId);
}

const ready = (): undefined => undefined;
const applyRefusal: Readonly<Record<PlanStatus, (planId: number) => string | undefined>> = {
  approved: ready,
  // Left by a worker that died: the rest is applied.
  applying: ready,
  building: (planId) => `Plan ${planId} is still being made. Wait until it is complete.`,
  open: (planId) => `Nothing of plan ${planId} is approved. Approve it first: kobling plan approve ${planId} --all.`,
  applied: (planId) => `Plan ${planId} was applied already. Make a new one.`,
  rejected: (planId) => `Plan ${planId} was rejected. Make a new one.`,
  expired: (planId) => `Plan ${planId} has expired. Make a new one.`,
  void: (planId) => `Plan ${planId} is void: the hub was restored since it was made. Make a new one.`,
};

/** Also an expired plan can be rejected: the fields that wait for it are then left as they are. */
export function cannotReject(plan: Plan | undefined, planId: number, setup: ConnectionSetup): string | undefined {
  if (plan === undefined || plan.connectionId !== setup.id) return unknown(planId);
  if (plan.status === 'applied') return `Plan ${planId} was applied already. Undo its run instead.`;
  if (plan.status === 'rejected') return `Plan ${planId} was rejected already.`;
  if (plan.status === 'building') return `Plan ${planId} is still being made. Wait until it is complete.`;
  if (plan.status === 'applying') return `Plan ${planId} is being applied. Cancel that first.`;
  return undefined;
}
