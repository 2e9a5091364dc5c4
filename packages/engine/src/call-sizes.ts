/**
 * How many actors a call takes. It halves when the ERP or the way to it did not stand that many, is kept with the connection,
 * and grows back slowly (H30). Never more than the card says.
 */
import { isTooMuch, type Reason } from '@kobling/sdk';
import { limits } from './limits.ts';
import type { ConnectionSetup } from './model.ts';
import type { BatchSizes } from './ports.ts';

type Call = 'read' | 'save';

export class CallSizes {
  readonly #most: Readonly<Record<Call, number>>;
  readonly #now: Record<Call, number>;
  readonly #wellSince: Record<Call, number> = { read: 0, save: 0 };
  readonly #keep: (sizes: BatchSizes) => Promise<void>;

  constructor(
    { card, batchSizes }: Pick<ConnectionSetup, 'card' | 'batchSizes'>,
    keep: (sizes: BatchSizes) => Promise<void>,
  ) {
    this.#most = { read: card.readBatch, save: card.saveBatch };
    this.#now = {
      read: Math.min(card.readBatch, batchSizes?.read ?? card.readBatch),
      save: Math.min(card.saveBatch, batchSizes?.save ?? card.saveBatch),
    };
    this.#keep = keep;
  }

  get read(): number {
    return this.#now.read;
  }
  get save(): number {
    return this.#now.save;
  }

  /** Call after one that failed with `count` actors. True: fewer may go where these did not. */
  async failed(call: Call, count: number, why: Reason): Promise<boolean> {
    if (count <= 1 || !isTooMuch(why)) return false;
    this.#wellSince[call] = 0;
    await this.#set(call, Math.ceil(Math.min(count, this.#now[call]) / 2));
    return true;
  }

  /** Call after one that went well: only full ones show that more could go. */
  async went(call: Call, count: number): Promise<void> {
    if (this.#now[call] >= this.#most[call] || count < this.#now[call]) return;
    this.#wellSince[call] += 1;
    if (this.#wellSince[call] < limits.batchGrowsAfter) return;
    this.#wellSince[call] = 0;
    await this.#set(call, Math.min(this.#most[call], Math.ceil(this.#now[call] * limits.batchGrowth)));
  }

  async #set(call: Call, size: number): Promise<void> {
    this.#now[call] = size;
    const less = (each: Call): BatchSizes => (this.#now[each] < this.#most[each] ? { [each]: this.#now[each] } : {});
    await this.#keep({ ...less('read'), ...less('save') });
  }
}
