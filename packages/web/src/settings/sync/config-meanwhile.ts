/** What a connector asks for is typed field by field: what another window saved of the same fields since. */
import type { ConnectionDetail } from '@kobling/contract';
import type { Draft } from '../../form/use-draft.ts';
import type { ConnectionTyped } from './connection-form.ts';

type Values = Readonly<Record<string, string>>;

/** As it was when it was typed over; what was not typed as it is now. */
export const configBegan = ({ began }: ConnectionTyped, stored: ConnectionDetail | undefined): Values => {
  const now: Values = stored?.config ?? {};
  return { ...now, ...Object.fromEntries(Object.entries(began).filter(([key]) => key in now)) };
};

/** The fields whose saved value is another by now, and not the one that was typed. */
export function configMeanwhile({ config, began }: ConnectionTyped, stored: ConnectionDetail | undefined): Values {
  const now = Object.entries(stored?.config ?? {});
  return Object.fromEntries(
    now.filter(([key, value]) => config[key] !== undefined && config[key] !== value && began[key] !== value),
  );
}

const part = 'config.';

/** The draft with those fields as parts of it, by `config.` and their key. */
export function withConfig(draft: Draft<ConnectionTyped>, stored: ConnectionDetail | undefined) {
  const { value, meanwhile, forget, insist, change } = draft;
  const theirs = configMeanwhile(value, stored);
  const without = (values: Values, keys: readonly string[]): Values =>
    Object.fromEntries(Object.entries(values).filter(([key]) => !keys.includes(key)));
  return {
    meanwhile: {
      ...meanwhile,
      ...Object.fromEntries(Object.entries(theirs).map(([key, text]) => [part + key, text])),
    },
    forget: (names: readonly string[]) => {
      const keys = names.filter((name) => name.startsWith(part)).map((name) => name.slice(part.length));
      if (keys.length === 0) forget(names as readonly (keyof ConnectionTyped)[]);
      else change({ config: without(value.config, keys), began: without(value.began, keys) });
    },
    insist: () => {
      insist();
      change({ began: { ...value.began, ...theirs } });
    },
  };
}
