/**
 * Why? For one field of a record on one connection: how it stands, where its value came from and by which rule, what lost.
 * Pure and total: every situation has a code, and every code a sentence in each language.
 *
 *   whyField: how it stands (status.ts) · where the value came from (below) · how the connection is.
 */
import type { Base, FieldMapping, LinkState, LogKind, Side } from '../model.ts';
import { type StatusCode, statusOf } from './status.ts';

/** What a sentence is filled with. Times are ISO; values as people read them. */
export interface WhyParts {
  readonly connection?: string;
  /** Another connection of the same record. */
  readonly other?: string;
  readonly by?: string;
  readonly at?: string;
  readonly side?: Side;
  readonly value?: string;
  readonly old?: string;
  readonly message?: string;
  readonly attempts?: number;
  readonly hold?: string;
}
export interface WhyPart<Code extends string> {
  readonly code: Code;
  readonly parts: WhyParts;
}

export const originCodes = [
  'fromErp',
  'fromOther',
  'fromCrm',
  'fromPerson',
  'person',
  'undo',
  'default',
  'create',
  'adopted',
  'unknown',
] as const;
export type OriginCode = (typeof originCodes)[number];
export const ruleCodes = ['only', 'first', 'rank', 'resync'] as const;
export type RuleCode = (typeof ruleCodes)[number];
export const connectionCodes = ['ok', 'new', 'inactive', 'onHold', 'unreachable'] as const;
export type ConnectionCode = (typeof connectionCodes)[number];

export interface Why {
  readonly status: WhyPart<StatusCode>;
  /** Null: there is no value to tell of, since the field is not synced. */
  readonly origin: WhyPart<OriginCode> | null;
  readonly rule: WhyPart<RuleCode> | null;
  /** What the other side held when both had a say: kept in the log. */
  readonly loser: WhyPart<'kept' | 'open'> | null;
  readonly connection: WhyPart<ConnectionCode>;
}

/** A row of the log about the field: of this link, or another connection's write of the same CRM field. */
export interface WhyEntry {
  readonly at: Date;
  readonly kind: LogKind;
  readonly target: Side | null;
  /** Logged by this connection. */
  readonly own: boolean;
  readonly connection: string;
  readonly by: string;
  readonly oldValue: string | null;
  readonly newValue: string | null;
  readonly loserValue: string | null;
  readonly message: string | null;
}
export interface WhyInput {
  readonly connection: {
    readonly name: string;
    readonly active: boolean;
    readonly health: 'new' | 'ok' | 'unreachable' | 'held' | 'failed';
    readonly message: string | null;
    /** Last time all went well. */
    readonly lastOkAt: Date | null;
    /** The connection rests until a person has looked (H10). */
    readonly hold: string | null;
  };
  readonly link:
    | {
        readonly state: LinkState;
        readonly base: Base;
        readonly reason: string | null;
        readonly attempts: number;
        readonly dueAt: Date | null;
      }
    | undefined;
  readonly mapping: FieldMapping | undefined;
  /** What the CRM holds, canonical; undefined: the record is gone. */
  readonly crm: string | undefined;
  /** A person or an import wrote the CRM value after the sync last did. `at`, `by`: where the feed still has it. */
  readonly edited: { readonly at: Date | null; readonly by: string | null } | null;
  /** Newest first. */
  readonly log: readonly WhyEntry[];
  /** A conflict on the field is open: whose value won. */
  readonly conflict: { readonly winner: Side } | undefined;
  readonly intent:
    | { readonly unknown: boolean; readonly attempts: number; readonly at: Date; readonly reason: string | null }
    | undefined;
  readonly held: { readonly why: string; readonly message: string } | undefined;
  /** It waits for a plan (H19). */
  readonly planned: boolean;
}

export function whyField(input: WhyInput): Why {
  const status = statusOf(input);
  const synced = input.mapping !== undefined && input.link !== undefined;
  const latest = input.log.find((entry) => entry.target !== null);
  return {
    status,
    origin: synced ? originOf(input, latest) : null,
    rule: synced && latest !== undefined && !editedSince(input, latest) ? ruleOf(input, latest) : null,
    loser: synced ? loserOf(input, latest) : null,
    connection: connectionOf(input),
  };
}

/** The value in the CRM is newer than the sync's last write and has not gone on to the ERP yet. */
const editedSince = (input: WhyInput, latest: WhyEntry): boolean => input.edited !== null && latest.target === 'crm';

function originOf(input: WhyInput, latest: WhyEntry | undefined): WhyPart<OriginCode> {
  const { edited, connection } = input;
  const person = {
    ...(edited?.by !== null && edited?.by !== undefined && { by: edited.by }),
    ...(edited?.at !== null && edited?.at !== undefined && { at: edited.at.toISOString() }),
  };
  if (latest === undefined) {
    if (edited !== null) return { code: 'person', parts: person };
    const met = Object.keys(input.link?.base ?? {}).includes(input.mapping?.erpField ?? '');
    return { code: met ? 'adopted' : 'unknown', parts: { connection: connection.name } };
  }
  if (editedSince(input, latest)) return { code: 'person', parts: person };
  const parts = {
    connection: connection.name,
    at: latest.at.toISOString(),
    by: latest.by,
    ...(latest.oldValue !== null && { old: latest.oldValue }),
  };
  if (latest.kind === 'undo' || latest.kind === 'default' || latest.kind === 'create')
    return { code: latest.kind, parts };
  if (latest.target === 'crm')
    return latest.own
      ? { code: 'fromErp', parts }
      : { code: 'fromOther', parts: { ...parts, other: latest.connection } };
  // The ERP got it from the CRM: who had written it there?
  const other = input.log.find((entry) => entry.target === 'crm' && !entry.own);
  if (edited !== null) return { code: 'fromPerson', parts: { ...parts, by: edited.by ?? '' } };
  return { code: 'fromCrm', parts: { ...parts, ...(other !== undefined && { other: other.connection }) } };
}

function ruleOf(input: WhyInput, latest: WhyEntry): WhyPart<RuleCode> | null {
  const name = latest.own ? input.connection.name : latest.connection;
  const side: Side = latest.target === 'crm' ? 'erp' : 'crm';
  const parts = { connection: name, side };
  switch (latest.kind) {
    case 'write':
      return { code: 'only', parts };
    case 'firstAgreement':
      return { code: 'first', parts };
    case 'conflict':
      return { code: 'rank', parts };
    case 'resync':
      return { code: 'resync', parts };
    case 'undo':
    case 'default':
    case 'create':
    case 'link':
    case 'unlink':
    case 'notice':
    case 'failure':
    case 'drift':
    case 'held':
      return null;
  }
}

/** Of the write that the value stands on; a blank that gave way at the first look is no loss. */
function loserOf({ conflict, connection }: WhyInput, latest: WhyEntry | undefined): WhyPart<'kept' | 'open'> | null {
  if (latest === undefined || !latest.own || latest.target === null || latest.loserValue === null) return null;
  if (latest.loserValue === '' && latest.kind === 'firstAgreement') return null;
  return {
    code: conflict === undefined ? 'kept' : 'open',
    parts: {
      connection: connection.name,
      side: latest.target,
      value: latest.loserValue,
      at: latest.at.toISOString(),
    },
  };
}

function connectionOf({ connection }: WhyInput): WhyPart<ConnectionCode> {
  const parts = {
    connection: connection.name,
    ...(connection.lastOkAt !== null && { at: connection.lastOkAt.toISOString() }),
    ...(connection.message !== null && { message: connection.message }),
  };
  if (connection.hold !== null) return { code: 'onHold', parts: { ...parts, message: connection.hold } };
  if (!connection.active) return { code: 'inactive', parts };
  switch (connection.health) {
    case 'ok':
      return { code: 'ok', parts };
    case 'new':
      return { code: 'new', parts };
    case 'held':
      return { code: 'onHold', parts };
    case 'unreachable':
    case 'failed':
      return { code: 'unreachable', parts };
  }
}
