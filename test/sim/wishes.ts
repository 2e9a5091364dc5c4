/** What people ask of the hub: link, unlink, create, sync now, resync, undo, the other value of a conflict, another mapping. */
import type { OpenHeld } from '@kobling/engine';
import { entityOf, isSimType, mappingOf, type SimActorType } from './catalogue.ts';
import type { Dice } from './dice.ts';
import type { SimErp, Stage } from './stage.ts';
import { ask, byDozen, linksOf, someErp } from './users.ts';

const by = 'eva';

/** Two records that nobody linked yet: usually those of the same name. */
export async function linkByHand(stage: Stage, dice: Dice): Promise<void> {
  const erp = someErp(stage, dice);
  const type = dice.pick(erp.options.types) ?? 'Customer';
  const links = await linksOf(stage, erp);
  const rows = (await stage.backend.crm.all(entityOf[type])).filter(
    ({ ref }) => !links.some(({ entity }) => entity.kind === ref.kind && entity.id === ref.id),
  );
  const row = dice.pick(rows);
  const actors = [...erp.world.rows(type)].filter(
    ({ erpKey }) => !links.some((link) => link.actorType === type && link.erpKey === erpKey),
  );
  const actor = dice.pick(actors);
  if (row === undefined || actor === undefined) return;
  await ask(stage, erp, { kind: 'link', actorType: type, erpKey: actor.erpKey, entity: row.ref }, by);
}

export async function unlink(stage: Stage, dice: Dice): Promise<void> {
  const link = dice.pick(await linksOf(stage, someErp(stage, dice)));
  if (link === undefined) return;
  await stage.backend.unlink(link.id, by);
  stage.record({ what: 'unlink', linkId: link.id });
}

export async function createInErp(stage: Stage, dice: Dice): Promise<void> {
  const erp = someErp(stage, dice);
  const type = dice.pick(erp.options.types) ?? 'Customer';
  const links = await linksOf(stage, erp);
  const row = dice.pick(
    (await stage.backend.crm.all(entityOf[type])).filter(
      ({ ref }) => !links.some(({ entity }) => entity.kind === ref.kind && entity.id === ref.id),
    ),
  );
  if (row === undefined) return;
  const create = { kind: 'create', actorType: type, entity: row.ref, answers: {}, ...byDozen(stage, dice) } as const;
  await ask(stage, erp, create, by);
}

export async function syncNow(stage: Stage, dice: Dice): Promise<void> {
  const erp = someErp(stage, dice);
  const link = dice.pick(await linksOf(stage, erp));
  if (link !== undefined) await ask(stage, erp, { kind: 'syncNow', entity: link.entity }, by);
}

export async function wholeCycle(stage: Stage, dice: Dice): Promise<void> {
  await ask(stage, someErp(stage, dice), { kind: 'cycle', dryRun: dice.chance(0.5) }, by);
}

export async function resync(stage: Stage, dice: Dice): Promise<void> {
  const from = dice.oneOf<'crm' | 'erp'>('crm', 'erp');
  const body = { kind: 'resync', from, noBlanks: dice.chance(0.3), dryRun: dice.chance(0.3) } as const;
  await ask(stage, someErp(stage, dice), body, by);
}

export async function undo(stage: Stage, dice: Dice): Promise<void> {
  const runs = new Map(
    (await stage.backend.log()).flatMap(({ runId, connectionId }) => (runId === null ? [] : [[runId, connectionId]])),
  );
  const run = dice.pick([...runs].slice(-5));
  const erp = stage.erps.find(({ id }) => id === run?.[1]);
  if (run !== undefined && erp !== undefined) await ask(stage, erp, { kind: 'undo', runId: run[0] }, by);
}

export async function useOther(stage: Stage, dice: Dice): Promise<void> {
  const conflict = dice.pick((await stage.backend.conflicts()).filter(({ status }) => status === 'open'));
  if (conflict === undefined) return;
  const link = (await stage.backend.links()).find(({ id }) => id === conflict.linkId);
  const erp = stage.erps.find(({ id }) => id === link?.connectionId);
  if (erp !== undefined) await ask(stage, erp, { kind: 'useOther', conflict: conflict.id }, by);
}

/** Somebody looks at what is held, and lets it go or leaves both sides as they are: one record's field, or all of its kind (H18, H29). */
export async function answerHeld(stage: Stage, dice: Dice): Promise<void> {
  const erp = someErp(stage, dice);
  const row = dice.pick(await openHeld(stage, erp));
  if (row === undefined) return;
  const { id, why, actorType, erpField } = row;
  const kind = dice.oneOf<'release' | 'reject'>('release', 'release', 'reject');
  const held = dice.chance(0.5) ? { ids: [id] } : { why, actorType, erpField };
  await ask(stage, erp, { kind, held }, by);
}

async function openHeld(stage: Stage, erp: SimErp): Promise<readonly OpenHeld[]> {
  const kinds = erp.mappings.flatMap(({ actorType, fields }) => [
    { why: 'create' as const, actorType, erpField: '' },
    ...fields.flatMap(({ erpField }) =>
      (['blanking', 'sameValue', 'oscillating'] as const).map((why) => ({ why, actorType, erpField })),
    ),
  ]);
  const open: OpenHeld[] = [];
  for (const kind of kinds) open.push(...(await stage.backend.store.openHeld(erp.id, kind, 0, 100)));
  return open;
}

/** An administrator maps the list items that had no counterpart, or turns a field's direction. */
export async function changeMapping(stage: Stage, dice: Dice): Promise<void> {
  const erp = someErp(stage, dice);
  const chosen = erp.mappings.map(({ actorType, fields }) => ({ actorType, fields }));
  const next = chosen.flatMap(({ actorType, fields }) => {
    if (!isSimType(actorType)) return [];
    return [
      mappingOf(
        actorType,
        fields.map((field) => changed(stage, erp, dice, actorType, field)),
      ),
    ];
  });
  if (!(await stage.backend.saveMappings(erp.id, next))) return;
  erp.mappings = next;
  stage.record({ what: 'mapping', connection: erp.id, mappings: next });
}

function changed(
  stage: Stage,
  erp: SimErp,
  dice: Dice,
  type: SimActorType,
  field: SimErp['mappings'][number]['fields'][number],
): Parameters<typeof mappingOf>[1][number] {
  const others = stage.erps
    .filter((other) => other !== erp)
    .flatMap(({ mappings }) => mappings.filter(({ actorType }) => actorType === type));
  const oneWriter = others.every(({ fields }) =>
    fields.every(({ crmField, direction }) => crmField !== field.crmField || direction === 'toErp'),
  );
  const mayTurn = oneWriter && field.erpAccess !== 'mandatory' && dice.chance(0.3);
  const direction = mayTurn ? dice.oneOf('both' as const, 'fromErp' as const, 'toErp' as const) : field.direction;
  const known = [...(field.items?.toCrm.keys() ?? [])];
  return {
    erp: field.erpField,
    direction: direction === 'none' ? 'both' : direction,
    // Cutting and rounding are for one-way fields only (H20).
    lossy: direction !== 'both' && field.lossy,
    ...(direction !== 'fromErp' && field.defaultValue !== undefined && { defaultValue: field.defaultValue }),
    ...(field.items !== undefined && { mappedItems: dice.chance(0.6) ? ['1', '2', '3'] : known }),
  };
}

export async function switchActive(stage: Stage, dice: Dice): Promise<void> {
  const erp = someErp(stage, dice);
  await setActive(stage, erp, !erp.active);
}
export async function setActive(stage: Stage, erp: SimErp, active: boolean): Promise<void> {
  await stage.backend.setActive(erp.id, active);
  erp.active = active;
  stage.record({ what: 'active', connection: erp.id, active });
}
