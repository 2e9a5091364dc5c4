/**
 * Between deciding and writing: a field may be taken out of a link's plan and held for a person, because the run would blank or
 * level too much (H18) or because two ERPs turn it back and forth (H29).
 */
import type { LinkPlan } from './plan-link.ts';
import type { Work } from './work.ts';

export async function screenPlans(_work: Work, plans: readonly LinkPlan[]): Promise<readonly LinkPlan[]> {
  return plans;
}
