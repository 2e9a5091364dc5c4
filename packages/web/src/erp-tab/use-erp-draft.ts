/** The wishes of a record's ERP tab: kept through a reload, carried out by the card after it saved the record. */
import type { ErpRequest } from '@kobling/contract';
import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef } from 'react';
import { useDraft } from '../form/use-draft.ts';
import { type Hub, HubError } from '../hub/client.ts';
import { useHub } from '../hub/hub.tsx';
import { type ProblemText, problemText } from '../hub/problem.tsx';
import { useErpTabWords } from '../language/erp-tab/index.ts';
import {
  type Entity,
  type Pending,
  type PendingKind,
  type PendingOutcome,
  type Refused,
  type Wishes,
  withoutPart,
} from './draft.ts';
import { untilEnded } from './follow.ts';

export interface ErpDraft {
  /** Something waits for Save. */
  readonly isChanged: boolean;
  /** What waits, is under way, or was refused; by connection. */
  readonly pending: readonly Pending[];
  /** Carries out what waits, after the record was saved. Never throws: each wish has its outcome. */
  readonly apply: () => Promise<readonly PendingOutcome[]>;
  /** Forgets what waits; what is under way goes on. */
  readonly drop: () => void;
  readonly wish: (pending: Pending) => void;
  readonly unwish: (connectionId: number, kind: PendingKind) => void;
}

const nothing: Wishes = {};
/** So long does a save wait before it says that the ERP is still at it (H25). */
const patienceMs = 12_000;

export function useErpDraft(entity: Entity): ErpDraft {
  const hub = useHub();
  const cache = useQueryClient();
  const words = useErpTabWords();
  const draft = useDraft<Wishes>(`erp-tab.${entity.kind}.${entity.id}`, nothing);
  const { change, value } = draft;
  // What was set counts at once, also between two steps of one save.
  const newest = useRef(value);
  useEffect(() => {
    newest.current = value;
  }, [value]);
  const set = useCallback(
    (connectionId: number, next: Pending | undefined) => {
      newest.current = { ...newest.current, [connectionId]: next };
      change({ [connectionId]: next });
    },
    [change],
  );
  const follow = useFollowing(entity, value, set);
  const pending = Object.values(value).filter((each) => each !== undefined);

  const apply = async (): Promise<readonly PendingOutcome[]> => {
    const outcomes: PendingOutcome[] = [];
    for (const wish of Object.values(newest.current)) {
      if (wish === undefined || wish.sent !== undefined) continue;
      outcomes.push(...(await carryOut({ hub, entity, set, follow, words }, wish)));
    }
    await cache.invalidateQueries();
    return outcomes;
  };

  return {
    isChanged: pending.some(({ sent }) => sent === undefined),
    pending,
    apply,
    drop: () => {
      for (const { connection, sent } of pending) if (sent === undefined) set(connection.id, undefined);
    },
    wish: (next) => set(next.connection.id, next),
    unwish: (connectionId, kind) => {
      const wish = newest.current[connectionId];
      if (wish !== undefined) set(connectionId, withoutPart(wish, kind));
    },
  };
}

type Follow = (wish: Pending, kind: PendingKind, requestId: number) => Promise<PendingOutcome | undefined>;

/** Waits for what was handed to the hub, also for what was under way when the page was left; each is followed once. */
function useFollowing({ kind, id }: Entity, wishes: Wishes, set: Carrying['set']): Follow {
  const hub = useHub();
  const cache = useQueryClient();
  const words = useErpTabWords();
  const newestWords = useRef(words);
  useEffect(() => {
    newestWords.current = words;
  }, [words]);
  const gone = useRef(new AbortController());
  const followed = useRef(new Map<number, Promise<PendingOutcome | undefined>>());
  useEffect(() => {
    const controller = new AbortController();
    gone.current = controller;
    followed.current = new Map();
    return () => controller.abort();
  }, [kind, id]);
  const follow: Follow = useCallback(
    (wish, part, requestId) => {
      const known = followed.current.get(requestId);
      if (known !== undefined) return known;
      const { signal } = gone.current;
      const end = endOf(hub, requestId, signal, newestWords.current).then((ended): PendingOutcome | undefined => {
        if (ended === undefined || signal.aborted) return undefined;
        const refused = 'refused' in ended ? ended.refused : undefined;
        // The tab puts the question itself; what was filled in is kept with it.
        const isOver = refused === undefined || refused.code === 'create.asking';
        set(wish.connection.id, isOver ? withoutPart(wish, part) : { ...wish, refused });
        void cache.invalidateQueries();
        const status = 'refused' in ended ? 'failed' : ended.status;
        const { message = '', remedy = '' } = refused ?? {};
        const outcome: PendingOutcome = { connection: wish.connection, kind: part, status, message, remedy };
        say(outcome, newestWords.current);
        return outcome;
      });
      followed.current.set(requestId, end);
      return end;
    },
    [hub, cache, set],
  );
  useEffect(() => {
    for (const wish of Object.values(wishes)) {
      if (wish?.sent === undefined) continue;
      const { sent, ...left } = wish;
      void follow(left, wish.create === undefined ? 'connect' : 'create', sent);
    }
  }, [wishes, follow]);
  return follow;
}

async function endOf(
  hub: Hub,
  requestId: number,
  signal: AbortSignal,
  words: Carrying['words'],
): Promise<Ended | undefined> {
  try {
    const request = await untilEnded(hub, requestId, signal);
    return request === undefined ? undefined : outcomeOf(request);
  } catch (error) {
    return refusalOf(error, problemText(error, words));
  }
}

interface Carrying {
  readonly hub: Hub;
  readonly entity: Entity;
  readonly set: (connectionId: number, next: Pending | undefined) => void;
  readonly follow: Follow;
  readonly words: ReturnType<typeof useErpTabWords>;
}

/** First the old link goes, then the new one is made: a company that is moved to another customer needs both. */
async function carryOut(parts: Carrying, wish: Pending): Promise<readonly PendingOutcome[]> {
  const { hub, entity, set, follow, words } = parts;
  const { connection } = wish;
  const outcomes: PendingOutcome[] = [];
  let kind: PendingKind = 'disconnect';
  let left: Pending | undefined = wish;
  try {
    if (wish.disconnect !== undefined) {
      const body = { connectionId: connection.id };
      await hub.call('POST /api/erp-tab/:kind/:id/disconnect', { params: entity, body });
      left = withoutPart(wish, 'disconnect');
      set(connection.id, left);
      const outcome = { connection, kind, status: 'done' as const, message: '', remedy: '' };
      say(outcome, words);
      outcomes.push(outcome);
    }
    if (left === undefined) return outcomes;
    kind = left.create === undefined ? 'connect' : 'create';
    const requestId = await send(hub, entity, left);
    const { refused: _refused, ...clean } = left;
    set(connection.id, { ...clean, sent: requestId });
    const ended = await Promise.race([follow(clean, kind, requestId), later(patienceMs)]);
    outcomes.push(ended ?? underWay(connection, kind, words));
  } catch (error) {
    const { refused } = refusalOf(error, problemText(error, words));
    set(connection.id, { ...(left ?? wish), refused });
    const outcome = { connection, kind, status: 'failed' as const, message: refused.message, remedy: refused.remedy };
    say(outcome, words);
    outcomes.push(outcome);
  }
  return outcomes;
}

async function send(hub: Hub, params: Entity, { connection, connect, create }: Pending): Promise<number> {
  const connectionId = connection.id;
  if (create !== undefined) {
    const { actorType, answers, despite } = create;
    const again = despite === undefined ? {} : { despite: [...despite] };
    const body = { connectionId, actorType, answers: { ...answers }, ...again };
    return (await hub.call('POST /api/erp-tab/:kind/:id/create', { params, body })).requestId;
  }
  if (connect === undefined) throw new Error('a wish that is sent has something to do');
  const { actorType, erpKey, sides, filled } = connect;
  const body = { connectionId, actorType, erpKey, sides: { ...sides }, filled: { ...filled } };
  return (await hub.call('POST /api/erp-tab/:kind/:id/connect', { params, body })).requestId;
}

const later = (ms: number): Promise<undefined> => new Promise((resolve) => setTimeout(resolve, ms, undefined));

type Ended = { readonly status: 'done' | 'underWay' } | { readonly refused: Refused };

function outcomeOf({ status, code, message, fields }: ErpRequest): Ended {
  if (status === 'done') return { status: code === 'request.underWay' ? 'underWay' : 'done' };
  return { refused: { code, message: message ?? '', remedy: '', fields } };
}

const refusalOf = (error: unknown, text: ProblemText): { readonly refused: Refused } => ({
  refused: {
    ...text,
    code: error instanceof HubError ? error.code : 'internal',
    fields: error instanceof HubError ? error.fields : {},
  },
});

const underWay = (connection: Pending['connection'], kind: PendingKind, { t }: Carrying['words']): PendingOutcome => {
  const outcome = { connection, kind, status: 'underWay' as const, message: t('tab.underWay'), remedy: '' };
  notifications.show({
    title: connection.name,
    message: outcome.message,
    closeButtonProps: { 'aria-label': t('close') },
  });
  return outcome;
};

/** A person may be on another tab of the card by now. */
function say({ connection, kind, status, message, remedy }: PendingOutcome, { t }: Carrying['words']): void {
  if (status === 'failed')
    notifications.show({
      color: 'red',
      title: t(`tab.failed.${kind}`, { connection: connection.name }),
      message: `${message} ${remedy}`,
      autoClose: 10_000,
      role: 'alert',
      closeButtonProps: { 'aria-label': t('close') },
    });
  else
    notifications.show({
      message: status === 'done' ? t(`tab.done.${kind}`, { connection: connection.name }) : t('tab.underWay'),
      closeButtonProps: { 'aria-label': t('close') },
    });
}
