import { tabActorTypes, type TabActorType } from './actor-types.ts';
import type { ErpTabKey } from '../language/erp-tab/index.ts';
import type { RoomLanguage } from '../language/room.ts';

const words: Readonly<Record<TabActorType, ErpTabKey | 'project'>> = {
  Customer: 'tab.customer',
  Supplier: 'tab.supplier',
  Partner: 'tab.partner',
  Person: 'tab.person',
  Project: 'project',
};

/** A connector's own type keeps its name. */
export function actorWord(actorType: string, t: RoomLanguage<ErpTabKey>['t']): string {
  const known = tabActorTypes.find((type) => type === actorType);
  return known === undefined ? actorType : t(words[known]);
}
