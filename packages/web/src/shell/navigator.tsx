import { useEffect, useRef } from 'react';
import { NavLink, useLocation } from 'react-router';
import { useIsAdministrator, useOverview } from '../hub/sync-control.tsx';
import { useLanguage } from '../language/language.tsx';
import { groupsFor } from './pages.ts';

export function Navigator() {
  const { t, format } = useLanguage();
  const overview = useOverview().data;
  const administrator = useIsAdministrator();
  const { pathname } = useLocation();
  const box = useRef<HTMLDivElement>(null);
  // In a low window the page one came to by another way stands below what is shown.
  useEffect(() => {
    // In braces: the newest browsers answer with a promise, which is not the effect's end.
    box.current?.querySelector('[aria-current="page"]')?.scrollIntoView({ block: 'nearest' });
  }, [pathname]);
  return (
    <div ref={box}>
      {groupsFor(administrator).map((group) => (
        <div key={group.title}>
          <div className="nav-title" id={`nav-${group.title}`}>
            {t(group.title)}
          </div>
          <ul className="nav-group" aria-labelledby={`nav-${group.title}`}>
            {group.pages.map((page) => {
              const count = overview === undefined ? 0 : (page.count?.(overview) ?? 0);
              return (
                <li key={page.path}>
                  <NavLink className="nav-link" to={page.path} end>
                    <page.icon size={18} aria-hidden />
                    <span>{t(page.title)}</span>
                    {count > 0 ? <span className="nav-count">{format.number(count)}</span> : null}
                  </NavLink>
                </li>
              );
            })}
          </ul>
        </div>
      ))}
    </div>
  );
}
