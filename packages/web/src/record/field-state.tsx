/** How a field stands, at a glance: a shape and a word; Why? has the sentence. */
import type { Why } from '@kobling/contract';
import {
  IconAlertOctagonFilled,
  IconArrowBackUp,
  IconArrowsDiff,
  IconCircleCheckFilled,
  IconCircleDashed,
  IconCircleMinus,
  IconHandStop,
  type IconProps,
  IconQuestionMark,
  IconRefresh,
} from '@tabler/icons-react';
import type { ComponentType } from 'react';
import { type RecordKey, useRecordWords } from '../language/record/index.ts';
import type { RoomLanguage } from '../language/room.ts';

const groups = {
  inStep: { icon: IconCircleCheckFilled, tone: 'tone-ok' },
  underWay: { icon: IconRefresh, tone: 'tone-busy' },
  waits: { icon: IconHandStop, tone: 'tone-warn' },
  failed: { icon: IconAlertOctagonFilled, tone: 'tone-bad' },
  drift: { icon: IconArrowsDiff, tone: 'tone-warn' },
  undone: { icon: IconArrowBackUp, tone: 'tone-plain' },
  missing: { icon: IconQuestionMark, tone: 'tone-warn' },
  notCompared: { icon: IconCircleDashed, tone: 'tone-quiet' },
  notSynced: { icon: IconCircleMinus, tone: 'tone-quiet' },
} as const satisfies Record<string, { readonly icon: ComponentType<IconProps>; readonly tone: string }>;

const groupOf: Readonly<Record<Why['status']['code'], keyof typeof groups>> = {
  inStep: 'inStep',
  underWay: 'underWay',
  pending: 'underWay',
  creating: 'underWay',
  unknownOutcome: 'underWay',
  held: 'waits',
  planned: 'waits',
  linkHeld: 'waits',
  waitingForParent: 'waits',
  failed: 'failed',
  failing: 'failed',
  parked: 'failed',
  driftErp: 'drift',
  driftCrm: 'drift',
  undone: 'undone',
  missingInErp: 'missing',
  crmGone: 'missing',
  notCompared: 'notCompared',
  notLinked: 'notSynced',
  notMapped: 'notSynced',
  noDirection: 'notSynced',
};

export function FieldState({ why }: { readonly why: Why }) {
  const { t } = useRecordWords();
  const group = groupOf[why.status.code];
  const { icon: Icon, tone } = groups[group];
  return (
    <span className={`state ${tone}`}>
      <Icon size={16} aria-hidden />
      <span className="cut">{t(`record.is.${group}`)}</span>
    </span>
  );
}

const actors = ['Customer', 'Supplier', 'Partner', 'Person', 'Project'] as const;

/** A connector's own type keeps its name. */
export function actorName(actorType: string, t: RoomLanguage<RecordKey>['t']): string {
  const known = actors.find((actor) => actor === actorType);
  return known === undefined ? actorType : t(`record.actor.${known}`);
}
