/** Merge and delete: rare, so behind a button. */
import type { CrmCard, CrmForm } from '@kobling/contract';
import { Button, Menu } from '@mantine/core';
import { IconArrowMerge, IconChevronDown, IconTrash } from '@tabler/icons-react';
import { lazy, Suspense } from 'react';
import { usePlace } from '../../form/place.ts';
import { useCrmWords } from '../../language/crm/index.ts';

const DeleteDialog = lazy(() => import('./delete-dialog.tsx').then((part) => ({ default: part.DeleteDialog })));
const MergeDialog = lazy(() => import('./merge-dialog.tsx').then((part) => ({ default: part.MergeDialog })));

export function MoreMenu({ card, form }: { readonly card: CrmCard; readonly form: CrmForm }) {
  const { t } = useCrmWords();
  const { dialog, open, close } = usePlace();
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="default" rightSection={<IconChevronDown size={16} aria-hidden />}>
            {t('crm.more')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconArrowMerge size={16} aria-hidden />} onClick={() => open('merge')}>
            {t('crm.merge')}
          </Menu.Item>
          <Menu.Item leftSection={<IconTrash size={16} aria-hidden />} onClick={() => open('delete')}>
            {t('crm.delete')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Suspense fallback={null}>
        {dialog === 'delete' ? <DeleteDialog card={card} close={close} /> : null}
        {dialog === 'merge' ? <MergeDialog card={card} form={form} close={close} /> : null}
      </Suspense>
    </>
  );
}
