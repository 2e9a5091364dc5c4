import type { ConnectionState } from '@kobling/contract';
import {
  IconAlertOctagonFilled,
  IconCircleCheckFilled,
  IconCircleDashed,
  IconClockHour4,
  IconHandStop,
  type IconProps,
  IconPlayerPause,
  IconPlugConnectedX,
  IconRefresh,
  IconTriangleFilled,
} from '@tabler/icons-react';
import type { ComponentType } from 'react';

export type Look = ConnectionState;
/** Each state has its own shape as well as its colour: the shape alone must tell them apart. */
const looks: Record<Look, { readonly icon: ComponentType<IconProps>; readonly tone: string }> = {
  inStep: { icon: IconCircleCheckFilled, tone: 'tone-ok' },
  syncing: { icon: IconRefresh, tone: 'tone-busy' },
  waiting: { icon: IconClockHour4, tone: 'tone-warn' },
  conflicts: { icon: IconTriangleFilled, tone: 'tone-warn' },
  held: { icon: IconHandStop, tone: 'tone-warn' },
  failed: { icon: IconAlertOctagonFilled, tone: 'tone-bad' },
  unreachable: { icon: IconPlugConnectedX, tone: 'tone-bad' },
  off: { icon: IconPlayerPause, tone: 'tone-quiet' },
  new: { icon: IconCircleDashed, tone: 'tone-quiet' },
};

/** An icon and a word, never colour alone. */
export function StateMark({ look, words }: { readonly look: Look; readonly words: string }) {
  const { icon: Icon, tone } = looks[look];
  return (
    <span className={`state ${tone}`}>
      <Icon size={16} aria-hidden />
      <span className="cut">{words}</span>
    </span>
  );
}
