/** Sending one value and seeing what becomes of it. */
import { isDone } from '../outcome.ts';
import type { Actor, FieldType, FieldValues, SaveResult } from '../types.ts';
import { decodeValue, sameValue } from '../values.ts';
import { CheckFailed } from './check.ts';
import type { ConformanceContext } from './context.ts';

/** Do two wire values mean the same? Those that cannot be read are compared as they are. */
export function sameWire(type: FieldType, a: string, b: string): boolean {
  const [left, right] = [decodeValue(type, a), decodeValue(type, b)];
  return left.ok && right.ok ? sameValue(type, left.value, right.value) : a === b;
}

/** Saves fields of one actor. Fails the check when the call as a whole does, or the actor is not confirmed. */
export async function save(
  ctx: ConformanceContext,
  actor: Actor,
  fieldValues: FieldValues,
  expected?: FieldValues,
): Promise<SaveResult> {
  const { actorType, erpKey, parentActorType, parentErpKey } = actor;
  const parent = parentActorType === undefined || parentErpKey === undefined ? {} : { parentActorType, parentErpKey };
  const change = { actorType, erpKey, ...parent, fieldValues, ...(expected === undefined ? {} : { expected }) };
  const outcome = await ctx.connection.saveActors([change], ctx.call());
  // Over SOAP a single actor's refusal is the whole answer's.
  if (outcome.status === 'rejected') return { status: 'rejected', erpKey, reason: outcome.reason };
  if (!isDone(outcome))
    throw new CheckFailed(`saveActors of ${actorType} ${erpKey} ended ${outcome.status}: ${outcome.reason.message}`);
  const result = outcome.value.find((r) => (r.status === 'rejected' ? r.erpKey : r.actor.erpKey) === erpKey);
  if (result === undefined)
    throw new CheckFailed(
      `saveActors was sent ${actorType} ${erpKey}, but answered ${outcome.value.length} other result(s).`,
    );
  return result;
}

/** Saves one field and reads it back; undefined when the ERP refused the value. Wire values; absent reads as ''. */
export async function sent(
  ctx: ConformanceContext,
  actor: Actor,
  fieldKey: string,
  wire: string,
): Promise<string | undefined> {
  const result = await save(ctx, actor, { [fieldKey]: wire });
  return result.status === 'rejected' ? undefined : ((await ctx.fresh(actor)).fieldValues[fieldKey] ?? '');
}
