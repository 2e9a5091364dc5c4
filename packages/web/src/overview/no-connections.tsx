import { IconPlugConnected } from '@tabler/icons-react';
import { useLanguage } from '../language/language.tsx';

export function NoConnections() {
  const { t } = useLanguage();
  return (
    <section className="panel nothing">
      <IconPlugConnected size={32} aria-hidden />
      <h2>{t('overview.emptyTitle')}</h2>
      <p>{t('overview.emptyText')}</p>
      <p>
        <code>npx kobling apply kobling.yaml</code>
      </p>
    </section>
  );
}
