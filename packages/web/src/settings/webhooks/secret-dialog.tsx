/** The one time that a secret is shown. */
import type { WebhookSecret } from '@kobling/contract';
import { Button, CopyButton, TextInput } from '@mantine/core';
import { Dialog } from '../../form/dialog.tsx';
import { useWebhookWords } from '../../language/webhooks/index.ts';

interface Props {
  readonly made: WebhookSecret;
  readonly onClose: () => void;
}
export function SecretDialog({ made, onClose }: Props) {
  const { t } = useWebhookWords();
  return (
    <Dialog
      opened
      onClose={onClose}
      title={t('hook.secretTitle', { name: made.webhook.name })}
      size={560}
      closeOnClickOutside={false}
      closeOnEscape={false}
    >
      <div className="stack">
        <p>{t('hook.secretText')}</p>
        <TextInput
          aria-label={t('hook.secretTitle', { name: made.webhook.name })}
          readOnly
          className="form-secret"
          value={made.secret}
          onFocus={(event) => event.currentTarget.select()}
        />
        <div className="form-foot">
          <CopyButton value={made.secret}>
            {({ copied, copy }) => (
              <Button variant="default" onClick={copy}>
                {t(copied ? 'hook.copied' : 'hook.copy')}
              </Button>
            )}
          </CopyButton>
          <Button onClick={onClose}>{t('hook.done')}</Button>
        </div>
      </div>
    </Dialog>
  );
}
