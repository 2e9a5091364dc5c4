/** What a person chose on a connection and has not saved: kept field by field through a reload, a way back and a lost line. */
import type { ActorMapping, FieldChoice, MappingSetup } from '@kobling/contract';
import { useMemo } from 'react';
import { type Draft, useDraft } from '../../form/use-draft.ts';
import { changesSync } from './directions.ts';

export interface FieldChange {
  readonly fieldKey: string;
  /** As it stood when it was chosen. */
  readonly from: FieldChoice;
  readonly to: FieldChoice;
}
export interface MappingDraft {
  readonly active: boolean;
  /** What `active` stood at when it was chosen, or stands at. */
  readonly over: { readonly active: boolean };
  /** What another window saved of it meanwhile; parts by field, the checkbox by the actor type. */
  readonly clash: Pick<Draft<Chosen>, 'meanwhile' | 'forget' | 'insist'>;
  readonly choiceOf: (fieldKey: string) => FieldChoice | undefined;
  readonly choose: (changes: Readonly<Record<string, FieldChoice>>) => void;
  readonly setActive: (active: boolean) => void;
  readonly fields: readonly FieldChange[];
  /** Changes in all, the checkbox among them. */
  readonly count: number;
  /** Something is synced otherwise once it is saved. */
  readonly touchesSync: boolean;
  readonly isRestored: boolean;
  readonly drop: () => void;
  /** What is chosen now is saved; what is chosen after it stands over it. */
  readonly saved: () => void;
}

/** `Customer` holds the checkbox, `Customer Phone` a field. One draft for all types, so that each tab knows of its own. */
export type Chosen = Readonly<Record<string, FieldChoice | boolean>>;
export type MappingDrafts = Draft<Chosen>;

export function useMappingDrafts({ connection, mappings }: MappingSetup): MappingDrafts {
  const initial = useMemo(
    (): Chosen =>
      Object.fromEntries(
        mappings.flatMap(({ actorType, active, fields }): [string, FieldChoice | boolean][] => [
          [actorType, active],
          ...fields.map(({ fieldKey, choice }): [string, FieldChoice] => [`${actorType} ${fieldKey}`, choice]),
        ]),
      ),
    [mappings],
  );
  return useDraft(`mapping.${connection.id}`, initial);
}

export function draftOf(drafts: MappingDrafts, mapping: ActorMapping): MappingDraft {
  const { actorType } = mapping;
  const chosen = (fieldKey: string): FieldChoice | undefined => asChoice(drafts.value[`${actorType} ${fieldKey}`]);
  // A field that the connector has dropped since it was chosen is not among them.
  const fields = mapping.fields.flatMap(({ fieldKey, choice }) => {
    const key = `${actorType} ${fieldKey}`;
    const to = asChoice(drafts.changes[key]);
    return to === undefined ? [] : [{ fieldKey, from: asChoice(drafts.over[key]) ?? choice, to }];
  });
  const isOwn = (key: string): boolean => key === actorType || key.startsWith(`${actorType} `);
  const clashing = Object.entries(drafts.meanwhile).filter(([key]) => isOwn(key));
  const active = drafts.value[actorType] === true;
  const count = fields.length + (active === mapping.active ? 0 : 1);
  return {
    active,
    over: { active: drafts.over[actorType] === true },
    clash: {
      meanwhile: Object.fromEntries(clashing),
      forget: drafts.forget,
      insist: () => drafts.insist(clashing.map(([key]) => key)),
    },
    choiceOf: chosen,
    choose: (changes) =>
      drafts.change(
        Object.fromEntries(Object.entries(changes).map(([fieldKey, choice]) => [`${actorType} ${fieldKey}`, choice])),
      ),
    setActive: (value) => drafts.change({ [actorType]: value }),
    fields,
    count,
    touchesSync: active !== mapping.active || (active && fields.some(({ from, to }) => changesSync(from, to))),
    isRestored: drafts.isRestored && count > 0,
    saved: () => drafts.saved(Object.fromEntries(Object.entries(drafts.changes).filter(([key]) => isOwn(key)))),
    drop: () => drafts.forget(Object.keys(drafts.changes).filter(isOwn)),
  };
}

const asChoice = (value: FieldChoice | boolean | undefined): FieldChoice | undefined =>
  typeof value === 'object' ? value : undefined;
