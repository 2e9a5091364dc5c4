/** A dialog that is a form: Enter submits, Escape closes, focus comes back; what was typed stays in its draft; it stands still while it is sent. */
import { Button } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import type { FormEvent, ReactNode } from 'react';
import { Problem } from '../hub/problem.tsx';
import { useLanguage } from '../language/language.tsx';
import { Dialog } from './dialog.tsx';
import { InSight } from './in-sight.tsx';
import { ReasonedButton } from './reasoned-button.tsx';
import { useStill } from './still.tsx';
import { useFocusBack } from './use-focus-back.ts';

interface Props {
  readonly title: string;
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly onSubmit: () => void;
  /** On the button that submits, such as OK, Save, Connect. */
  readonly submit: string;
  /** Why it cannot be submitted yet. */
  readonly reason?: string | undefined;
  /** Being sent: it is not sent twice. */
  readonly busy?: boolean;
  /** What came of the last attempt. */
  readonly error?: unknown;
  readonly size?: string | number;
  /** Further buttons, at the left of the foot. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

export function FormDialog(props: Props) {
  const { title, opened, onClose, onSubmit, submit, reason, busy = false, error, size = 640, actions } = props;
  const { t } = useLanguage();
  useFocusBack(opened);
  const narrow = useMediaQuery('(max-width: 40em)', false, { getInitialValueInEffect: false });
  const body = useStill<HTMLDivElement>(busy);
  const others = useStill<HTMLDivElement>(busy);
  const send = (event: FormEvent): void => {
    event.preventDefault();
    // A form inside this one's portal must not send this one too.
    event.stopPropagation();
    if (reason === undefined && !busy) onSubmit();
  };
  return (
    <Dialog opened={opened} onClose={onClose} title={title} size={size} fullScreen={narrow} closeOnClickOutside={false}>
      <form onSubmit={send} noValidate aria-busy={busy}>
        <div className="form-body" ref={body}>
          {error === undefined || error === null ? null : (
            <InSight of={error}>
              <Problem error={error} />
            </InSight>
          )}
          {props.children}
        </div>
        <div className="form-foot">
          {actions === undefined ? null : (
            <div className="form-foot-left" ref={others}>
              {actions}
            </div>
          )}
          <span className="seen-by-readers" aria-live="polite">
            {busy ? t('form.busy') : ''}
          </span>
          <div className="form-foot-right">
            <Button variant="default" onClick={onClose}>
              {t('cancel')}
            </Button>
            <ReasonedButton type="submit" reason={reason} busy={busy}>
              {submit}
            </ReasonedButton>
          </div>
        </div>
      </form>
    </Dialog>
  );
}
