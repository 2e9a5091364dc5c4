/** What stands against activating a connection, in the reader's language where the page knows the reason. */
import type { ActivationReason } from '@kobling/contract';
import type { SettingsKey } from '../../language/settings/index.ts';
import type { RoomLanguage } from '../../language/room.ts';

export type Say = RoomLanguage<SettingsKey>['t'];

const known = {
  'activation.nothingMapped': 'set.reason.nothingMapped',
  'activation.mandatoryUnmapped': 'set.reason.mandatoryUnmapped',
  'activation.missingInErp': 'set.reason.missingInErp',
  'activation.missingInCrm': 'set.reason.missingInCrm',
  'activation.direction': 'set.reason.direction',
  'activation.writtenTwice': 'set.reason.writtenTwice',
} as const satisfies Record<string, SettingsKey>;
const isKnown = (code: string): code is keyof typeof known => Object.hasOwn(known, code);

export function reasonText(
  { code, actorType, field, values, message }: ActivationReason,
  { t, told }: Pick<RoomLanguage<SettingsKey>, 't' | 'told'>,
): string {
  const { test } = values;
  if (test !== undefined) return t('set.reason.test', { test: told(test) });
  if (!isKnown(code)) return told(message);
  return t(known[code], { ...values, actor: actorType === null ? '' : actorText(actorType, t), field: field ?? '' });
}

const actors = {
  Customer: 'set.customer',
  Supplier: 'set.supplier',
  Partner: 'set.partner',
  Person: 'set.person',
  Project: 'project',
} as const satisfies Record<string, SettingsKey | 'project'>;
const isActor = (type: string): type is keyof typeof actors => Object.hasOwn(actors, type);

/** An actor type as people call it; one that has no word yet by its name. */
export const actorText = (type: string, t: Say): string => (isActor(type) ? t(actors[type]) : type);
