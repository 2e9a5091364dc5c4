/**
 * Two windows that save the same settings: the second is told. A form sends what its fields stood at when they were typed over
 * (`over`, beside its own fields); before it is saved that is compared with what stands now. A field that another window has
 * changed since, to something else than is wanted, refuses the whole: nothing is overwritten unseen. What is saved without a form,
 * such as an order that is dragged, sends the same. Two at a time, of whichever process, take turns.
 */
import { isDeepStrictEqual } from 'node:util';
import { type Database, lockAddress } from '@kobling/store';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Call } from './api.ts';
import { Refusal } from './errors.ts';
import type { Work } from './once.ts';

/** What stands now, in the shape of the form; undefined: there is no such thing, which the handler says. */
export type Standing = (request: FastifyRequest, call: Call) => Promise<object | undefined>;

/** Each holds a connection to the database while its handler takes another: not all of them may be held. */
const mostAtOnce = 3;
const overSchema = z.object({ over: z.record(z.string(), z.unknown()) });

export type Compared = (key: string, call: Call, work: Work) => Promise<unknown>;

export function createCompared(db: Database, standing: Readonly<Record<string, Standing>>): Compared {
  const slot = slots(mostAtOnce);
  return async (key, call, work) => {
    const read = standing[key];
    const typed = read === undefined ? undefined : overSchema.safeParse(call.request.body);
    if (read === undefined || typed?.success !== true) return await work();
    const { over } = typed.data;
    const compared = async (): Promise<unknown> => {
      const changed = differing(over, asEntries(call.request.body), (await read(call.request, call)) ?? over);
      return changed.length === 0 ? await work() : refusal(changed);
    };
    return await slot(() =>
      db.transaction(
        async (tx) => {
          await lockAddress(tx, key);
          return await compared();
        },
        { retries: 0 },
      ),
    );
  };
}

type Values = Readonly<Record<string, unknown>>;
const asEntries = (body: unknown): Values => (typeof body === 'object' && body !== null ? { ...body } : {});

const differing = (over: Values, wanted: Values, now: object): readonly string[] => {
  const stands = new Map<string, unknown>(Object.entries(now));
  const isAsSeen = (name: string): boolean =>
    [over[name], wanted[name]].some((value) => isDeepStrictEqual(value, stands.get(name)));
  return Object.keys(over).filter((name) => stands.has(name) && !isAsSeen(name));
};

const refusal = (fields: readonly string[]): Refusal =>
  new Refusal(409, {
    code: 'form.changed',
    message: `What is saved was changed since it was read: ${fields.join(', ')}.`,
    remedy: 'Read it again, then save what should stand.',
    fields: Object.fromEntries(fields.map((name) => [name, 'This was changed meanwhile.'])),
  });

function slots(most: number): <T>(work: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let taken = 0;
  return async (work) => {
    if (taken === most) await new Promise<void>((resolve) => waiting.push(resolve));
    else taken += 1;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) taken -= 1;
      else next();
    }
  };
}
