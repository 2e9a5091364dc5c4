/**
 * 9: the engine's own write, seen again, even before its answer, is no change (H02, H03): it never loses a conflict as somebody's
 * edit, and never comes back to the side it came from.
 */
import type { LogKind } from '@kobling/engine';
import type { Check, Violation } from '../history.ts';
import { equalHere, givesRise } from './03-no-lost-update.ts';
import { carriesToErp, inErpsForm } from './meaning.ts';
import { quoted, type Reading, readingOf } from './reading.ts';
import { type Step, stepBefore } from './stories.ts';
import type { EngineWrite, Source } from './writes.ts';

export const ownWriteIsNoEdit: Check = (history) => {
  const reading = readingOf(history);
  return reading.writes.flatMap((write) => [...asLoser(reading, write), ...asEcho(reading, write)]);
};

/** Writes of a person's making: their values count as the person's. */
const byPerson = new Set<LogKind>(['undo', 'resync']);

function asLoser(reading: Reading, write: EngineWrite): readonly Violation[] {
  if (write.kind !== 'conflict' || write.conceded || write.maybeOwn || write.old === undefined) return [];
  // Sent along in a whole record.
  if (equalHere(write, write.old, write.value)) return [];
  const changes = reading.stories.get(write.place)?.filter((step) => step.old !== step.value);
  const before = stepBefore(changes, write.index);
  if (before === undefined || !isOwn(reading, write, before) || !equalHere(write, before.value, write.old)) return [];
  return [
    {
      invariant: 9,
      message: `${write.place}: ${quoted(write.old)} was the engine's own write, and lost a conflict as if a user had typed it.`,
    },
  ];
}

/** Back into the CRM: what the engine had sent to the ERP, as a change of the ERP's. */
function asEcho(reading: Reading, write: EngineWrite): readonly Violation[] {
  if (write.side !== 'crm' || (write.kind !== 'write' && write.kind !== 'conflict')) return [];
  const from = write.sources
    .map((source) => ({ source, step: stepBefore(reading.stories.get(source.place), write.index) }))
    .filter(({ source, step }) => step !== undefined && givesRise(write, source, step));
  const first = from[0];
  if (from.length !== 1 || first?.step === undefined || !isEcho(reading, write, first.source, first.step)) return [];
  return [
    {
      invariant: 9,
      message: `${write.place}: ${quoted(write.value)} came back from the ERP, where the engine itself had put it.`,
    },
  ];
}

/** Only what the ERP made of it by its known rules is ours (H03); and what was sent came from this CRM field as it still is. */
function isEcho(reading: Reading, write: EngineWrite, { pair, place }: Source, step: Step): boolean {
  if (step.who !== 'engine' || step.sent === undefined || !inErpsForm(pair, step.sent, step.value)) return false;
  if (sentAs(reading, place, step.index) === undefined || write.old === undefined) return false;
  return carriesToErp(pair, write.old, step.sent);
}

/** How the write at this place and moment came about; undefined: by a person's word, or nobody knows. */
function sentAs(reading: Reading, place: string, index: number): LogKind | undefined {
  if (reading.history.events[index]?.what === 'erpCreate') return 'create';
  const kind = reading.writes.find((write) => write.place === place && write.index === index)?.kind;
  return kind === undefined || byPerson.has(kind) ? undefined : kind;
}

const linkOf = ({ row, intent }: EngineWrite): number | null | undefined => intent?.linkId ?? row?.linkId;
/** Made anew between the two: what was under way has its log row and moves no base (H17). */
const isRemade = (earlier: EngineWrite, write: EngineWrite): boolean =>
  earlier.intent !== undefined && write.intent !== undefined && earlier.intent.generation !== write.intent.generation;

function isOwn(reading: Reading, write: EngineWrite, step: Step): boolean {
  if (step.who !== 'engine' || step.connection !== write.connection) return false;
  const earlier = reading.writes.find(({ place, index }) => place === write.place && index === step.index);
  if (earlier === undefined || earlier.conceded || earlier.kind === undefined || byPerson.has(earlier.kind))
    return false;
  // Of a link that is history, it is a value as any other (H16).
  if (linkOf(earlier) !== linkOf(write) || isRemade(earlier, write)) return false;
  const form = write.sources[0]?.pair;
  return write.side === 'crm' || form === undefined || inErpsForm(form, earlier.sent, earlier.value);
}
