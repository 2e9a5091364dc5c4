/** Creating and saving in the ERP in memory: everything is checked first, then stored at once. */
import { done, reason, rejected } from '../outcome.ts';
import { fieldsReason, problemOf } from '../schema.ts';
import type {
  Actor,
  ActorChange,
  ErpActorType,
  FieldMetadata,
  FieldValues,
  NewActor,
  Outcome,
  Reason,
  SaveResult,
} from '../types.ts';
import { decodeValue, sameValue } from '../values.ts';
import { normaliseValue } from './behaviour.ts';
import { actorOf } from './shown.ts';
import type { MemoryParent, MemoryRow, MemoryType, MemoryWorld } from './world.ts';

/** Not idempotent: called twice it makes two actors, as most ERPs do. */
export function createInMemory(world: MemoryWorld, actor: NewActor, token: bigint | undefined): Outcome<Actor> {
  const late = fence(world, token);
  if (late !== undefined) return late;
  const { actorType } = actor;
  const type = world.type(actorType);
  if (type === undefined)
    return rejected('actorType.unknown', `This ERP has no ${actorType}. Use a supported actor type.`);
  const parent = parentOf(actor);
  const orphan = parentProblem(world, type, actorType, parent);
  if (orphan !== undefined) return { status: 'rejected', reason: orphan };
  const given: Record<string, string> = { ...defaults(type.fields) };
  for (const [key, value] of Object.entries(actor.fieldValues))
    if (value !== '' || given[key] === undefined) given[key] = value;
  const read = readValues(world, type.fields, given, type.fields);
  if (read.status !== 'done') return read;
  const refused = world.behaviour.reject?.({ kind: 'create', actorType, erpKey: undefined, values: read.value });
  if (refused !== undefined) return { status: 'rejected', reason: refused };
  const erpKey = world.add(actorType, read.value, { parent });
  const row = world.row(actorType, erpKey);
  if (row === undefined) throw new Error(`${actorType} ${erpKey} was added, but is not there.`);
  return done(actorOf(world, actorType, row, type.fields));
}

/** One result per change, in order. Saving the same again changes nothing. */
export function saveInMemory(
  world: MemoryWorld,
  changes: readonly ActorChange[],
  token: bigint | undefined,
): Outcome<readonly SaveResult[]> {
  return fence(world, token) ?? done(changes.map((change) => save(world, change)));
}

function save(world: MemoryWorld, { actorType, erpKey, fieldValues, expected }: ActorChange): SaveResult {
  const refuse = (why: Reason): SaveResult => ({ status: 'rejected', erpKey, reason: why });
  const type = world.type(actorType);
  const row = world.row(actorType, erpKey);
  if (type === undefined || row === undefined) {
    return refuse(
      reason('actor.missing', `There is no ${actorType} ${erpKey}. Link the record to another, or create it.`),
    );
  }
  if (world.behaviour.comparesExpected && !holds(row, type.fields, expected ?? {})) {
    return { status: 'moved', actor: actorOf(world, actorType, row, type.fields) };
  }
  const given = type.fields.filter((field) => fieldValues[field.fieldKey] !== undefined);
  const read = readValues(world, type.fields, fieldValues, given);
  if (read.status !== 'done') return refuse(read.reason);
  const refused = world.behaviour.reject?.({ kind: 'save', actorType, erpKey, values: read.value });
  if (refused !== undefined) return refuse(refused);
  const values = world.behaviour.rewritesWholeRecords ? { ...blanks(type.fields), ...read.value } : read.value;
  const differs = Object.entries(values).some(([key, value]) => (row.values[key] ?? '') !== value);
  if (differs || world.behaviour.stampsEverySave) world.edit(actorType, erpKey, values);
  return { status: 'saved', actor: actorOf(world, actorType, world.row(actorType, erpKey) ?? row, type.fields) };
}

/** A caller whose lease was taken over comes with a lower token than one seen before (H13). */
function fence(world: MemoryWorld, token: bigint | undefined) {
  if (token === undefined) return undefined;
  if (token < world.highestToken) {
    return rejected(
      'token.stale',
      'Another worker has taken over this connection. Nothing was written; stop this one.',
    );
  }
  world.highestToken = token;
  return undefined;
}

/** Canonical, normalised values; refused with one sentence per field. `checked` are the fields that must be fit. */
function readValues(
  world: MemoryWorld,
  fields: readonly FieldMetadata[],
  wires: FieldValues,
  checked: readonly FieldMetadata[],
): Outcome<FieldValues> & { status: 'done' | 'rejected' } {
  const refused: Record<string, string> = {};
  const values: Record<string, string> = {};
  for (const key of Object.keys(wires)) {
    if (!fields.some((field) => field.fieldKey === key))
      refused[key] = `${key} is not a field of this actor. Leave it out.`;
  }
  for (const field of checked) {
    const { fieldKey, type } = field;
    const wire = wires[fieldKey] ?? '';
    const decoded = decodeValue(type, wire);
    const value = decoded.ok ? normaliseValue(field, decoded.value, world.behaviour.normalise) : wire;
    const problem = fieldProblem(world, field, value, wires[fieldKey] !== undefined);
    if (problem === undefined) values[fieldKey] = value;
    else refused[fieldKey] = problem;
  }
  const why = fieldsReason('fields.invalid', refused);
  return why === undefined ? { status: 'done', value: values } : { status: 'rejected', reason: why };
}

function fieldProblem(world: MemoryWorld, field: FieldMetadata, value: string, given: boolean): string | undefined {
  if (given && field.access === 'readOnly') return `${field.fieldKey} is read-only in the ERP. Leave it out.`;
  if (field.type === 'list' && value !== '' && world.lists.get(field.listName)?.has(value) !== true) {
    return `${field.fieldKey}: the list ${field.listName} has no item "${value.slice(0, 60)}". Choose one of its keys.`;
  }
  return problemOf(field, value);
}

function holds(row: MemoryRow, fields: readonly FieldMetadata[], expected: FieldValues): boolean {
  return fields.every(({ fieldKey, type }) => {
    const wire = expected[fieldKey];
    if (wire === undefined) return true;
    const decoded = decodeValue(type, wire);
    return decoded.ok && sameValue(type, decoded.value, row.values[fieldKey] ?? '');
  });
}

function parentProblem(
  world: MemoryWorld,
  type: MemoryType,
  actorType: ErpActorType,
  parent: MemoryParent | undefined,
): Reason | undefined {
  const allowed = type.parents ?? [];
  if (parent === undefined) {
    return allowed.length === 0
      ? undefined
      : reason(
          'parent.missing',
          `A ${actorType} belongs to a ${allowed.join(' or ')}. Create it with its parent's key.`,
        );
  }
  if (!allowed.includes(parent.actorType)) {
    return reason(
      'parent.type',
      `A ${actorType} cannot belong to a ${parent.actorType}. Allowed: ${allowed.join(', ') || 'none'}.`,
    );
  }
  return world.row(parent.actorType, parent.erpKey) === undefined
    ? reason('parent.unknown', `There is no ${parent.actorType} ${parent.erpKey} to belong to. Link the parent first.`)
    : undefined;
}

function parentOf(actor: NewActor): MemoryParent | undefined {
  const { parentActorType, parentErpKey } = actor;
  return parentActorType === undefined || parentErpKey === undefined
    ? undefined
    : { actorType: parentActorType, erpKey: parentErpKey };
}

const defaults = (fields: readonly FieldMetadata[]): FieldValues =>
  Object.fromEntries(
    fields.flatMap((f) => (f.defaultValue === '' || f.access === 'readOnly' ? [] : [[f.fieldKey, f.defaultValue]])),
  );
const blanks = (fields: readonly FieldMetadata[]): FieldValues =>
  Object.fromEntries(fields.flatMap((f) => (f.access === 'readOnly' ? [] : [[f.fieldKey, '']])));
