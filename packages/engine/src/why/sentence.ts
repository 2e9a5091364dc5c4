/** The answer to Why? in English, for the command line. The pages have the same in six languages. */
import type { StatusCode } from './status.ts';
import type { ConnectionCode, OriginCode, RuleCode, Why, WhyParts, WhyPart } from './why.ts';

type Words<Code extends string> = Readonly<Record<Code, string>>;

const statuses: Words<StatusCode> = {
  notLinked: 'Not linked on {connection}.',
  notMapped: 'Not synced with {connection}: no mapping names the field.',
  noDirection: 'Not carried either way: the mapping and both sides’ access leave no direction.',
  creating: 'The record is being created in {connection}.{message}',
  missingInErp: 'Not in step: {connection} no longer returns the record; nothing is deleted.{message}',
  waitingForParent: 'Not in step: the person waits for the company’s link on {connection}.{message}',
  linkHeld: 'Not in step: the record waits for a person.{message}',
  planned: 'Not synced yet: the field waits for a plan to be approved or rejected.',
  underWay: 'On its way to {connection} since {at}.{message}',
  unknownOutcome:
    'Sent to {connection} at {at}; nobody knows yet whether it arrived. It is looked at before anything is sent again.{message}',
  held: 'Not in step: it waits for a person’s answer.{message}',
  failed: 'Not in step: the value could not be written.{message}',
  driftErp:
    'Not in step: {connection} holds a change that the direction does not carry. It stays until the CRM changes.',
  driftCrm:
    'Not in step: the CRM holds a change that the direction does not carry. It stays until {connection} changes.',
  undone: 'Not in step on purpose: it was undone, and rests until a side changes.',
  parked: 'Not in step: given up for today after {attempts} attempts; tried again at {at}.{message}',
  failing: 'Not in step: the last attempt failed; tried again at {at}.{message}',
  notCompared: 'Not compared yet since it was linked or mapped.',
  crmGone: 'The record is no longer in the CRM.',
  pending: 'Not in step yet: the CRM value is newer and goes to {connection} with the next cycle.',
  inStep: 'In step.',
};
const origins: Words<OriginCode> = {
  fromErp: 'The value came from {connection} on {at}{old}.',
  fromOther: 'The value came from {other} on {at}{old}.',
  fromCrm: 'The value came from the CRM; {connection} got it on {at}{old}.',
  fromPerson: 'The value was written in the CRM by {by}; {connection} got it on {at}{old}.',
  person: 'The value was written in the CRM by {by}, {at}.',
  undo: '{by} had it put back on {at}{old}.',
  default: 'It is the mapping’s default, filled in on {at} since both sides were blank.',
  create: 'It was sent when the record was created in {connection} on {at}.',
  adopted: 'Both sides held it when they were first compared.',
  unknown: 'Where the value came from is not recorded.',
};
const rules: Words<RuleCode> = {
  only: 'Only {side} had changed.',
  first: 'It was the first time both sides were compared.',
  rank: 'Both sides had changed, and {side} ranks higher.',
  resync: 'It was a resync, which takes one side as it is.',
};
const losers: Words<'kept' | 'open'> = {
  kept: 'Until {at} {side} held {value}; the log keeps it.',
  open: 'Until {at} {side} held {value}; it can still be chosen in the conflicts.',
};
const connections: Words<ConnectionCode> = {
  ok: '',
  new: '{connection} has not been synced yet.',
  inactive: '{connection} is not active.',
  onHold: '{connection} rests until a person has looked.{message}',
  unreachable: '{connection} cannot be reached; last reached {at}.{message}',
};

/** One or more whole sentences. */
export function whySentence(why: Why): string {
  const said = [
    fill(statuses, why.status),
    fill(origins, why.origin),
    fill(rules, why.rule),
    fill(losers, why.loser),
    fill(connections, why.connection),
  ];
  return said.filter((sentence) => sentence !== '').join(' ');
}

function fill<Code extends string>(words: Words<Code>, part: WhyPart<Code> | null): string {
  if (part === null) return '';
  const { parts } = part;
  return words[part.code].replaceAll(/\{(\w+)\}/g, (_, name: string) => word(name, parts));
}

const shown = (value: string): string => (value === '' ? 'nothing' : `“${value}”`);
const minute = (iso: string): string => `${iso.slice(0, 16).replace('T', ' ')} UTC`;

function word(name: string, parts: WhyParts): string {
  switch (name) {
    case 'at':
      return parts.at === undefined ? 'at a time not recorded' : minute(parts.at);
    case 'by':
      return parts.by === undefined || parts.by === '' ? 'a person or an import' : parts.by;
    case 'old':
      return parts.old === undefined ? '' : ` and replaced ${shown(parts.old)}`;
    case 'message':
      return parts.message === undefined || parts.message === '' ? '' : ` ${parts.message}`;
    case 'side':
      return parts.side === 'crm' ? 'the CRM' : (parts.connection ?? 'the ERP');
    case 'value':
      return shown(parts.value ?? '');
    case 'attempts':
      return String(parts.attempts ?? 0);
    case 'other':
      return parts.other ?? 'another connection';
    default:
      return parts.connection ?? 'the ERP';
  }
}
