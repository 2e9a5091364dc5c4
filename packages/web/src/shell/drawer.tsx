/** The navigator on a narrow screen: fetched when it is first opened, since wide screens never show it. */
import { Drawer } from '@mantine/core';
import { useScrollLock } from '../form/use-scroll-lock.ts';
import { useLanguage } from '../language/language.tsx';
import { Navigator } from './navigator.tsx';

export function NavigatorDrawer({ opened, close }: { readonly opened: boolean; readonly close: () => void }) {
  const { t } = useLanguage();
  useScrollLock(opened);
  return (
    <Drawer
      opened={opened}
      onClose={close}
      size={264}
      title="Kobling"
      lockScroll={false}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <nav aria-label={t('navigator')}>
        <Navigator />
      </nav>
    </Drawer>
  );
}
