import { done, type Outcome } from '@kobling/sdk';
import { connectActor as connect } from '../../services/index.ts';
import { fieldValue } from '../carriers/erp-sync.ts';
import { bool, carrier, int, list, nothing, text } from '../carriers/kinds.ts';
import { crmActorType, erpActorType } from '../carriers/words.ts';
import { type AgentCall, method } from '../method.ts';
import { chosenOf } from './field-values.ts';
import { namedActorType, recordOf } from './records.ts';

const pair = {
  ErpConnectionId: int,
  CrmRecordId: int,
  CrmActorType: crmActorType,
  ErpKey: text,
  ErpActorType: erpActorType,
} as const;
const plainRequest = carrier(pair);
const request = carrier({ ...pair, FieldValues: list(fieldValue) });
type Input = ReturnType<typeof request.parse>;

/** The chosen FieldValues win on both sides; fields that are not among them follow the ordinary first agreement (rule 18). */
export const connectActor = method({
  right: 'licensed',
  reads: false,
  request,
  response: nothing,
  handle: (input, call) => linked(input, call),
});

/** The same; false where it was refused. Missing rights, and an ERP that takes longer than the call may, are errors all the same. */
export const tryConnectActor = method({
  right: 'licensed',
  reads: false,
  request,
  response: bool,
  async handle(input, call) {
    const outcome = await linked(input, call);
    if (outcome.status === 'done') return done(true);
    const isRefused = outcome.status === 'rejected' && !isNoAnswer(outcome.reason.code);
    return isRefused ? done(false) : outcome;
  },
});

const isNoAnswer = (code: string): boolean => code === 'connection.noAccess' || code === 'request.underWay';

/** Without choice: where both sides have values, direction and priority decide. */
export const createActorLink = method({
  right: 'licensed',
  reads: false,
  request: plainRequest,
  response: bool,
  async handle(input, call) {
    const outcome = await linked({ ...input, FieldValues: [] }, call);
    return outcome.status === 'done' ? done(true) : outcome;
  },
});

async function linked(input: Input, { hub, person, signal }: AgentCall): Promise<Outcome> {
  const record = recordOf(input.CrmActorType, input.CrmRecordId);
  if (record.status !== 'done') return record;
  const actorType = namedActorType(input.ErpActorType);
  if (actorType.status !== 'done') return actorType;
  const chosen = chosenOf(input.FieldValues);
  const wish = {
    connectionId: input.ErpConnectionId,
    actorType: actorType.value,
    erpKey: input.ErpKey,
    entity: record.value,
    ...(chosen !== undefined && { chosen }),
  };
  return connect(hub, wish, person, signal);
}
