/**
 * How many actors a call takes. It halves when the ERP or the way to it did not stand that many, is kept with the connection,
 * and grows back slowly (H30). Never more than the card says.
 */
import { isTooMuch, type Reason } from '@kobling/sdk';
import { limits } from './limits.ts';
import type { BatchSizes, ConnectionSetup } from './model.ts';

type Call = 'read' | 'save';

export class CallSizes {
  readonly #most: Readonly<Record<Call, number>>;
  readonly #now: Record<Call, number>;
  readonly #wellSince: Record<Call, number>;
  #unsaved = false;
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
    this.#wellSince = { read: batchSizes?.wellSince?.read ?? 0, save: batchSizes?.wellSince?.save ?? 0 };
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
    // Of a batch that was halved already, the halves say no more than the whole did.
    await this.#set(call, Math.min(this.#now[call], Math.ceil(count / 2)));
    return true;
  }

  /** Call after one that went well: only full ones show that more could go. */
  async went(call: Call, count: number): Promise<void> {
    if (this.#now[call] >= this.#most[call] || count < this.#now[call]) return;
    this.#wellSince[call] += 1;
    this.#unsaved = true;
    if (this.#wellSince[call] < limits.batchGrowsAfter) return;
    this.#wellSince[call] = 0;
    await this.#set(call, Math.min(this.#most[call], Math.ceil(this.#now[call] * limits.batchGrowth)));
  }

  /** At the end of a slice: how often it went well is not forgotten, or short slices would never grow. */
  async remember(): Promise<void> {
    if (this.#unsaved) await this.#store();
  }

  async #set(call: Call, size: number): Promise<void> {
    this.#now[call] = size;
    await this.#store();
  }

  async #store(): Promise<void> {
    this.#unsaved = false;
    const less = (each: Call): BatchSizes => (this.#now[each] < this.#most[each] ? { [each]: this.#now[each] } : {});
    const reduced = { ...less('read'), ...less('save') };
    await this.#keep(Object.keys(reduced).length === 0 ? {} : { ...reduced, wellSince: { ...this.#wellSince } });
  }
}
