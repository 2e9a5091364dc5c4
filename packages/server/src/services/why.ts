/** Why? for the fields of a record: the store's facts through the engine's table. */
import { type EntityRef, type Why, whyField, whySentence } from '@kobling/engine';
import { done, type Outcome, rejected, textIn } from '@kobling/sdk';
import { recordFacts } from '@kobling/store';
import { findConnection } from './connections.ts';
import type { ServiceHub } from './service-hub.ts';

export interface WhyWish {
  readonly entity: EntityRef;
  /** The CRM's or the ERP's key, or the ERP's label; without it every field. */
  readonly field?: string | undefined;
  readonly connection?: string | undefined;
}
export interface WhyAnswer {
  readonly record: EntityRef & { readonly name: string };
  readonly fields: readonly {
    readonly connection: string;
    readonly crmField: string;
    readonly erpField: string;
    readonly crmValue: string | null;
    readonly erpValue: string | null;
    readonly why: Why;
    /** In English. */
    readonly sentence: string;
  }[];
  /** ERPs that do not compare: how long they could be edited unseen before a write, in ms (H37). */
  readonly windows: readonly { readonly connection: string; readonly recentMs: number; readonly greatestMs: number }[];
}

export async function explain(hub: ServiceHub, wish: WhyWish): Promise<Outcome<WhyAnswer>> {
  const only = wish.connection === undefined ? undefined : await findConnection(hub, wish.connection);
  if (only !== undefined && only.status !== 'done') return only;
  const { entity } = wish;
  const facts = await recordFacts(hub.db, entity);
  if (facts === undefined)
    return rejected(
      'record.unknown',
      `There is no ${entity.kind} ${entity.id}. "kobling crm ${entity.kind} find" finds records.`,
    );
  const connections = facts.connections.filter(({ id }) => only === undefined || id === only.value.id);
  const fields = connections.flatMap(({ about, fields: mapped }) =>
    mapped
      .filter(({ mapping, erpLabel }) =>
        isMeant(wish.field, [mapping.crmField, mapping.erpField, textIn('en', erpLabel)]),
      )
      .map(({ mapping, crmShown, erpShown, why: input }) => {
        const why = whyField(input);
        return {
          connection: about.name,
          crmField: mapping.crmField,
          erpField: mapping.erpField,
          crmValue: crmShown,
          erpValue: erpShown,
          why,
          sentence: whySentence(why),
        };
      }),
  );
  if (fields.length === 0 && wish.field !== undefined) {
    const known = [...new Set(connections.flatMap((one) => one.fields.map(({ mapping }) => mapping.crmField)))];
    return rejected(
      'why.noField',
      `${JSON.stringify(wish.field)} is not synced for the ${entity.kind} ${entity.id}. ${known.length === 0 ? 'No connection maps such records.' : `Synced are: ${known.join(', ')}.`}`,
    );
  }
  return done({
    record: { ...entity, name: facts.name },
    fields,
    windows: connections.flatMap(({ about, saveWindow }) =>
      saveWindow === null
        ? []
        : [{ connection: about.name, recentMs: saveWindow.recentMs, greatestMs: saveWindow.greatestMs }],
    ),
  });
}

const isMeant = (wanted: string | undefined, names: readonly string[]): boolean =>
  wanted === undefined || names.some((name) => name.toLowerCase() === wanted.toLowerCase());
