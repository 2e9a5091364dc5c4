import type { Undo, UndoRow } from '@kobling/contract';
import {
  IconAlertOctagonFilled,
  IconCircleCheckFilled,
  IconCircleDashed,
  IconCircleX,
  IconClockHour4,
  type IconProps,
  IconPlayerSkipForward,
  IconRefresh,
} from '@tabler/icons-react';
import type { ComponentType } from 'react';
import { useRecordWords } from '../language/record/index.ts';

interface Look {
  readonly icon: ComponentType<IconProps>;
  readonly tone: string;
}
const looks: Record<Undo['status'], Look> = {
  queued: { icon: IconClockHour4, tone: 'tone-warn' },
  running: { icon: IconRefresh, tone: 'tone-busy' },
  done: { icon: IconCircleCheckFilled, tone: 'tone-ok' },
  failed: { icon: IconAlertOctagonFilled, tone: 'tone-bad' },
  cancelled: { icon: IconCircleX, tone: 'tone-quiet' },
};
const rowLooks: Record<UndoRow['status'], Look> = {
  restored: { icon: IconCircleCheckFilled, tone: 'tone-ok' },
  skipped: { icon: IconPlayerSkipForward, tone: 'tone-warn' },
  underWay: { icon: IconRefresh, tone: 'tone-busy' },
  waiting: { icon: IconCircleDashed, tone: 'tone-quiet' },
};

function Mark({ look: { icon: Icon, tone }, words }: { readonly look: Look; readonly words: string }) {
  return (
    <span className={`state ${tone}`}>
      <Icon size={16} aria-hidden />
      <span className="cut">{words}</span>
    </span>
  );
}

export function UndoMark({ status }: { readonly status: Undo['status'] }) {
  const { t } = useRecordWords();
  return <Mark look={looks[status]} words={t(`undo.status.${status}`)} />;
}

/** What became of a row or, in a preview, what would; and why it is left. */
export function RowMark({ row, preview }: { readonly row: UndoRow; readonly preview: boolean }) {
  const { t } = useRecordWords();
  const words =
    preview && row.status === 'waiting'
      ? t('undo.row.would')
      : preview && row.status === 'skipped'
        ? t('undo.row.wouldLeave')
        : t(`undo.row.${row.status}`);
  return (
    <>
      <Mark look={rowLooks[row.status]} words={words} />
      {row.why === null ? null : (
        <div className="quiet undo-why">
          {t(`undo.why.${row.why}`)}
          {row.said === null ? null : ` ${row.said}`}
        </div>
      )}
    </>
  );
}
