/** The frame of every page: header (name, Find-or-do, sync state, user), navigator at the left, page. */
import type { Session } from '@kobling/contract';
import { ActionIcon, Kbd, Overlay, Skeleton, UnstyledButton } from '@mantine/core';
import { useDisclosure, useHotkeys, useWindowEvent } from '@mantine/hooks';
import { IconMenu2, IconPlugConnectedX, IconSearch } from '@tabler/icons-react';
import { Suspense, useEffect, useState } from 'react';
import { Link, Outlet, useLocation } from 'react-router';
import { useContact } from '../hub/live.tsx';
import { useLanguage } from '../language/language.tsx';
import './frame.css';
import { useGoing } from './going.ts';
import { fetchAhead, fetched } from './lazy-page.ts';
import { Navigator } from './navigator.tsx';
import { SyncState } from './sync-state.tsx';
import { UserMenu } from './user-menu.tsx';

const NavigatorDrawer = fetched(() => import('./drawer.tsx').then((part) => part.NavigatorDrawer));
const FindOrDo = fetched(() => import('./find-or-do.tsx').then((part) => part.FindOrDo));
const Shortcuts = fetched(() => import('./shortcuts.tsx').then((part) => part.Shortcuts));

export type User = NonNullable<Session['user']>;

export function Frame({ user }: { readonly user: User }) {
  const { t } = useLanguage();
  const [drawerOpen, drawer] = useDisclosure(false);
  // Kept once it was open, so that it can close with its movement.
  const [drawerKnown, setDrawerKnown] = useState(false);
  if (drawerOpen && !drawerKnown) setDrawerKnown(true);
  const [findOpen, find] = useDisclosure(false);
  const { pathname } = useLocation();
  const [helpOpen, help] = useDisclosure(false);
  useQuestionMark(help.open);
  useGoing();
  const closeDrawer = drawer.close;
  useEffect(() => closeDrawer(), [pathname, closeDrawer]);
  return (
    <div className="frame" onPointerOver={fetchAhead} onFocus={fetchAhead}>
      <a className="skip" href="#page">
        {t('shell.skip')}
      </a>
      <header className="frame-head">
        <ActionIcon
          className="only-narrow"
          variant="subtle"
          color="gray"
          size="lg"
          aria-label={t('shell.openNavigator')}
          aria-expanded={drawerOpen}
          onPointerEnter={NavigatorDrawer.fetch}
          onFocus={NavigatorDrawer.fetch}
          onClick={drawer.open}
        >
          <IconMenu2 size={20} aria-hidden />
        </ActionIcon>
        <Link to="/sync" className="brand plain-link">
          <img src="/favicon.svg" alt="" width="22" height="22" />
          <span>Kobling</span>
        </Link>
        <FindBox open={find.open} />
        <div className="head-right">
          <SyncState />
          <UserMenu user={user} />
        </div>
      </header>
      <LostContact />
      <nav className="frame-nav only-wide" aria-label={t('navigator')}>
        <Navigator />
      </nav>
      <Suspense fallback={null}>
        {drawerKnown ? <NavigatorDrawer opened={drawerOpen} close={drawer.close} /> : null}
      </Suspense>
      <main className="frame-page" id="page" tabIndex={-1}>
        <Suspense fallback={<PageSkeleton />}>
          <Outlet />
        </Suspense>
      </main>
      <Suspense fallback={<Backdrop />}>{helpOpen ? <Shortcuts close={help.close} /> : null}</Suspense>
      <Suspense fallback={<Backdrop />}>{findOpen ? <FindOrDo close={find.close} /> : null}</Suspense>
    </div>
  );
}

function FindBox({ open }: { readonly open: () => void }) {
  const { t } = useLanguage();
  useHotkeys([['mod+K', open]], []);
  // Ctrl goes down before K does.
  useWindowEvent('keydown', ({ key }) => {
    if (key === 'Control' || key === 'Meta') FindOrDo.fetch();
  });
  return (
    <UnstyledButton
      className="find-box"
      onPointerEnter={FindOrDo.fetch}
      onFocus={FindOrDo.fetch}
      onClick={open}
      title={t('shell.findLabel')}
      aria-keyshortcuts="Control+K"
    >
      <IconSearch size={16} aria-hidden />
      <span className="find-words">{t('shell.find')}</span>
      <span className="find-key" aria-hidden>
        <Kbd size="xs">Ctrl</Kbd> <Kbd size="xs">K</Kbd>
      </span>
    </UnstyledButton>
  );
}

/** Answers the press while a dialog's part of the program is fetched. */
const Backdrop = () => <Overlay fixed />;

/** By the sign and not by its keys, which differ by keyboard. Where one types, it is a letter. */
function useQuestionMark(open: () => void): void {
  useWindowEvent('keydown', (event) => {
    const typing = event.target instanceof HTMLElement && event.target.closest('input, textarea, select') !== null;
    if (event.key === '?' && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) open();
  });
}

/** Keeps its row in the grid, so that the page does not jump when the line drops. */
function LostContact() {
  const { t } = useLanguage();
  const contact = useContact();
  return (
    <div className="lost" role="status">
      {contact ? null : (
        <span className="row">
          <IconPlugConnectedX size={16} aria-hidden /> {t('shell.lost')}
        </span>
      )}
    </div>
  );
}

/** A page's outline while its part of the program is fetched. */
function PageSkeleton() {
  return (
    <div className="stack" aria-busy="true">
      <Skeleton height={32} width={200} />
      <Skeleton height={96} />
      <Skeleton height={240} />
    </div>
  );
}

/** The frame's outline while the session is asked for. */
export function FrameSkeleton() {
  const { t } = useLanguage();
  return (
    <div className="frame" aria-busy="true">
      <span className="seen-by-readers" role="status">
        {t('shell.loading')}
      </span>
      <div className="frame-head">
        <span className="brand">
          <img src="/favicon.svg" alt="" width="22" height="22" />
          <span>Kobling</span>
        </span>
      </div>
      <div className="frame-nav only-wide" />
      <div className="frame-page">
        <PageSkeleton />
      </div>
    </div>
  );
}
