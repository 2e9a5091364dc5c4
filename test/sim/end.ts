/** Everything as it is when a history is over. */
import { entityKinds, type LinkState } from '@kobling/engine';
import type { EndState } from './history.ts';
import type { Stage } from './stage.ts';

const restingStates = new Set<LinkState>(['held', 'missingInErp', 'waitingForParent', 'parked']);

export async function endOf(stage: Stage): Promise<EndState> {
  const { backend } = stage;
  const links = await backend.links();
  const crm = await Promise.all(entityKinds.map(async (kind) => [kind, await backend.crm.all(kind)] as const));
  const connections = [];
  for (const { id } of stage.erps) {
    const setup = await backend.store.setup(id);
    if (setup !== undefined) connections.push(setup);
  }
  return {
    connections,
    links,
    intents: await backend.intents(),
    conflicts: await backend.conflicts(),
    log: await backend.log(),
    crm: Object.fromEntries(crm) as EndState['crm'],
    erp: new Map(
      stage.erps.map(({ id, world }) => [
        id,
        world.actorTypes().flatMap((actorType) =>
          [...world.rows(actorType)].map(({ erpKey, values, parent }) => ({
            actorType,
            erpKey,
            values,
            parentKey: parent?.erpKey,
          })),
        ),
      ]),
    ),
    resting: new Set(links.filter(({ state }) => restingStates.has(state)).map(({ id }) => id)),
  };
}
