/** Creating and saving records: checked against the fields first, written by the source, and read back. */
import { done, reason, rejected, retry, unknown } from '../outcome.ts';
import { fieldsReason, problemOf } from '../schema.ts';
import type {
  Actor,
  ActorChange,
  CallOptions,
  ErpActorType,
  FieldMetadata,
  FieldValues,
  NewActor,
  Outcome,
  Reason,
  SaveResult,
} from '../types.ts';
import { decodeValue } from '../values.ts';
import { actorOf, noSuchType, wordsOf } from './reading.ts';
import type { ErpRecord, RecordParent, RecordSource, RecordSources } from './source.ts';

export async function create(sources: RecordSources, actor: NewActor, call: CallOptions): Promise<Outcome<Actor>> {
  const { actorType } = actor;
  const source = sources.types[actorType];
  if (source === undefined) return noSuchType(actorType);
  const values = canonical(
    sources,
    source.fields,
    { ...defaults(source.fields), ...given(actor.fieldValues) },
    'create',
  );
  if (values.status !== 'done') return values;
  const parent = await parentFor(sources, source, actor, call);
  if (parent.status !== 'done') return parent;
  return written(`${actorType}`, call, async () => {
    const key = await source.create(values.value, parent.value, call);
    if (typeof key !== 'string') return { status: 'rejected', reason: key };
    const record = await one(source, key, call);
    if (record === undefined) return unknown('erp.notFound', `${actorType} ${key} was created, but is not found.`);
    return done(actorOf(actorType, record, source.fields));
  });
}

/** One result a change, in order. A write of which nobody knows ends the call: those after it are not sent. */
export async function saveAll(
  sources: RecordSources,
  changes: readonly ActorChange[],
  call: CallOptions,
): Promise<Outcome<readonly SaveResult[]>> {
  const results: SaveResult[] = [];
  for (const change of changes) {
    const saved = await save(sources, change, call);
    if (saved.status === 'done') results.push({ status: 'saved', actor: saved.value });
    else if (saved.status === 'rejected')
      results.push({ status: 'rejected', erpKey: change.erpKey, reason: saved.reason });
    // What was saved before this one is told: an actor that the answer lacks is looked at again by the hub.
    else return results.length === 0 ? saved : done(results, saved.reason);
  }
  return done(results);
}

async function save(sources: RecordSources, change: ActorChange, call: CallOptions): Promise<Outcome<Actor>> {
  const { actorType, erpKey } = change;
  const source = sources.types[actorType];
  if (source === undefined) return noSuchType(actorType);
  const fields = source.fields.filter(({ fieldKey }) => change.fieldValues[fieldKey] !== undefined);
  const values = canonical(sources, fields, change.fieldValues, 'save');
  if (values.status !== 'done') return values;
  return written(`${actorType} ${erpKey}`, call, async () => {
    const gone = rejected(
      'actor.missing',
      `There is no ${actorType} ${erpKey}. Link the record to another, or create it.`,
    );
    if ((await one(source, erpKey, call)) === undefined) return gone;
    const refused = Object.keys(values.value).length === 0 ? undefined : await source.save(erpKey, values.value, call);
    if (refused !== undefined) return { status: 'rejected', reason: refused };
    const record = await one(source, erpKey, call);
    return record === undefined ? gone : done(actorOf(actorType, record, source.fields));
  });
}

async function written<T>(what: string, call: CallOptions, write: () => Promise<Outcome<T>>): Promise<Outcome<T>> {
  if (call.signal.aborted) return retry('call.aborted', `${what} was not written: the caller cut it short. Try again.`);
  try {
    return await write();
  } catch (error) {
    return unknown('erp.failed', `${what} may have been written or not. ${wordsOf(error)}`);
  }
}

async function one(source: RecordSource, key: string, call: CallOptions): Promise<ErpRecord | undefined> {
  for await (const record of source.byKeys([key], call)) if (record.key === key) return record;
  return undefined;
}

/** Wire values as canonical text; one sentence for each that does not fit. */
function canonical(
  sources: RecordSources,
  fields: readonly FieldMetadata[],
  wires: FieldValues,
  purpose: 'create' | 'save',
): Outcome<FieldValues> {
  const values: Record<string, string> = {};
  const refused: Record<string, string> = {};
  for (const field of fields) {
    const { fieldKey, type, access } = field;
    const wire = wires[fieldKey];
    if (type === 'label' || (access === 'readOnly' && wire === undefined)) continue;
    const decoded = decodeValue(type, wire ?? '');
    const value = decoded.ok ? decoded.value : '';
    const problem =
      access === 'readOnly'
        ? `${fieldKey} is read-only in the ERP. Leave it out.`
        : (problemOf(field, wire ?? '') ?? itemProblem(sources, field, value));
    if (problem === undefined) values[fieldKey] = value;
    else refused[fieldKey] = problem;
  }
  const why = fieldsReason(`${purpose}.invalid`, refused);
  return why === undefined ? done(values) : { status: 'rejected', reason: why };
}

function itemProblem({ lists = {} }: RecordSources, field: FieldMetadata, value: string): string | undefined {
  const { fieldKey, type, listName } = field;
  if (type !== 'list' || value === '' || lists[listName]?.[value] !== undefined) return undefined;
  return `${fieldKey}: the list ${listName} has no item "${value.slice(0, 60)}". Choose one of its keys.`;
}

const given = (values: FieldValues): FieldValues =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''));
const defaults = (fields: readonly FieldMetadata[]): FieldValues =>
  Object.fromEntries(
    fields.flatMap((f) => (f.defaultValue === '' || f.access === 'readOnly' ? [] : [[f.fieldKey, f.defaultValue]])),
  );

/** The parent that was given, when the type has parents: one of the right type, which exists. */
async function parentFor(
  { types }: RecordSources,
  { parents = [] }: RecordSource,
  { actorType, parentActorType, parentErpKey }: NewActor,
  call: CallOptions,
): Promise<Outcome<RecordParent | undefined>> {
  if (parents.length === 0) return done(undefined);
  const allowed: readonly ErpActorType[] = parents;
  const refuse = (why: string): Outcome<never> => ({ status: 'rejected', reason: parentReason(why) });
  if (parentActorType === undefined || parentErpKey === undefined || parentErpKey === '')
    return refuse(`A ${actorType} belongs to a ${allowed.join(' or ')}. Create it with its parent's key.`);
  const source = types[parentActorType];
  if (source === undefined || !allowed.includes(parentActorType))
    return refuse(`A ${actorType} cannot belong to a ${parentActorType}. Allowed: ${allowed.join(', ')}.`);
  try {
    return (await one(source, parentErpKey, call)) === undefined
      ? refuse(`There is no ${parentActorType} ${parentErpKey} to belong to. Link the parent first.`)
      : done({ actorType: parentActorType, erpKey: parentErpKey });
  } catch (error) {
    return retry('erp.failed', `${parentActorType}: the ERP could not be read. ${wordsOf(error)}`);
  }
}
const parentReason = (why: string): Reason => reason('parent.invalid', why);
