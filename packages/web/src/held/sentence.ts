import type { HeldGroup } from '@kobling/contract';
import type { LanguageState } from '../language/language.tsx';
import { locales } from '../language/load.ts';
import { fieldName } from '../log/record.tsx';

/** What a group is, in a sentence: "Phone would be emptied in CRM on 412 records". */
export function heldSentence(group: HeldGroup, { t, told, format, language }: LanguageState): string {
  const { count } = group;
  const field = fieldName(group.field, told);
  const side = group.side === 'crm' ? t('crm') : group.connection.name;
  switch (group.why) {
    case 'blanking':
      return t('held.blanking', { count, field, side });
    case 'sameValue': {
      const value = format.value(group.value ?? '', group.field.type, { yes: t('yes'), no: t('log.no') });
      return t('held.sameValue', { count, field, side, value });
    }
    case 'create':
      return t('held.create', { count, side });
    case 'oscillating':
      return t('held.oscillating', {
        count,
        field,
        connections: new Intl.ListFormat(locales[language]).format(group.turnedBy),
      });
    case 'ask':
      return t('held.ask', { count, field });
  }
}

/** Names the group within the list, for keys and addresses. */
export const groupId = (group: HeldGroup): string =>
  JSON.stringify([
    group.connection.id,
    group.why,
    group.actorType,
    group.kind,
    group.field.erpField,
    group.side,
    group.raw,
  ]);

/** What names the group to the hub. */
export const groupNames = (group: HeldGroup) => ({
  why: group.why,
  actorType: group.actorType,
  erpField: group.field.erpField ?? '',
  ...(group.side !== null && { side: group.side }),
  ...(group.raw !== null && { value: group.raw }),
});
