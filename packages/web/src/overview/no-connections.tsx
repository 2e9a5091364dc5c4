import { Button } from '@mantine/core';
import { IconPlugConnected } from '@tabler/icons-react';
import { Link } from 'react-router';
import { useIsAdministrator } from '../hub/sync-control.tsx';
import { useLanguage } from '../language/language.tsx';

export function NoConnections() {
  const { t } = useLanguage();
  const administrator = useIsAdministrator();
  return (
    <section className="panel nothing">
      <IconPlugConnected size={32} aria-hidden />
      <h2>{t('overview.emptyTitle')}</h2>
      {administrator ? (
        <>
          <Button component={Link} to="/settings/sync">
            {t('settings')}: {t('quoteSync')}
          </Button>
          <p>{t('overview.emptyText')}</p>
          <p>
            <code>npx kobling apply kobling.yaml</code>
          </p>
        </>
      ) : (
        <p>{t('overview.emptyForUsers')}</p>
      )}
    </section>
  );
}
