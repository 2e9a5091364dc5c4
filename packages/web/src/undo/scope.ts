/** What an undo covers, in words. */
import type { CrmRecord, UndoScope } from '@kobling/contract';
import type { RecordKey } from '../language/record/index.ts';
import type { RoomLanguage } from '../language/room.ts';
import { recordName } from '../log/record.tsx';

type T = RoomLanguage<RecordKey>['t'];

export function undoTitle({ scope, record }: { readonly scope: UndoScope; readonly record: CrmRecord | null }, t: T) {
  switch (scope.kind) {
    case 'run':
      return t('undo.titleRun', { run: String(scope.runId) });
    case 'mapping':
      return t('undo.titleMapping', { change: String(scope.change) });
    case 'record':
      return t('undo.titleRecord', { record: record === null ? String(scope.entity.id) : recordName(record, t) });
  }
}

/** What narrows it. */
export function undoLimits({ scope, both }: { readonly scope: UndoScope; readonly both: boolean }, t: T): string[] {
  return [
    ...(scope.kind === 'record' && scope.fields !== undefined
      ? [t('undo.onlyFields', { fields: scope.fields.join(', ') })]
      : []),
    ...(scope.kind === 'record' && scope.since !== undefined ? [t('undo.sinceRow', { row: String(scope.since) })] : []),
    ...(both ? [t('undo.bothSides')] : []),
  ];
}
