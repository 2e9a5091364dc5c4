import type { LogKind } from '@kobling/contract';
import {
  IconAlertOctagonFilled,
  IconArrowBackUp,
  IconArrowsDiff,
  IconArrowsExchange,
  IconHandStop,
  IconHeartHandshake,
  IconInfoCircle,
  IconLink,
  type IconProps,
  IconRefreshDot,
  IconSparkles,
  IconTriangleFilled,
  IconUnlink,
  IconCirclePlus,
} from '@tabler/icons-react';
import type { ComponentType } from 'react';
import { useLanguage } from '../language/language.tsx';

const marks: Record<LogKind, { readonly icon: ComponentType<IconProps>; readonly tone: string }> = {
  write: { icon: IconArrowsExchange, tone: 'tone-plain' },
  firstAgreement: { icon: IconHeartHandshake, tone: 'tone-plain' },
  conflict: { icon: IconTriangleFilled, tone: 'tone-warn' },
  failure: { icon: IconAlertOctagonFilled, tone: 'tone-bad' },
  drift: { icon: IconArrowsDiff, tone: 'tone-warn' },
  held: { icon: IconHandStop, tone: 'tone-warn' },
  undo: { icon: IconArrowBackUp, tone: 'tone-plain' },
  create: { icon: IconCirclePlus, tone: 'tone-plain' },
  link: { icon: IconLink, tone: 'tone-plain' },
  unlink: { icon: IconUnlink, tone: 'tone-plain' },
  notice: { icon: IconInfoCircle, tone: 'tone-plain' },
  resync: { icon: IconRefreshDot, tone: 'tone-plain' },
  default: { icon: IconSparkles, tone: 'tone-plain' },
};

/** What kind of row: a shape and a word; in tight places the word is for readers and on hover. */
export function KindMark({ kind, wordless = false }: { readonly kind: LogKind; readonly wordless?: boolean }) {
  const { t } = useLanguage();
  const { icon: Icon, tone } = marks[kind];
  const words = t(`kind.${kind}`);
  return (
    <span className={`state ${tone}`} title={wordless ? words : undefined}>
      <Icon size={16} aria-hidden />
      <span className={wordless ? 'seen-by-readers' : ''}>{words}</span>
    </span>
  );
}
