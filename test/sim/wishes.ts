/** What people ask of the hub: link, unlink, create, sync now, resync, undo, the other value of a conflict, another mapping. */
import { entityOf, isSimType, mappingOf, type SimActorType } from './catalogue.ts';
import type { Dice } from './dice.ts';
import type { SimErp, Stage } from './stage.ts';
import { ask, linksOf, someErp } from './users.ts';

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
  if (row !== undefined) await ask(stage, erp, { kind: 'create', actorType: type, entity: row.ref, answers: {} }, by);
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
