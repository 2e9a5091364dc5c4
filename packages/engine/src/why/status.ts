/** How a field stands: in step, or the first reason in this order why it is not. */
import { effectiveDirection } from '../field-states.ts';
import type { BaseField, FieldMapping } from '../model.ts';
import { sameCrm } from '../values/equality.ts';
import type { WhyInput, WhyPart, WhyParts } from './why.ts';

export const statusCodes = [
  'notLinked',
  'notMapped',
  'noDirection',
  'creating',
  'missingInErp',
  'waitingForParent',
  'linkHeld',
  'planned',
  'underWay',
  'unknownOutcome',
  'held',
  'failed',
  'driftErp',
  'driftCrm',
  'undone',
  'parked',
  'failing',
  'notCompared',
  'crmGone',
  'pending',
  'inStep',
] as const;
export type StatusCode = (typeof statusCodes)[number];

export function statusOf(input: WhyInput): WhyPart<StatusCode> {
  const { link, mapping, connection } = input;
  const parts: WhyParts = { connection: connection.name };
  if (link === undefined || link.state === 'broken') return { code: 'notLinked', parts };
  if (mapping === undefined) return { code: 'notMapped', parts };
  if (effectiveDirection(mapping) === 'none') return { code: 'noDirection', parts };
  return ofLink(input, link, parts) ?? ofWrite(input, parts) ?? ofField(input, link, mapping, parts);
}

type Link = NonNullable<WhyInput['link']>;
const saying = (message: string | null): WhyParts => (message === null ? {} : { message });

function ofLink(input: WhyInput, link: Link, parts: WhyParts): WhyPart<StatusCode> | undefined {
  const more = { ...parts, ...saying(link.reason) };
  switch (link.state) {
    case 'creating':
    case 'missingInErp':
    case 'waitingForParent':
      return { code: link.state, parts: more };
    case 'held':
      return { code: 'linkHeld', parts: more };
    case 'active':
    case 'failing':
    case 'parked':
    case 'broken':
      return input.planned ? { code: 'planned', parts } : undefined;
  }
}

function ofWrite({ intent, held }: WhyInput, parts: WhyParts): WhyPart<StatusCode> | undefined {
  if (intent !== undefined)
    return {
      code: intent.unknown ? 'unknownOutcome' : 'underWay',
      parts: { ...parts, at: intent.at.toISOString(), attempts: intent.attempts, ...saying(intent.reason) },
    };
  if (held !== undefined) return { code: 'held', parts: { ...parts, hold: held.why, message: held.message } };
  return undefined;
}

function ofField(input: WhyInput, link: Link, mapping: FieldMapping, parts: WhyParts): WhyPart<StatusCode> {
  const base = link.base[mapping.erpField];
  const flagged = base && ofFlag(base, mapping, parts);
  if (flagged !== undefined) return flagged;
  const trouble = link.state === 'parked' || link.state === 'failing' ? link.state : undefined;
  if (input.crm === undefined) return { code: 'crmGone', parts };
  const compared = base !== undefined && base.e !== null && base.c !== null && base.v === mapping.version;
  const moved = base?.c !== null && base?.c !== undefined && !sameCrm(mapping.crmType, base.c, input.crm);
  // A link in trouble for another field does not put this one out of step.
  if (trouble !== undefined && (!compared || moved))
    return {
      code: trouble,
      parts: {
        ...parts,
        ...saying(link.reason),
        attempts: link.attempts,
        ...(link.dueAt !== null && { at: link.dueAt.toISOString() }),
      },
    };
  if (!compared) return { code: 'notCompared', parts };
  return { code: moved ? 'pending' : 'inStep', parts };
}

function ofFlag(base: BaseField, mapping: FieldMapping, parts: WhyParts): WhyPart<StatusCode> | undefined {
  switch (base.flag) {
    case undefined:
      return undefined;
    case 'failed':
      return { code: 'failed', parts: { ...parts, ...saying(base.fail?.message ?? null) } };
    case 'held':
      return { code: 'held', parts: { ...parts, ...(base.hold !== undefined && { hold: base.hold.why }) } };
    case 'undone':
      return { code: 'undone', parts };
    case 'drift':
      return { code: effectiveDirection(mapping) === 'toErp' ? 'driftErp' : 'driftCrm', parts };
  }
}
