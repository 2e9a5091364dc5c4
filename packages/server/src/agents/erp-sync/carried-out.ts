/** Requests that a method started, waited for as long as the call may take, and told as the vendor's PluginResponse (H25). */
import type { z } from 'zod';
import type { Outcome } from '@kobling/sdk';
import { textIn } from '@kobling/sdk';
import { type RequestState, requestStates, type StartedRequest } from '../../services/index.ts';
import type { pluginResponse } from '../carriers/erp-sync.ts';
import type { AgentCall } from '../method.ts';

export type PluginResponse = z.output<typeof pluginResponse>;

export const response = (
  status: PluginResponse['Status'],
  explanation: string,
  technical = '',
  code = '',
): PluginResponse => ({
  IsOk: status === 'Ok' || status === 'OkWithInfo',
  UserExplanation: explanation,
  TechExplanation: technical,
  ErrorCode: code,
  Changes: null,
  Status: status,
});

const isOpen = ({ status }: RequestState): boolean => status === 'queued' || status === 'running';

/** What became of them by now: when the call's time is over, some may still be under way. */
export async function statesOf(
  { hub, signal }: AgentCall,
  started: readonly StartedRequest[],
): Promise<readonly RequestState[]> {
  const ids = started.map(({ requestId }) => requestId);
  for (;;) {
    const states = await requestStates(hub, ids, 2_000);
    if (states.status !== 'done') return [];
    if (signal.aborted || !states.value.some(isOpen)) return states.value;
  }
}

/** `started`: the connections, or why none could be asked. */
export async function carriedOut(
  call: AgentCall,
  started: Outcome<readonly StartedRequest[]>,
): Promise<PluginResponse> {
  if (started.status !== 'done') {
    const { code, message } = started.reason;
    return response('Error', textIn(call.language, message), code, code);
  }
  const states = await statesOf(call, started.value);
  const nameOf = (state: RequestState): string =>
    started.value.find(({ requestId }) => requestId === state.id)?.connection ?? '';
  const failed = states.filter(({ status }) => status === 'failed');
  if (failed.length > 0) {
    const sentences = failed.map((state) => `${nameOf(state)}: ${state.message ?? 'it failed.'}`);
    return response('Error', sentences.join(' '), failed.map(({ id }) => `request ${id}`).join(', '), 'sync.failed');
  }
  const open = states.filter(isOpen);
  if (open.length > 0 || states.length < started.value.length) {
    const names = open.map(nameOf).join(', ');
    return response('OkWithInfo', `Still under way: ${names}. It goes on by itself; the log shows what it did.`);
  }
  return response('Ok', `Synced: ${started.value.map(({ connection }) => connection).join(', ')}.`);
}
