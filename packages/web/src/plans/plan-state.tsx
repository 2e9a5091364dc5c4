import type { PlanRow, PlanRowStatus, PlanSkipCode, PlanStatus } from '@kobling/contract';
import {
  IconCircleCheck,
  IconCircleCheckFilled,
  IconCircleDashed,
  IconCircleX,
  IconClockHour4,
  type IconProps,
  IconPlayerSkipForward,
  IconRefresh,
} from '@tabler/icons-react';
import type { ComponentType } from 'react';
import { type PlansKey, usePlansWords } from '../language/plans/index.ts';
import type { RoomLanguage } from '../language/room.ts';

interface Look {
  readonly icon: ComponentType<IconProps>;
  readonly tone: string;
}
const planLooks: Record<PlanStatus, Look> = {
  building: { icon: IconRefresh, tone: 'tone-busy' },
  open: { icon: IconClockHour4, tone: 'tone-warn' },
  approved: { icon: IconCircleCheck, tone: 'tone-warn' },
  applying: { icon: IconRefresh, tone: 'tone-busy' },
  applied: { icon: IconCircleCheckFilled, tone: 'tone-ok' },
  rejected: { icon: IconCircleX, tone: 'tone-quiet' },
  expired: { icon: IconCircleDashed, tone: 'tone-quiet' },
  void: { icon: IconCircleDashed, tone: 'tone-quiet' },
};
const rowLooks: Record<PlanRowStatus, Look> = {
  open: { icon: IconCircleDashed, tone: 'tone-quiet' },
  approved: { icon: IconCircleCheck, tone: 'tone-ok' },
  sent: { icon: IconRefresh, tone: 'tone-busy' },
  applied: { icon: IconCircleCheckFilled, tone: 'tone-ok' },
  skipped: { icon: IconPlayerSkipForward, tone: 'tone-warn' },
  rejected: { icon: IconCircleX, tone: 'tone-quiet' },
};

function Mark({ look: { icon: Icon, tone }, words }: { readonly look: Look; readonly words: string }) {
  return (
    <span className={`state ${tone}`}>
      <Icon size={16} aria-hidden />
      <span className="cut">{words}</span>
    </span>
  );
}

/** `nothing`: a plan without a row waits for nobody. */
export function PlanState({ status, nothing = false }: { readonly status: PlanStatus; readonly nothing?: boolean }) {
  const { t } = usePlansWords();
  if (nothing && status === 'open') return <Mark look={planLooks.applied} words={t('plans.nothing')} />;
  return <Mark look={planLooks[status]} words={t(`plans.status.${status}`)} />;
}

/** Where a row stands, and why it was left out. */
export function RowState({ row }: { readonly row: PlanRow }) {
  const { t, told } = usePlansWords();
  if (row.side === null) return <span className="quiet">{t('plans.tellsOnly')}</span>;
  return (
    <>
      <Mark look={rowLooks[row.status]} words={t(`plans.row.${row.status}`)} />
      {row.skip === null ? null : <div className="quiet plan-skip">{skipSentence(row.skip, { t, told })}</div>}
    </>
  );
}

/** Said in the sentence that came along: by the ERP, the CRM or the sync. */
type ToldBySide = 'refused' | 'notSent' | 'notCreated' | 'setAside';
const isTold = (code: PlanSkipCode): code is ToldBySide =>
  code === 'refused' || code === 'notSent' || code === 'notCreated' || code === 'setAside';

export function skipSentence(
  skip: NonNullable<PlanRow['skip']>,
  { t, told }: Pick<RoomLanguage<PlansKey>, 't' | 'told'>,
): string {
  const { code } = skip;
  if (isTold(code)) return told(skip.message);
  const shown = (value: string | null): string => (value === null || value === '' ? t('log.blank') : `“${value}”`);
  return t(`plans.skip.${code}`, { from: shown(skip.from), to: shown(skip.to) });
}
