/** Answers that pages may ask for again. What the sealed bytes mean is the server's business. */
import type { Queryable, Transaction } from '../database.ts';

const keptMs = 24 * 3_600_000;
/** A claim without an answer that is older belongs to a process that ended in the middle. */
const givenUpAfterMs = 60_000;
const before = (now: Date, ms: number): Date => new Date(now.getTime() - ms);

/** What is asked for under a key. */
export interface AskedOnce {
  readonly key: Buffer;
  /** Hash of what was sent. */
  readonly body: Buffer;
}
export interface AnswerKept {
  /** Null: it is being worked on. */
  readonly answer: Buffer | null;
  /** It answers the very same request. */
  readonly isSame: boolean;
}

/** True: the key is the caller's, who now does the work. False: it was taken before. */
export async function claimAnswer(db: Queryable, { key, body }: AskedOnce, now: Date): Promise<boolean> {
  await db.run('delete from answer_kept where at < $1', [before(now, keptMs)]);
  const claimed = await db.run(
    `insert into answer_kept (key, body, at) values ($1, $2, $3) on conflict (key) do update set body = $2, at = $3
     where answer_kept.answer is null and answer_kept.at < $4`,
    [key, body, now, before(now, givenUpAfterMs)],
  );
  return claimed === 1;
}

/** Undefined: the work was refused or failed, and the key is free. */
export async function keptAnswer(db: Queryable, { key, body }: AskedOnce): Promise<AnswerKept | undefined> {
  const [row] = await db.query<AnswerKept>(
    `select answer, body is not distinct from $2 as "isSame" from answer_kept where key = $1`,
    [key, body],
  );
  return row;
}

export const keepAnswer = async (db: Queryable, key: Buffer, answer: Buffer): Promise<void> => {
  await db.run('update answer_kept set answer = $2 where key = $1', [key, answer]);
};

/** Something else is wanted of what was made: the answer is no longer that of any request. */
export const outdateAnswer = async (db: Queryable, key: Buffer): Promise<void> => {
  await db.run('update answer_kept set body = null where key = $1', [key]);
};

/** Nothing was changed: it may be tried again under the same key. */
export const freeAnswer = async (db: Queryable, key: Buffer): Promise<void> => {
  await db.run('delete from answer_kept where key = $1 and answer is null', [key]);
};

/** Until the transaction ends, another one that names the same address waits. */
export const lockAddress = async (tx: Transaction, address: string): Promise<void> => {
  await tx.run(`select pg_advisory_xact_lock(hashtextextended('kobling.address ' || $1, 0))`, [address]);
};
