/** The order of the connections, the CRM being one member of it: who wins where both sides changed a field (H28). */
import { done, type Outcome, rejected } from '@kobling/sdk';
import { addAudit, readDefinition, savePriority } from '@kobling/store';
import type { ServiceHub } from '../service-hub.ts';
import { unknownConnection } from './connection.ts';

/** Highest first. Connections left out follow in their present order; the CRM, left out, keeps its place among the rest. */
export async function keepPriority(
  hub: ServiceHub,
  order: readonly (number | 'crm')[],
  by: string,
): Promise<Outcome<readonly (number | 'crm')[]>> {
  if (new Set(order).size !== order.length)
    return rejected('priority.twice', 'A connection stands twice in the order. Name each once.');
  return await hub.db.transaction(async (tx) => {
    const { connections, crmRank } = await readDefinition(tx);
    const present = connections.filter(({ deleted }) => !deleted);
    const stranger = order.find((member) => member !== 'crm' && !present.some(({ id }) => id === member));
    if (stranger !== undefined && stranger !== 'crm') return unknownConnection(stranger);
    const rest = present.map(({ id }) => id).filter((id) => !order.includes(id));
    const whole: (number | 'crm')[] = [...order, ...rest];
    const above = present.filter(({ rank }) => rank < crmRank).length;
    if (!order.includes('crm')) whole.splice(above, 0, 'crm');
    await savePriority(tx, whole);
    const names = whole.map((member) => present.find(({ id }) => id === member)?.name ?? 'CRM');
    await addAudit(tx, { by, action: 'priority.save', subject: 'sync priority', new: names });
    return done(whole);
  });
}
