/** A new record in the ERP from one of the CRM: what to ask for, and making it. */
import type { EntityRef } from '@kobling/engine';
import { decodeValue, done, type ErpActorType, type Outcome, rejected, textIn } from '@kobling/sdk';
import { type ActorField, actorFields } from '@kobling/store';
import { orWhat } from '../../setup-file/nearest.ts';
import type { ServiceHub } from '../service-hub.ts';
import { mayUseActive, type User } from './access.ts';
import { linkOf } from './connect.ts';
import type { RequestState } from '../requests.ts';
import { startOnce, untilEnded } from './outcome.ts';

export const isMandatory = ({ mandatory, access }: ActorField): boolean => mandatory || access === 'mandatory';

export const isWritable = ({ access, type }: ActorField): boolean => access !== 'readOnly' && type !== 'label';

export const isAsked = (field: ActorField): boolean => isMandatory(field) || field.hasDefault || field.promptUser;
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
  /** ERP field to its value, on the wire or canonical, as a person filled it in; it goes before what the mapping would send. */
  readonly answers: Readonly<Record<string, string>>;
  /** The ERP keys that an earlier wish was answered with: a new one is wanted all the same (H09). */
  readonly despite?: readonly string[] | undefined;
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
  const started = await startCreate(hub, wish, user);
  if (started.status !== 'done') return started;
  const ended = await untilEnded(hub, started.value, signal);
  return ended.status === 'done' ? createEnded(ended.value) : ended;
}

/** Done: the id of the request that makes it. Rejected: `connection.*`, `link.taken`, `create.invalid`. */
export async function startCreate(hub: ServiceHub, wish: CreateWish, user: User): Promise<Outcome<number>> {
  const { connectionId, actorType, entity, despite } = wish;
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
  const body = {
    kind: 'create',
    actorType,
    entity,
    answers: answers.value,
    ...(despite !== undefined && { despite }),
  } as const;
  return done(await startOnce(hub, connectionId, body, user.name));
}

/** What the ended request came to: the key. Rejected `create.asking`, `create.refused` with the fields concerned, `request.underWay`. */
export function createEnded({ kind, status, message, result }: RequestState): Outcome<string> {
  const left = (result ?? {}) as {
    readonly erpKey?: string;
    readonly status?: string;
    readonly fields?: Readonly<Record<string, string>>;
  };
  if (status === 'done' && left.erpKey !== undefined) return done(left.erpKey);
  const sentence = message ?? `The ${kind} did not happen.`;
  if (left.status === 'asking') return rejected('create.asking', sentence);
  if (left.status === 'underWay')
    return rejected(
      'request.underWay',
      `${sentence} It goes on by itself: do not send it again; look at the record later.`,
    );
  return rejected('create.refused', sentence, left.fields === undefined ? {} : { fields: left.fields });
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
    else if (field.type === 'text' && field.maxLength > 0 && wire.length > field.maxLength)
      problems[key] = `${key} takes at most ${field.maxLength} characters, this has ${wire.length}. Shorten it.`;
    else canonical[key] = decoded?.value ?? '';
  }
  const sentences = Object.values(problems);
  return sentences.length === 0
    ? done(canonical)
    : rejected('create.invalid', sentences.join(' '), { fields: problems });
}
