/** The visible names of one language, as its pages say them, so that one procedure is played by each language's own names. */
import type { Language } from '@kobling/contract';
import { crmLoaders } from '../../packages/web/src/language/crm/load.ts';
import { erpTabLoaders } from '../../packages/web/src/language/erp-tab/load.ts';
import { importLoaders } from '../../packages/web/src/language/import/load.ts';
import { loadMessages, locales } from '../../packages/web/src/language/load.ts';
import { mappingLoaders } from '../../packages/web/src/language/mapping/load.ts';
import { fill, type Message, type Values } from '../../packages/web/src/language/messages.ts';
import { settingsLoaders } from '../../packages/web/src/language/settings/load.ts';

/** Throws for a key that no room has: a renamed message ends the test that presses it. */
export type Say = (key: string, values?: Values) => string;

export async function spoken(language: Language): Promise<Say> {
  const rooms = [settingsLoaders, mappingLoaders, erpTabLoaders, importLoaders, crmLoaders];
  const words = await Promise.all(rooms.map((room) => room[language]()));
  const all: Readonly<Record<string, Message>> = Object.assign(
    {},
    await loadMessages(language),
    ...words.map(({ messages }) => messages),
  ) as Record<string, Message>;
  return (key, values = {}) => {
    const message = all[key];
    if (message === undefined) throw new Error(`no page says ${key}`);
    return fill(message, { crm: 'CRM', ...values }, locales[language]);
  };
}
