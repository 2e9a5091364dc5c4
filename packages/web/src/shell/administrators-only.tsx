/** What only administrators may do is not shown to others as if they might: it says whom to ask. */
import { IconLock } from '@tabler/icons-react';
import { Outlet } from 'react-router';
import { useLanguage } from '../language/language.tsx';
import type { User } from './frame.tsx';

export function AdministratorsOnly({ user }: { readonly user: User }) {
  const { t } = useLanguage();
  if (user.role === 'administrator') return <Outlet />;
  return (
    <section className="panel nothing" role="alert">
      <IconLock size={32} aria-hidden />
      <h1>{t('error.forbidden.message')}</h1>
      <p>{t('error.forbidden.remedy')}</p>
    </section>
  );
}
