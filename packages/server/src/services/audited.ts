/** Changes of settings: done whole or not at all, and told in the audit trail from what to what. */
import type { Outcome, rejected } from '@kobling/sdk';
import { addAudit, type Database, type Transaction } from '@kobling/store';

/** Carries a refusal out of a transaction, so that nothing of it is kept. */
export class Refused extends Error {
  readonly failure: ReturnType<typeof rejected>;
  constructor(failure: ReturnType<typeof rejected>) {
    super(failure.reason.message);
    this.failure = failure;
  }
}

/** A refusal found on the way undoes what came before it. */
export async function whole<T>(
  { db }: { readonly db: Database },
  work: (tx: Transaction) => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  try {
    return await db.transaction(async (tx) => {
      const outcome = await work(tx);
      if (outcome.status === 'rejected') throw new Refused(outcome);
      return outcome;
    });
  } catch (error) {
    if (error instanceof Refused) return error.failure;
    throw error;
  }
}

interface Told {
  readonly by: string;
  readonly action: string;
  readonly subject: string;
}
/** Only what differs; nothing when nothing does. */
export async function auditChange(
  tx: Transaction,
  told: Told,
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): Promise<void> {
  const differing = Object.keys(after).filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]));
  if (differing.length === 0) return;
  const pick = (from: Readonly<Record<string, unknown>>) =>
    Object.fromEntries(differing.map((key) => [key, from[key] ?? null]));
  await addAudit(tx, { ...told, old: pick(before), new: pick(after) });
}
