/** What a merge does, or did, in sentences. */
import type { AnswerOf } from '../calls.ts';
import { count, table } from '../print.ts';

type Merge = AnswerOf<'crmMerge'>;

export function mergeLines(merge: Merge, kind: string, dryRun: boolean): string[] {
  const { from, into } = merge;
  return [
    dryRun
      ? `${from.name} would become ${into.name}; nothing was changed (--dry-run).`
      : `${from.name} has become ${into.name}.`,
    ...merge.links.map(linkLine),
    ...merge.possibleDuplicates.map(
      ({ connection, actorType, erpKey }) =>
        `Possible duplicate in ${connection}: ${actorType} ${erpKey} stands for no ${kind} any more. Merge or remove it there.`,
    ),
    ...(kind === 'company'
      ? [`${count(merge.persons, 'person')} ${dryRun ? 'would move' : 'moved'} to ${into.name}.`]
      : []),
    ...(merge.memberships > 0 ? [`${count(merge.memberships, 'membership')} ${dryRun ? 'would move' : 'moved'}.`] : []),
    ...merge.waiting.map(
      (person) =>
        `${person.connection}: ${person.name} (${person.erpKey ?? 'no key'}) waits, since in the ERP it belongs to ${person.parentKey}${person.companyKey === null ? '' : ` and not to ${person.companyKey}`}. Move it there.`,
    ),
    ...(merge.values.length === 0
      ? []
      : [
          'Not taken over, since the values of the record that stays hold:',
          table(
            ['Field', 'Goes', 'Stays'],
            merge.values.map((value) => [value.field, value.from, value.into]),
          ),
        ]),
  ];
}

const linkLine = ({ connection, actorType, erpKey, becomes, keptKey }: Merge['links'][number]): string => {
  const key = `${actorType} ${erpKey ?? ''}`.trim();
  return becomes === 'follows'
    ? `${connection}: the link to ${key} goes over to the record that stays.`
    : `${connection}: the link to ${key} ends; the record that stays keeps ${keptKey ?? 'its own'}.`;
};
