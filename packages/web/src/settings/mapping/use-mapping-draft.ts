/** What a person chose on a connection and has not saved: kept field by field through a reload, a way back and a lost line. */
import type { ActorMapping, FieldChoice, MappingSetup } from '@kobling/contract';
import { useMemo } from 'react';
import { type Draft, useDraft } from '../../form/use-draft.ts';
import { changesSync } from './directions.ts';

export interface FieldChange {
  readonly fieldKey: string;
  readonly from: FieldChoice;
  readonly to: FieldChoice;
}
export interface MappingDraft {
  readonly active: boolean;
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
}

/** `Customer` holds the checkbox, `Customer Phone` a field. One draft for all types, so that each tab knows of its own. */
type Chosen = Readonly<Record<string, FieldChoice | boolean>>;
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
  const fields = mapping.fields.flatMap(({ fieldKey, choice: from }) => {
    const to = asChoice(drafts.changes[`${actorType} ${fieldKey}`]);
    return to === undefined ? [] : [{ fieldKey, from, to }];
  });
  const active = drafts.value[actorType] === true;
  const count = fields.length + (active === mapping.active ? 0 : 1);
  return {
    active,
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
    drop: () =>
      drafts.forget(Object.keys(drafts.changes).filter((key) => key === actorType || key.startsWith(`${actorType} `))),
  };
}

const asChoice = (value: FieldChoice | boolean | undefined): FieldChoice | undefined =>
  typeof value === 'object' ? value : undefined;
