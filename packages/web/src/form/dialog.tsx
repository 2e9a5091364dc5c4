/**
 * A dialog: its frame with the title answers the press, its content follows a frame later and then takes the focus. It stands over
 * a page that does not scroll.
 */
import { Modal, type ModalProps } from '@mantine/core';
import { type ReactNode, Suspense } from 'react';
import { useLanguage } from '../language/language.tsx';
import { useAfterPaint } from './after-paint.ts';
import { useScrollLock } from './use-scroll-lock.ts';

type Own = 'closeButtonProps' | 'lockScroll' | 'trapFocus';

const busy = <div className="form-body" aria-busy="true" />;

export function Dialog({ children, ...props }: Omit<ModalProps, Own> & { readonly children: ReactNode }) {
  const { t } = useLanguage();
  useScrollLock(props.opened);
  const isDrawn = useAfterPaint(props.opened);
  return (
    <Modal {...props} lockScroll={false} trapFocus={isDrawn} closeButtonProps={{ 'aria-label': t('close') }}>
      <Suspense fallback={busy}>{isDrawn || !props.opened ? children : busy}</Suspense>
    </Modal>
  );
}
