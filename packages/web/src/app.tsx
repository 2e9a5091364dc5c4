/** Who is there decides what is shown: set-up while there is no administrator, login without a session, else the frame. */
import { MantineProvider, MantineThemeProvider, localStorageColorSchemeManager } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { lazy, Suspense, useEffect, useRef } from 'react';
import { BrowserRouter, Navigate, Route, Routes, useLocation } from 'react-router';
import { HubProvider, useSession } from './hub/hub.tsx';
import { LiveProvider } from './hub/live.tsx';
import { Names } from './hub/names.tsx';
import { Problem } from './hub/problem.tsx';
import { LanguageProvider, type Spoken, useLanguage } from './language/language.tsx';
import { colorSchemeKey, theme } from './look/theme.ts';
import { AdministratorsOnly } from './shell/administrators-only.tsx';
import { NotFound } from './shell/not-found.tsx';
import { Frame, FrameSkeleton, type User } from './shell/frame.tsx';
import { administrators, everyones, Welcome, welcomePath } from './shell/places.tsx';

const Login = lazy(() => import('./login/index.tsx').then((page) => ({ default: page.Login })));
const Setup = lazy(() => import('./setup/index.tsx').then((page) => ({ default: page.Setup })));
const colorSchemes = localStorageColorSchemeManager({ key: colorSchemeKey });

export function App({ first }: { readonly first: Spoken }) {
  return (
    <MantineProvider theme={theme} defaultColorScheme="auto" colorSchemeManager={colorSchemes}>
      <LanguageProvider first={first}>
        <HubProvider>
          <BrowserRouter>
            <Door />
          </BrowserRouter>
          <Toasts />
        </HubProvider>
      </LanguageProvider>
    </MantineProvider>
  );
}

/** Their button to close speaks the user's language. */
function Toasts() {
  const { t } = useLanguage();
  const close = { closeButtonProps: { 'aria-label': t('close') } };
  return (
    <MantineThemeProvider theme={{ components: { Notification: { defaultProps: close } } }}>
      <Notifications position="bottom-right" limit={4} />
    </MantineThemeProvider>
  );
}

function Door() {
  const session = useSession();
  const { pathname } = useLocation();
  const { nameCrm, speak, language } = useLanguage();
  const crmName = session.data?.crmName;
  useEffect(() => {
    if (crmName !== undefined) nameCrm(crmName);
  }, [crmName, nameCrm]);
  // The user's own language, taken over once per login; after that the menu decides.
  const userId = session.data?.user?.id;
  const own = session.data?.language;
  const spokenFor = useRef<number | undefined>(undefined);
  useEffect(() => {
    if (userId === undefined || own === undefined || spokenFor.current === userId) return;
    spokenFor.current = userId;
    if (own !== language) void speak(own);
  }, [userId, own, language, speak]);

  if (session.data === undefined) {
    return session.error === null ? (
      <FrameSkeleton />
    ) : (
      <main className="lone-page">
        <Problem error={session.error} again={() => void session.refetch()} />
      </main>
    );
  }
  if (session.data.needsSetup) {
    return (
      <Suspense fallback={null}>
        <Setup />
      </Suspense>
    );
  }
  // A one-time link is its user's, whoever is logged in in this browser.
  if (pathname === welcomePath) {
    return (
      <Suspense fallback={null}>
        <Welcome />
      </Suspense>
    );
  }
  if (session.data.user === null) {
    return (
      <Suspense fallback={null}>
        <Login />
      </Suspense>
    );
  }
  return (
    <LiveProvider>
      <Names />
      <Pages user={session.data.user} />
    </LiveProvider>
  );
}

function Pages({ user }: { readonly user: User }) {
  return (
    <Routes>
      <Route element={<Frame user={user} />}>
        {everyones}
        <Route element={<AdministratorsOnly user={user} />}>{administrators}</Route>
        <Route path="/" element={<Navigate to="/sync" replace />} />
        <Route path="/login" element={<Navigate to="/sync" replace />} />
        <Route path="/setup" element={<Navigate to="/sync" replace />} />
        <Route path="*" element={<NotFound />} />
      </Route>
    </Routes>
  );
}
