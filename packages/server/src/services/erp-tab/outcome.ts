/** What a request that a person waits for came to (H25). */
import type { RequestBody } from '@kobling/engine';
import { done, type Outcome, rejected } from '@kobling/sdk';
import { addRequest, openRequestOf } from '@kobling/store';
import { type RequestState, requestStates } from '../requests.ts';
import type { ServiceHub } from '../service-hub.ts';

/** One look waits this long, ms: so much later than its time may a call end. */
const lookMs = 1_000;

/**
 * Stores it and wakes the connection; its id. One for the same record and actor that is still open is the same wish: two
 * windows, a double press.
 */
export async function startOnce(
  hub: ServiceHub,
  connectionId: number,
  body: Extract<RequestBody, { readonly kind: 'link' | 'create' }>,
  by: string,
): Promise<number> {
  const { kind, entity, actorType } = body;
  const same = { entity, actorType, ...(kind === 'link' && { erpKey: body.erpKey }) };
  const open = await openRequestOf(hub.db, connectionId, kind, same);
  const id = open ?? (await addRequest(hub.db, connectionId, body, by));
  await hub.wake([connectionId]);
  return id;
}

/**
 * Waits until it ended or `signal` says that the caller's time is over: then rejected `request.underWay`. Whether it went
 * well is in the answer's status.
 */
export async function untilEnded(hub: ServiceHub, id: number, signal: AbortSignal): Promise<Outcome<RequestState>> {
  for (;;) {
    const states = await requestStates(hub, [id], lookMs);
    if (states.status !== 'done') return states;
    const state = states.value[0];
    if (state !== undefined && state.status !== 'queued' && state.status !== 'running') return done(state);
    if (signal.aborted) return underWay(id);
  }
}

const underWay = (id: number) =>
  rejected(
    'request.underWay',
    `It is still under way (request ${id}) and goes on by itself: the ERP takes longer than this call may. Do not send it again; look at the record later.`,
  );
