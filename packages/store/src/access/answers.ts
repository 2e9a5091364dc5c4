/** Answers that pages may ask for again. What the sealed bytes mean is the server's business. */
import type { Queryable, Transaction } from '../database.ts';

const keptMs = 24 * 3_600_000;
/** A claim without an answer that is older belongs to a process that ended in the middle. */
const givenUpAfterMs = 60_000;
const before = (now: Date, ms: number): Date => new Date(now.getTime() - ms);

/** True: the key is the caller's, who now does the work. False: it was taken before. */
export async function claimAnswer(db: Queryable, key: Buffer, now: Date): Promise<boolean> {
  await db.run('delete from answer_kept where at < $1', [before(now, keptMs)]);
  const claimed = await db.run(
    `insert into answer_kept (key, at) values ($1, $2) on conflict (key) do update set at = $2
     where answer_kept.answer is null and answer_kept.at < $3`,
    [key, now, before(now, givenUpAfterMs)],
  );
  return claimed === 1;
}

/** Null: it is being worked on. Undefined: the work was refused or failed, and the key is free. */
export async function keptAnswer(db: Queryable, key: Buffer): Promise<Buffer | null | undefined> {
  const [row] = await db.query<{ answer: Buffer | null }>('select answer from answer_kept where key = $1', [key]);
  return row?.answer;
}

export const keepAnswer = async (db: Queryable, key: Buffer, answer: Buffer): Promise<void> => {
  await db.run('update answer_kept set answer = $2 where key = $1', [key, answer]);
};

/** Nothing was changed: it may be tried again under the same key. */
export const freeAnswer = async (db: Queryable, key: Buffer): Promise<void> => {
  await db.run('delete from answer_kept where key = $1 and answer is null', [key]);
};

/** Until the transaction ends, another one that names the same address waits. */
export const lockAddress = async (tx: Transaction, address: string): Promise<void> => {
  await tx.run(`select pg_advisory_xact_lock(hashtextextended('kobling.address ' || $1, 0))`, [address]);
};
