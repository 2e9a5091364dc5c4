/**
 * 1: after faults stop, everything comes to rest within five quiet rounds: every active link's fields are in step, or out of
 * step for a reason that is recorded. In step: both sides equal their own half of the base, and mean the same (H02, H21).
 * 11: so does what no LastModified told of: a late commit, an edit without a stamp (H22, H23).
 */
import type { BaseField, Link } from '@kobling/engine';
import { effectiveDirection } from '@kobling/engine';
import type { Check, Violation } from '../history.ts';
import { type FieldPair, meanSame, sameInCrm, sameInErp } from './meaning.ts';
import { endActor, endEntity, nameOf, quoted, type Reading, readingOf } from './reading.ts';
import { erpPlace } from './stories.ts';

/** Links that nothing is expected of: no counterpart yet, or set aside with a state that says so. */
const setAside = new Set<Link['state']>(['creating', 'broken', 'held', 'missingInErp', 'waitingForParent']);

export const convergence: Check = (history) => {
  const reading = readingOf(history);
  return history.end.links
    .filter(({ state }) => !setAside.has(state))
    .filter(({ id, state }) => state === 'parked' || !history.end.resting.has(id))
    .flatMap((link) => ofLink(reading, link));
};

/** How many actors may be gone at once without the engine having to doubt the ERP (H23). */
const doubtFloor = 3;

function ofLink(reading: Reading, link: Link): readonly Violation[] {
  const connection = reading.connections.get(link.connectionId);
  const mapping = connection?.mappings.find(({ actorType }) => actorType === link.actorType);
  if (connection === undefined || mapping === undefined || link.erpKey === null) return [];
  const row = endEntity(reading, link.entity);
  if (row === undefined) return [{ invariant: 1, message: `${nameOf(link)} is linked, but gone from the CRM.` }];
  const ref = { connection: link.connectionId, actorType: link.actorType, erpKey: link.erpKey };
  const actor = endActor(reading, ref);
  if (actor === undefined) {
    return gone(reading, link.connectionId) > doubtFloor || !hasNeighbours(reading, link)
      ? []
      : [{ invariant: 1, message: `${nameOf(link)} is ${link.state}, but its actor is gone.` }];
  }
  return mapping.fields.flatMap((field) => {
    // A default may stand on one side only, where the direction carries it no further (H08).
    const pair = { connection, mapping: field, defaulted: wasDefaulted(reading, link, field.erpField) };
    const why = outOfStep(pair, link.base[field.erpField], actor.value(field), row.values[field.crmField]);
    if (why === undefined) return [];
    const last = reading.stories.get(erpPlace(ref, field.erpField))?.at(-1);
    return [{ invariant: last?.hidden === true ? 11 : 1, message: `${nameOf(link, field.erpField)}: ${why}` }];
  });
}

/** An ERP that answers for nobody else of the type may be out of order: nothing is concluded (H23). */
const hasNeighbours = (reading: Reading, link: Link): boolean =>
  reading.history.end.links.some(
    ({ id, connectionId, actorType, erpKey, state }) =>
      id !== link.id &&
      connectionId === link.connectionId &&
      actorType === link.actorType &&
      state !== 'broken' &&
      state !== 'missingInErp' &&
      erpKey !== null &&
      endActor(reading, { connection: connectionId, actorType, erpKey }) !== undefined,
  );

const gone = (reading: Reading, connection: number): number =>
  reading.history.end.links.filter(
    ({ connectionId, state, actorType, erpKey }) =>
      connectionId === connection &&
      state !== 'broken' &&
      erpKey !== null &&
      endActor(reading, { connection, actorType, erpKey }) === undefined,
  ).length;

const wasDefaulted = ({ history }: Reading, link: Link, erpField: string): boolean =>
  history.end.log.findLast((row) => row.linkId === link.id && row.erpField === erpField && row.target !== null)
    ?.kind === 'default';

/** Undefined: in step, or at rest with a reason. */
function outOfStep(
  pair: FieldPair & { readonly defaulted: boolean },
  base: BaseField | undefined,
  erp: string | undefined,
  crm: string | undefined,
): string | undefined {
  if (effectiveDirection(pair.mapping) === 'none' || crm === undefined) return undefined;
  if (base?.flag === 'held') return undefined;
  if (base?.flag === 'failed') return failedSoundly(pair, base, erp, crm);
  if (erp === undefined) return 'the ERP holds what cannot be read, and the field has not failed.';
  if (base === undefined || base.e === null || base.c === null)
    return `never agreed: ERP ${quoted(erp)}, CRM ${quoted(crm)}.`;
  if (base.v !== pair.mapping.version) return `its base is of mapping version ${base.v}, not ${pair.mapping.version}.`;
  if (!sameInErp(pair, base.e, erp)) return `the ERP holds ${quoted(erp)}, its half of the base ${quoted(base.e)}.`;
  if (!sameInCrm(pair, base.c, crm)) return `the CRM holds ${quoted(crm)}, its half of the base ${quoted(base.c)}.`;
  if (base.flag === undefined && !pair.defaulted && !meanSame(pair, erp, crm))
    return `ERP ${quoted(erp)} and CRM ${quoted(crm)} differ, and nothing says why.`;
  return undefined;
}

/** What failed is what both sides hold now, and the reason is told. */
function failedSoundly(pair: FieldPair, base: BaseField, erp: string | undefined, crm: string): string | undefined {
  const { fail } = base;
  if (fail === undefined || fail.message === '') return 'failed without a reason.';
  if (fail.c !== null && !sameInCrm(pair, fail.c, crm))
    return `failed for CRM ${quoted(fail.c)}, but the CRM holds ${quoted(crm)}.`;
  if (fail.e !== null && erp !== undefined && !sameInErp(pair, fail.e, erp))
    return `failed for ERP ${quoted(fail.e)}, but the ERP holds ${quoted(erp)}.`;
  return undefined;
}
