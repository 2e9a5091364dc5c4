/**
 * What a person has typed and not saved: kept through a reload, a way back and a lost line, in this tab alone, so that two
 * tabs do not type into each other. Only what differs is kept; the rest follows the hub.
 */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useHub, useSession } from '../hub/hub.tsx';
import { afterSave, changedMeanwhile, changesFrom, type Kept, seen, withoutParts, withTyped } from './draft.ts';

export interface Draft<T extends object> {
  /** What is there, with what was typed over it. */
  readonly value: T;
  /** Only the parts that differ from what is there. */
  readonly changes: Partial<T>;
  readonly isChanged: boolean;
  /** What is there now of parts that somebody else changed since they were typed over. */
  readonly meanwhile: Partial<T>;
  /** What each part stood at when it was typed over; of the others, what is there. Goes with a save. */
  readonly over: T;
  /** Goes with what makes something new, so that sent again, or typed on and sent again, it is made once (`CallOptions.draft`). */
  readonly name: string;
  /** It was typed before this page was loaded: worth a word to the person. */
  readonly isRestored: boolean;
  readonly change: (part: Partial<T>) => void;
  /** After a save, or when the person gives it up. */
  readonly drop: () => void;
  /** After a save of a form that stays: these parts follow the hub, what was typed since is kept. */
  readonly saved: (sent: Partial<T>) => void;
  /** Of a draft that is saved part by part: these parts follow the hub again. */
  readonly forget: (parts: readonly (keyof T & string)[]) => void;
  /** What somebody else saved was looked at: what was typed stands over it. Left out: of all parts. */
  readonly insist: (parts?: readonly (keyof T & string)[]) => void;
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
  const [kept, setKept] = useState(() => ({ key, ...read<T>(key) }));
  const current = kept.key === key ? kept : { key, ...read<T>(key) };
  if (current !== kept) setKept(current);
  const { typed, over } = current;
  const changes = useMemo(() => changesFrom(initial, typed), [initial, typed]);
  const meanwhile = useMemo(() => changedMeanwhile(initial, { typed, over }), [initial, typed, over]);
  const isChanged = Object.keys(changes).length > 0;
  const [restoredKey, setRestoredKey] = useState(() => (isChanged ? key : ''));
  useEffect(() => keep(key, { typed, over }, secret));
  const told = useChanging({ key, initial, secret, setKept, setRestoredKey });
  const value = useMemo(() => ({ ...initial, ...changes }), [initial, changes]);
  return {
    value,
    changes,
    isChanged,
    meanwhile,
    over: useMemo(() => ({ ...initial, ...over }), [initial, over]),
    name: key,
    isRestored: isChanged && restoredKey === key,
    ...told,
  };
}

interface Changing<T extends object> {
  readonly key: string;
  readonly initial: T;
  readonly secret: readonly string[];
  readonly setKept: (next: (before: Kept<T> & { readonly key: string }) => Kept<T> & { readonly key: string }) => void;
  readonly setRestoredKey: (key: string) => void;
}

function useChanging<T extends object>({ key, initial, secret, setKept, setRestoredKey }: Changing<T>) {
  const hub = useHub();
  // A change is typed over what is there when it comes, not when the page was drawn.
  const there = useRef(initial);
  useEffect(() => {
    there.current = initial;
  }, [initial]);
  // What was typed last of each part, since a part that was typed back is not among what is typed.
  const last = useRef<Partial<T>>({});
  useEffect(() => {
    last.current = {};
  }, [key]);
  const put = useCallback(
    (next: (before: Kept<T>) => Kept<T>) => setKept((before) => ({ key: before.key, ...next(before) })),
    [setKept],
  );
  const change = useCallback(
    (part: Partial<T>) => {
      const now = there.current;
      last.current = { ...last.current, ...part };
      put((before) => withTyped(before, now, part));
    },
    [put],
  );
  const drop = useCallback(() => {
    keep(key, nothing<T>(), []);
    hub.giveUp(key);
    last.current = {};
    setRestoredKey('');
    put(nothing);
  }, [hub, key, put, setRestoredKey]);
  const saved = (sent: Partial<T>): void => {
    const since = last.current;
    keep(key, afterSave(read<T>(key), sent, since), secret);
    setRestoredKey('');
    put((before) => afterSave(before, sent, since));
  };
  const forget = useCallback(
    (parts: readonly string[]) => {
      last.current = withoutParts({ typed: last.current, over: {} }, parts).typed;
      put((before) => withoutParts(before, parts));
    },
    [put],
  );
  const insist = useCallback(
    (parts?: readonly string[]) => {
      const now = there.current;
      put((before) => seen(before, now, parts));
    },
    [put],
  );
  return { change, drop, saved, forget, insist };
}

const nothing = <T extends object>(): Kept<T> => ({ typed: {}, over: {} });

function read<T extends object>(key: string): Kept<T> {
  try {
    return { ...nothing<T>(), ...(JSON.parse(sessionStorage.getItem(key) ?? '{}') as Partial<Kept<T>>) };
  } catch {
    return nothing();
  }
}

function keep<T extends object>(key: string, kept: Kept<T>, secret: readonly string[]): void {
  const open = withoutParts(kept, secret);
  try {
    if (Object.keys(open.typed).length === 0) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, JSON.stringify(open));
  } catch {
    // Storage is full or blocked: the draft lasts as long as the page.
  }
}
