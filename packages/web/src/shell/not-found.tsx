import { Link } from 'react-router';
import { useLanguage } from '../language/language.tsx';

export function NotFound() {
  const { t } = useLanguage();
  return (
    <div className="panel nothing">
      <h1>{t('shell.notFound')}</h1>
      <Link to="/sync">{t('shell.goOverview')}</Link>
    </div>
  );
}
