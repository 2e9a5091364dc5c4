/** A link or a token that is shown once: to be copied now, since the hub keeps only its hash. */
import { Button, TextInput } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useState } from 'react';
import { Dialog } from '../../form/dialog.tsx';
import { usePeopleWords } from '../../language/people/index.ts';

interface Props {
  readonly title: string;
  readonly text: string;
  readonly label: string;
  readonly value: string;
  readonly onClose: () => void;
}
export function ShownOnce({ title, text, label, value, onClose }: Props) {
  const { t } = usePeopleWords();
  const [copied, setCopied] = useState(false);
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(value);
    setCopied(true);
  };
  return (
    <Dialog opened onClose={onClose} title={title} size={560} closeOnClickOutside={false}>
      <div className="stack">
        <p>{text}</p>
        <TextInput
          label={label}
          value={value}
          readOnly
          data-autofocus
          className="people-secret"
          onFocus={(event) => event.currentTarget.select()}
        />
        <div className="form-foot">
          <Button
            variant="default"
            leftSection={copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />}
            onClick={() => void copy().catch(() => setCopied(false))}
          >
            {t(copied ? 'people.copied' : 'people.copy')}
          </Button>
          <Button onClick={onClose}>{t('close')}</Button>
        </div>
        <span className="seen-by-readers" role="status">
          {copied ? t('people.copied') : ''}
        </span>
      </div>
    </Dialog>
  );
}
