/** What goes wrong around the workers: they die, sleep past their lease, are stopped; clocks are set; an ERP loses a field. */
import { isAtWork } from './crew.ts';
import type { Dice } from './dice.ts';
import type { SimErp, Stage } from './stage.ts';
import { erpFields } from './catalogue.ts';
import { presentFields, someErp } from './users.ts';

export async function kill(stage: Stage, dice: Dice): Promise<void> {
  const worker = dice.pick(stage.crew.live.filter(({ state }) => state === 'waiting' || state === 'hanging'));
  if (worker === undefined) return;
  stage.record({ what: 'kill', worker: worker.name, connection: stage.idOf(worker.place), step: worker.step });
  stage.crew.kill(worker);
}

export async function fallAsleep(stage: Stage, dice: Dice): Promise<void> {
  const worker = dice.pick(stage.crew.waiting);
  if (worker === undefined) return;
  stage.record({ what: 'sleep', worker: worker.name, connection: stage.idOf(worker.place), step: worker.step });
  stage.crew.fallAsleep(worker);
}
export function wake(stage: Stage, dice: Dice): void {
  const worker = dice.pick(stage.crew.live.filter(({ state }) => state === 'asleep'));
  if (worker === undefined) return;
  stage.crew.wake(worker);
  stage.record({ what: 'wake', worker: worker.name, connection: stage.idOf(worker.place) });
}

export async function stop(stage: Stage, dice: Dice): Promise<void> {
  const worker = dice.pick(stage.crew.waiting);
  if (worker === undefined || worker.stop.signal.aborted) return;
  stage.record({ what: 'stop', worker: worker.name, connection: stage.idOf(worker.place) });
  worker.stop.abort();
}

/** Leases whose holder is dead, asleep, or ended without giving them back come to their end. */
export async function endLeases(stage: Stage): Promise<void> {
  for (const [place, holder] of stage.holders) {
    if (isAtWork(holder)) continue;
    await stage.backend.endLease(stage.idOf(place));
    stage.holders.delete(place);
  }
}

const hourMs = 3_600_000;
export async function setClock(stage: Stage, dice: Dice): Promise<void> {
  stage.clock.offMs = dice.oneOf(-2 * hourMs, -60_000, 0, 60_000, 2 * hourMs);
  stage.record({ what: 'clock', offMs: stage.clock.offMs });
}

/** A field leaves the ERP, or those that left come back (F15). Where blanks are left out, a missing field would mean blank (H05). */
export async function loseField(stage: Stage, dice: Dice): Promise<void> {
  const erp = someErp(stage, dice);
  const type = dice.pick(erp.options.types) ?? 'Customer';
  const present = presentFields(erp, type).slice(1);
  const lost = present.length < (erp.mappings.find(({ actorType }) => actorType === type)?.fields.length ?? 1) - 1;
  if (lost) return restoreFields(stage, erp);
  const field = dice.pick(present);
  if (field === undefined || erp.options.card.omitsBlanks || !erp.options.card.partialSave) return;
  erp.world.setFields(
    type,
    erpFields[type].filter(({ fieldKey }) => fieldKey !== field),
  );
  stage.record({ what: 'fields', connection: erp.id, actorType: type, fields: presentFields(erp, type) });
}
export function restoreFields(stage: Stage, erp: SimErp): void {
  for (const type of erp.options.types) {
    if (erp.world.type(type)?.fields === erpFields[type]) continue;
    erp.world.setFields(type, erpFields[type]);
    stage.record({ what: 'fields', connection: erp.id, actorType: type, fields: presentFields(erp, type) });
  }
}

/** A record dated 2099 (H22). */
export async function stampAhead(stage: Stage, dice: Dice): Promise<void> {
  const erp = someErp(stage, dice);
  const row = dice.pick([...erp.world.rows('Customer')]);
  if (row === undefined || erp.options.stampKind !== 'dateTime') return;
  erp.world.showStamp('Customer', row.erpKey, '2099-01-01T00:00:00');
}
