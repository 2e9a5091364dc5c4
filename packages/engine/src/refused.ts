/** The CRM does not take a value (too long by a rule of its own, an item that was deleted): that field fails, the others go on (H31). */
import type { Reason } from '@kobling/sdk';
import type { BaseField, LogEntry } from './model.ts';
import { type LinkPlan, seenInErp } from './plan-link.ts';
import type { LinkUpdate } from './ports.ts';
import { stillWas } from './field-states.ts';
import { commit, type Work } from './work.ts';

export async function failRefused(
  work: Work,
  plans: readonly LinkPlan[],
  refused: ReadonlyMap<number, Reason>,
): Promise<void> {
  const links: LinkUpdate[] = [];
  const logs: LogEntry[] = [];
  for (const plan of plans) {
    const why = refused.get(plan.link.id);
    if (why === undefined) continue;
    const named = Object.keys(plan.crmWrites).filter((crmField) => why.fields?.[crmField] !== undefined);
    const base: Record<string, BaseField> = {};
    for (const mapping of plan.mapping.fields) {
      const write = plan.crmWrites[mapping.crmField];
      if (write === undefined || (named.length > 0 && !named.includes(mapping.crmField))) continue;
      const seen = seenInErp(work.setup, mapping, plan.actor);
      const e = 'value' in seen ? seen.value : null;
      const message = why.fields?.[mapping.crmField] ?? why.message;
      const old = plan.link.base[mapping.erpField];
      const fail = { code: 'crm.rejected', message, e, c: write.expected, ...stillWas(old) };
      base[mapping.erpField] = {
        e: old?.e ?? null,
        c: old?.c ?? null,
        v: mapping.version,
        r: old?.r ?? 0,
        flag: 'failed',
        fail,
      };
      logs.push({
        linkId: plan.link.id,
        entity: plan.link.entity,
        erpField: mapping.erpField,
        crmField: mapping.crmField,
        kind: 'failure',
        target: null,
        oldValue: write.expected,
        newValue: write.value,
        message,
      });
    }
    links.push({ id: plan.link.id, generation: plan.link.generation, base });
  }
  await commit(work, { links, logs });
}
