/** A new record in the ERP from one of the CRM: what to ask for, and making it. */
import type { EntityRef } from '@kobling/engine';
import { decodeValue, done, type ErpActorType, type Outcome, rejected, textIn } from '@kobling/sdk';
import { type ActorField, actorFields } from '@kobling/store';
import { orWhat } from '../../setup-file/nearest.ts';
import type { ServiceHub } from '../service-hub.ts';
import { mayUseActive, type User } from './access.ts';
import { linkOf } from './connect.ts';
import { carryOut } from './outcome.ts';

export const isMandatory = ({ mandatory, access }: ActorField): boolean => mandatory || access === 'mandatory';

const isWritable = ({ access, type }: ActorField): boolean => access !== 'readOnly' && type !== 'label';

const isAsked = (field: ActorField): boolean => isMandatory(field) || field.hasDefault || field.promptUser;
const isSynced = ({ crmField, syncToCrm, syncToErp }: ActorField): boolean =>
  crmField !== null && (syncToCrm || syncToErp);

/** What is mandatory, and what has a default or is asked for (rule 11), in rank order. */
export async function fieldsToAsk(
  hub: ServiceHub,
  connectionId: number,
  actorType: ErpActorType,
  user: User,
): Promise<Outcome<readonly ActorField[]>> {
  const connection = await mayUseActive(hub, connectionId, user, 'create');
  if (connection.status !== 'done') return connection;
  const fields = await actorFields(hub.db, connectionId, actorType);
  return done(fields.filter((field) => isWritable(field) && isAsked(field)));
}

export interface CreateWish {
  readonly connectionId: number;
  readonly actorType: ErpActorType;
  readonly entity: EntityRef;
  /** ERP field to the value on the wire, as a person filled it in; it goes before what the mapping would send. */
  readonly answers: Readonly<Record<string, string>>;
}

/**
 * Done: made and linked; its ERP key. Rejected: `connection.*`, `link.taken`, `create.invalid`, `create.asking` (a person has to say
 * whether it is one that was found: H09), `create.refused` in the ERP's words, `request.underWay`.
 */
export async function createFromCrm(
  hub: ServiceHub,
  wish: CreateWish,
  user: User,
  signal: AbortSignal,
): Promise<Outcome<string>> {
  const { connectionId, actorType, entity } = wish;
  const connection = await mayUseActive(hub, connectionId, user, 'create');
  if (connection.status !== 'done') return connection;
  const name = textIn('en', connection.value.name);
  const link = await linkOf(hub, connectionId, entity);
  if (link !== undefined)
    return rejected(
      'link.taken',
      `The ${entity.kind} ${entity.id} is connected to ${link.actorType} ${link.erpKey} on ${name} already. Disconnect it first.`,
    );
  const answers = read(await actorFields(hub.db, connectionId, actorType), wish);
  if (answers.status !== 'done') return answers;
  const body = { kind: 'create', actorType, entity, answers: answers.value } as const;
  const ended = await carryOut(hub, connectionId, body, user.name, signal);
  if (ended.status !== 'done') return ended;
  const { status, message, result } = ended.value;
  const { erpKey, status: how } = (result ?? {}) as { readonly erpKey?: string; readonly status?: string };
  if (status === 'done' && erpKey !== undefined) return done(erpKey);
  const sentence = message ?? `${name} did not create the ${actorType}.`;
  if (how === 'asking') return rejected('create.asking', sentence);
  if (how === 'underWay')
    return rejected(
      'request.underWay',
      `${sentence} It goes on by itself: do not send it again; look at the record later.`,
    );
  return rejected('create.refused', sentence);
}

/** From the wire to canonical values; every answer that is none is named. */
function read(fields: readonly ActorField[], { actorType, answers }: CreateWish): Outcome<Record<string, string>> {
  const canonical: Record<string, string> = {};
  const problems: Record<string, string> = {};
  for (const [key, wire] of Object.entries(answers)) {
    const field = fields.find(({ fieldKey }) => fieldKey === key);
    const decoded = field === undefined ? undefined : decodeValue(field.type, wire);
    if (field === undefined)
      problems[key] = `${actorType} has no field ${JSON.stringify(key)}.${orWhat(
        key,
        fields.map(({ fieldKey }) => fieldKey),
      )}`;
    else if (!isWritable(field)) problems[key] = `${key} cannot be written in the ERP. Leave it out.`;
    else if (!isSynced(field) && !isAsked(field))
      problems[key] =
        `${key} is not filled in on a create. An administrator can map it, give it a default or have it asked for.`;
    else if (decoded?.ok === false) problems[key] = `${key}: ${decoded.reason.message}`;
    else canonical[key] = decoded?.value ?? '';
  }
  const sentences = Object.values(problems);
  return sentences.length === 0
    ? done(canonical)
    : rejected('create.invalid', sentences.join(' '), { fields: problems });
}
