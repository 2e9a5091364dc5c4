import type { messages as english } from './en.ts';

/** A sentence with `{names}`; two forms where a count decides. All six languages have exactly these two. */
export type Message = string | { readonly one: string; readonly other: string };
export type MessageKey = keyof typeof english;
/** English is the list of what there is to say; the compiler holds the other languages to it. */
export type Messages = Readonly<Record<MessageKey, Message>>;
export type Values = Readonly<Record<string, string | number>>;

/**
 * Fills a message. `count` chooses the form by the language's plural rule; numbers are written as the locale writes them.
 * A name without a value stays visible in braces: a test looks for those.
 */
export function fill(message: Message, values: Values, locale: string): string {
  const count = values['count'];
  const text =
    typeof message === 'string'
      ? message
      : new Intl.PluralRules(locale).select(typeof count === 'number' ? count : 0) === 'one'
        ? message.one
        : message.other;
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name];
    if (value === undefined) return whole;
    return typeof value === 'number' ? new Intl.NumberFormat(locale).format(value) : value;
  });
}
