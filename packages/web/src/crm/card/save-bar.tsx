/** Save and Cancel, in sight wherever one is on the card. */
import { Button } from '@mantine/core';
import { ReasonedButton } from '../../form/reasoned-button.tsx';
import { useCrmWords } from '../../language/crm/index.ts';

interface Props {
  readonly saving: {
    readonly save: () => void;
    readonly busy: boolean;
    readonly problems: Readonly<Record<string, string>>;
  };
  readonly leave: () => void;
}

export function SaveBar({ saving, leave }: Props) {
  const { t } = useCrmWords();
  const count = Object.keys(saving.problems).length;
  return (
    <div className="form-foot card-foot">
      <div className="form-foot-left" role="status">
        {count === 0 ? null : <span className="tone-bad">{t('crm.check.sum', { count })}</span>}
      </div>
      <Button variant="default" onClick={leave}>
        {t('cancel')}
      </Button>
      <ReasonedButton busy={saving.busy} onClick={saving.save} aria-label={t('save')}>
        {t('save')}
      </ReasonedButton>
    </div>
  );
}
