/** Somebody else saved the same fields meanwhile: both values side by side, one to choose in each, and saved again (H12). */
import type { CrmCard, CrmForm } from '@kobling/contract';
import { Alert, Radio } from '@mantine/core';
import { IconArrowsSplit2 } from '@tabler/icons-react';
import { useState } from 'react';
import { ReasonedButton } from '../../form/reasoned-button.tsx';
import { useCrmWords } from '../../language/crm/index.ts';
import { Value } from '../../log/change.tsx';
import { fieldLabel } from '../fields.ts';
import type { CardDraft } from './card-draft.ts';

interface Props {
  readonly card: CrmCard;
  readonly form: CrmForm;
  readonly draft: CardDraft;
  /** The fields that both changed. */
  readonly fields: readonly string[];
  readonly busy: boolean;
  /** With the values chosen, over the version that is shown. */
  readonly again: (theirs: Readonly<Record<string, string>>) => void;
}

export function Clash({ card, form, draft, fields, busy, again }: Props) {
  const { t } = useCrmWords();
  const [theirs, setTheirs] = useState<ReadonlySet<string>>(new Set());
  const { kind } = card.record;
  const shown = form.fields.filter(({ key }) => fields.includes(key));
  const named = (list: string | null, value: string): string =>
    list === null
      ? value
      : (form.lists[list]?.find(({ id }) => String(id) === value)?.name ?? card.items[value] ?? value);
  return (
    <Alert
      role="alert"
      className="clash"
      color="yellow"
      variant="outline"
      icon={<IconArrowsSplit2 size={18} aria-hidden />}
      title={t('crm.clash.title')}
    >
      <p>{t('crm.clash.text')}</p>
      <div className="card-clashes">
        {shown.map((field) => {
          const { key, list, type } = field;
          const company = key === 'company';
          const mine = company ? (draft.companyName ?? draft.values[key] ?? '') : named(list, draft.values[key] ?? '');
          const now = company ? (card.company?.name ?? '') : named(list, card.values[key] ?? '');
          return (
            <Radio.Group
              key={key}
              label={fieldLabel(kind, field, t)}
              value={theirs.has(key) ? 'theirs' : 'mine'}
              onChange={(value) =>
                setTheirs((old) => new Set(value === 'theirs' ? [...old, key] : [...old].filter((one) => one !== key)))
              }
            >
              <div className="card-clash">
                <Radio value="mine" size="xs" label={<Side words={t('crm.clash.mine')} text={mine} type={type} />} />
                <Radio value="theirs" size="xs" label={<Side words={t('crm.clash.theirs')} text={now} type={type} />} />
              </div>
            </Radio.Group>
          );
        })}
      </div>
      <ReasonedButton
        busy={busy}
        onClick={() => again(Object.fromEntries([...theirs].map((key) => [key, card.values[key] ?? ''])))}
      >
        {t('crm.clash.save')}
      </ReasonedButton>
    </Alert>
  );
}

function Side({
  words,
  text,
  type,
}: {
  readonly words: string;
  readonly text: string;
  readonly type: Parameters<typeof Value>[0]['type'];
}) {
  return (
    <>
      <span className="quiet">{words}: </span>
      <Value text={text} type={type} />
    </>
  );
}
