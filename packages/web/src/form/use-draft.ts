/**
 * What a person has typed and not saved: kept through a reload, a way back and a lost line, in this tab alone, so that two
 * tabs do not type into each other. Only what differs is kept; the rest follows the hub.
 */
import { useCallback, useEffect, useMemo, useState } from 'react';
import { useSession } from '../hub/hub.tsx';
import { changesFrom } from './draft.ts';

export interface Draft<T extends object> {
  /** What is there, with what was typed over it. */
  readonly value: T;
  /** Only the parts that differ from what is there. */
  readonly changes: Partial<T>;
  readonly isChanged: boolean;
  /** It was typed before this page was loaded: worth a word to the person. */
  readonly isRestored: boolean;
  readonly change: (part: Partial<T>) => void;
  /** After a save, or when the person gives it up. */
  readonly drop: () => void;
  /** Of a draft that is saved part by part: these parts follow the hub again. */
  readonly forget: (parts: readonly (keyof T & string)[]) => void;
}

/**
 * @param name of the dialog and its record, such as `connection.4`
 * @param initial what is there now; may arrive or change later
 * @param secret parts that no storage may hold: they last as long as the page
 */
export function useDraft<T extends object>(
  name: string,
  initial: T,
  secret: readonly (keyof T & string)[] = [],
): Draft<T> {
  const userId = useSession().data?.user?.id ?? 0;
  const key = `kobling.draft.${userId}.${name}`;
  const [kept, setKept] = useState(() => ({ key, typed: read<T>(key), isRestored: false }));
  const current = kept.key === key ? kept : { key, typed: read<T>(key), isRestored: false };
  if (current !== kept) setKept(current);
  const { typed } = current;
  const changes = useMemo(() => changesFrom(initial, typed), [initial, typed]);
  const isChanged = Object.keys(changes).length > 0;
  const [restoredKey, setRestoredKey] = useState(() => (isChanged ? key : ''));

  useEffect(() => keep(key, typed, secret));
  const change = useCallback(
    (part: Partial<T>) => setKept((before) => ({ ...before, typed: { ...before.typed, ...part } })),
    [],
  );
  const drop = useCallback(() => {
    keep(key, {}, []);
    setRestoredKey('');
    setKept((before) => ({ ...before, typed: {} }));
  }, [key]);
  const forget = useCallback(
    (parts: readonly string[]) =>
      setKept((before) => ({
        ...before,
        typed: Object.fromEntries(Object.entries(before.typed).filter(([name]) => !parts.includes(name))) as Partial<T>,
      })),
    [],
  );
  const value = useMemo(() => ({ ...initial, ...changes }), [initial, changes]);
  return { value, changes, isChanged, isRestored: isChanged && restoredKey === key, change, drop, forget };
}

function read<T extends object>(key: string): Partial<T> {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? '{}') as Partial<T>;
  } catch {
    return {};
  }
}

function keep<T extends object>(key: string, typed: Partial<T>, secret: readonly string[]): void {
  const open = Object.entries(typed).filter(([name]) => !secret.includes(name));
  try {
    if (open.length === 0) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, JSON.stringify(Object.fromEntries(open)));
  } catch {
    // Storage is full or blocked: the draft lasts as long as the page.
  }
}
