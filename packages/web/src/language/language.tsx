/** What every component says and how: `useLanguage().t('overview.live')`. Switching loads a chunk and re-renders. */
import type { Language } from '@kobling/contract';
import {
  createContext,
  type ReactNode,
  startTransition,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { type Format, makeFormat } from './format.ts';
import { keepLanguage, loadMessages, locales } from './load.ts';
import { fill, type Message, type MessageKey, type Messages, type Values } from './messages.ts';
import { asItCame, loadTeller, type Names, type Teller } from './told.ts';

export interface LanguageState {
  readonly language: Language;
  readonly t: (key: MessageKey, values?: Values) => string;
  /** The same for a message of a room (room.ts). */
  readonly say: (message: Message, values?: Values) => string;
  /** A sentence or word of the hub, which says it in English (told.ts). */
  readonly told: Teller;
  readonly format: Format;
  /** Resolves once the page speaks it. */
  readonly speak: (language: Language) => Promise<void>;
  /** What `{crm}` stands for in labels. */
  readonly nameCrm: (name: string) => void;
  /** What the hub's sentences call by an English name, in the language now spoken (hub/names.tsx). */
  readonly nameThings: (names: Names) => void;
}
const Context = createContext<LanguageState | undefined>(undefined);

export interface Spoken {
  readonly language: Language;
  readonly messages: Messages;
}

export function LanguageProvider({ first, children }: { readonly first: Spoken; readonly children: ReactNode }) {
  const [spoken, setSpoken] = useState(first);
  const [crm, nameCrm] = useState('CRM');
  const [told, setTold] = useState<Teller>(() => asItCame);
  const speak = useCallback(async (language: Language) => {
    const [messages, teller] = await Promise.all([loadMessages(language), loadTeller(language).catch(() => asItCame)]);
    keepLanguage(language);
    // What is shown stays until a room's words are there too.
    startTransition(() => {
      setSpoken({ language, messages });
      setTold(() => teller);
    });
  }, []);
  // The hub's sentences come after the first paint, in chunks of their own.
  useEffect(() => {
    void loadTeller(first.language).then(
      (teller) => setTold((now: Teller) => (now === asItCame ? teller : now)),
      () => undefined,
    );
  }, [first.language]);
  const speaking = useRef(first.language);
  useEffect(() => {
    speaking.current = spoken.language;
  }, [spoken.language]);
  const nameThings = useCallback(
    (names: Names) =>
      void loadTeller(spoken.language, names).then(
        (teller) => {
          // Names of a language that was left meanwhile come too late.
          if (speaking.current === spoken.language) startTransition(() => setTold(() => teller));
        },
        () => undefined,
      ),
    [spoken.language],
  );
  useEffect(() => {
    document.documentElement.lang = spoken.language === 'no' ? 'nb' : spoken.language;
  }, [spoken.language]);
  const state = useMemo((): LanguageState => {
    const locale = locales[spoken.language];
    const say = (message: Message, values: Values = {}): string => fill(message, { crm, ...values }, locale);
    return {
      language: spoken.language,
      t: (key, values) => say(spoken.messages[key], values),
      say,
      told,
      format: makeFormat(locale),
      speak,
      nameCrm,
      nameThings,
    };
  }, [spoken, crm, speak, told, nameThings]);
  return <Context value={state}>{children}</Context>;
}

export function useLanguage(): LanguageState {
  const state = useContext(Context);
  if (state === undefined) throw new Error('useLanguage outside of LanguageProvider');
  return state;
}
