/** What was typed on a card, and which version of the record it was typed over (H12). */
import type { CrmCard } from '@kobling/contract';
import { useMemo } from 'react';
import { type Draft, useDraft } from '../../form/use-draft.ts';
import type { Values } from '../check.ts';

/** Kept beside the fields; no field has such a key. */
const versionKey = '@version';
const companyKey = '@company';

export interface CardDraft {
  /** What is there, with what was typed over it. */
  readonly values: Values;
  /** Only what was typed and differs. */
  readonly typed: Values;
  readonly isChanged: boolean;
  readonly isRestored: boolean;
  /** Goes with the save. */
  readonly version: number;
  /** Name of a company that was chosen and is not saved yet. */
  readonly companyName: string | undefined;
  readonly change: (part: Values) => void;
  readonly chooseCompany: (id: string, name: string) => void;
  /** What somebody else saved meanwhile was looked at: from now on it is typed over that version. */
  readonly rebase: (version: number, theirs: Values) => void;
  readonly drop: () => void;
}

export function useCardDraft(name: string, values: Values, version: number): CardDraft {
  // Blank: once typed over a version, that one is kept, whichever is there now.
  const initial = useMemo((): Values => ({ ...values, [versionKey]: '' }), [values]);
  const draft: Draft<Values> = useDraft(name, initial);
  const { [versionKey]: _v, [companyKey]: _c, ...typed } = draft.changes as Record<string, string>;
  const isChanged = Object.keys(typed).length > 0;
  const change = (part: Values): void => draft.change(isChanged ? part : { ...part, [versionKey]: String(version) });
  const { [versionKey]: over = '', [companyKey]: companyName, ...all } = draft.value;
  return {
    values: all,
    typed,
    isChanged,
    isRestored: isChanged && draft.isRestored,
    version: isChanged && over !== '' ? Number(over) : version,
    companyName,
    change,
    chooseCompany: (id, company) => change({ company: id, [companyKey]: company }),
    rebase: (now, theirs) => draft.change({ ...theirs, [versionKey]: String(now) }),
    drop: draft.drop,
  };
}

export const draftName = ({ record }: Pick<CrmCard, 'record'>): string => `card.${record.kind}.${record.id}`;
