/**
 * Words of a room: pages that few open keep theirs in a chunk of their own by language, so that the first load stays small.
 * A room's hook waits for its words as a lazy page waits for its code, and then says the house's words as well.
 */
import type { Language } from '@kobling/contract';
import { use } from 'react';
import { type LanguageState, useLanguage } from './language.tsx';
import type { Message, MessageKey, Values } from './messages.ts';

export type RoomMessages<Key extends string> = Readonly<Record<Key, Message>>;
export type RoomLoaders<Key extends string> = Readonly<
  Record<Language, () => Promise<{ readonly messages: RoomMessages<Key> }>>
>;
export interface RoomLanguage<Key extends string> extends Omit<LanguageState, 't'> {
  readonly t: (key: Key | MessageKey, values?: Values) => string;
  /** For names that come from the hub: undefined when the room has no word for it. */
  readonly wordFor: (key: string) => string | undefined;
}

export function room<Key extends string>(loaders: RoomLoaders<Key>): () => RoomLanguage<Key> {
  const loading = new Map<Language, Promise<RoomMessages<Key>>>();
  const load = (language: Language): Promise<RoomMessages<Key>> => {
    const known = loading.get(language);
    if (known !== undefined) return known;
    const words = loaders[language]().then(({ messages }) => messages);
    loading.set(language, words);
    // A line that broke is no reason never to ask again.
    words.catch(() => loading.delete(language));
    return words;
  };
  return function useRoom() {
    const house = useLanguage();
    const words = use(load(house.language));
    const isOwn = (key: string): key is Key => Object.hasOwn(words, key);
    return {
      ...house,
      t: (key, values) => (isOwn(key) ? house.say(words[key], values) : house.t(key, values)),
      wordFor: (key) => (isOwn(key) ? house.say(words[key]) : undefined),
    };
  };
}
