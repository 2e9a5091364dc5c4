/** What comes next in the order of the help pages: mappings, lists, defaults, rank and priority, activate, import. */
import type { ConnectionDetail, SyncConnection } from '@kobling/contract';
import { Button } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import { Link } from 'react-router';
import { ReasonedButton } from '../../form/reasoned-button.tsx';
import { useSettingsWords } from '../../language/settings/index.ts';
import type { Place } from './place.ts';

type Step = 'mappings' | 'lists' | 'defaults' | 'activate' | 'import';

/** Whatever else stands against activating it is mended in its mappings. */
export function nextStepOf({ active, links, reasons, lists }: ConnectionDetail): Step | undefined {
  if (active) return links === 0 ? 'import' : undefined;
  const codes = new Set(reasons.map(({ code }) => code));
  if (codes.has('activation.nothingMapped')) return 'mappings';
  if (lists.open > 0) return 'lists';
  if (codes.size === 0) return 'activate';
  return codes.size === 1 && codes.has('activation.mandatoryUnmapped') ? 'defaults' : 'mappings';
}

interface Props {
  readonly connection: SyncConnection;
  readonly detail: ConnectionDetail;
  readonly place: Place;
  readonly activate: () => void;
  readonly busy: boolean;
}

export function NextStep({ connection: { id }, detail, place, activate, busy }: Props) {
  const { t } = useSettingsWords();
  const step = nextStepOf(detail);
  if (step === undefined) return null;
  const words = {
    mappings: t('set.mappings'),
    lists: t('set.listMapping'),
    defaults: t('set.defaults'),
    activate: t('set.activate'),
    import: t('set.importFromErp'),
  };
  const text = step === 'lists' ? t('set.next.lists', { count: detail.lists.open }) : t(`set.next.${step}`);
  const to = step === 'import' ? `/import?connection=${id}` : `/settings/sync/connections/${id}/${step}`;
  return (
    <div className="set-next" role="status">
      <div>
        <strong>{t('set.nextStep', { step: words[step] })}</strong>
        <p>{text}</p>
      </div>
      <div className="row">
        {step === 'activate' ? (
          <>
            <Button variant="default" onClick={() => place.open('priority')}>
              {t('set.setSyncPriority')}
            </Button>
            <ReasonedButton busy={busy} onClick={activate}>
              {t('set.activate')}
            </ReasonedButton>
          </>
        ) : (
          <Button component={Link} to={to} rightSection={<IconArrowRight size={14} aria-hidden />}>
            {words[step]}
          </Button>
        )}
      </div>
    </div>
  );
}
