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
import { lazyPage } from './shell/lazy-page.ts';

const Login = lazy(() => import('./login/index.tsx').then((page) => ({ default: page.Login })));
const Setup = lazy(() => import('./setup/index.tsx').then((page) => ({ default: page.Setup })));
const OverviewPage = lazyPage(['/sync'], () => import('./overview/index.tsx').then((page) => page.OverviewPage));
const LogPage = lazyPage(['/sync/log'], () => import('./log/index.tsx').then((page) => page.LogPage));
const ConflictsPage = lazyPage(['/sync/conflicts'], () =>
  import('./conflicts/index.tsx').then((page) => page.ConflictsPage),
);
const HeldPage = lazyPage(['/sync/held'], () => import('./held/index.tsx').then((page) => page.HeldPage));
const AgreementPage = lazyPage(['/sync/agreement'], () =>
  import('./agreement/index.tsx').then((page) => page.AgreementPage),
);
const PlansPage = lazyPage(['/sync/plans'], () => import('./plans/index.tsx').then((page) => page.PlansPage));
const PlanPage = lazyPage(['/sync/plans/:id'], () => import('./plans/plan-page.tsx').then((page) => page.PlanPage));
const ImportPage = lazyPage(['/import'], () => import('./import/index.tsx').then((page) => page.ImportPage));
const OneImportPage = lazyPage(['/import/:id'], () =>
  import('./import/one-import.tsx').then((page) => page.OneImportPage),
);
const RecordPage = lazyPage(['/record/:kind/:id'], () => import('./record/index.tsx').then((page) => page.RecordPage));
const UndosPage = lazyPage(['/sync/undo'], () => import('./undo/index.tsx').then((page) => page.UndosPage));
const UndoPage = lazyPage(['/sync/undo/:id'], () => import('./undo/undo-page.tsx').then((page) => page.UndoPage));
const CardPage = lazyPage(['/company/:id', '/person/:id', '/project/:id'], () =>
  import('./crm/card/index.tsx').then((page) => page.CardPage),
);
const ListPage = lazyPage(['/companies', '/persons', '/projects'], () =>
  import('./crm/list/index.tsx').then((page) => page.ListPage),
);
const SelectionsPage = lazyPage(['/selections'], () =>
  import('./crm/selections/index.tsx').then((page) => page.SelectionsPage),
);
const SelectionPage = lazyPage(['/selections/:id'], () =>
  import('./crm/selections/selection-page.tsx').then((page) => page.SelectionPage),
);
const FailuresPage = lazyPage(['/sync/failures'], () =>
  import('./failures/index.tsx').then((page) => page.FailuresPage),
);
const WebhooksPage = lazyPage(['/settings/webhooks'], () =>
  import('./settings/webhooks/index.tsx').then((page) => page.WebhooksPage),
);
const SyncSettingsPage = lazyPage(['/settings/sync'], () =>
  import('./settings/sync/index.tsx').then((page) => page.SyncSettingsPage),
);
const ListsPage = lazyPage(['/settings/sync/connections/:id/lists'], () =>
  import('./settings/mapping/lists.tsx').then((page) => page.ListsPage),
);
const DefaultsPage = lazyPage(['/settings/sync/connections/:id/defaults'], () =>
  import('./settings/mapping/defaults.tsx').then((page) => page.DefaultsPage),
);
const RankPage = lazyPage(['/settings/sync/connections/:id/rank'], () =>
  import('./settings/mapping/rank.tsx').then((page) => page.RankPage),
);
const MappingsPage = lazyPage(['/settings/sync/connections/:id/mappings'], () =>
  import('./settings/mapping/mappings.tsx').then((page) => page.MappingsPage),
);
const people = {
  Users: lazyPage(['/settings/users'], () => import('./settings/people/users.tsx').then((page) => page.UsersPage)),
  Groups: lazyPage(['/settings/groups'], () => import('./settings/people/groups.tsx').then((page) => page.GroupsPage)),
  Licences: lazyPage(['/settings/licences'], () =>
    import('./settings/people/licences.tsx').then((page) => page.LicencesPage),
  ),
  Lists: lazyPage(['/settings/lists'], () => import('./settings/people/lists.tsx').then((page) => page.ListsPage)),
  Tokens: lazyPage(['/settings/tokens'], () => import('./settings/people/tokens.tsx').then((page) => page.TokensPage)),
  Applications: lazyPage(['/settings/applications'], () =>
    import('./settings/people/applications.tsx').then((page) => page.ApplicationsPage),
  ),
  Audit: lazyPage(['/settings/audit'], () => import('./settings/people/audit.tsx').then((page) => page.AuditPage)),
  Account: lazyPage(['/account'], () => import('./settings/people/account.tsx').then((page) => page.AccountPage)),
  Welcome: lazyPage(['/welcome'], () => import('./settings/people/welcome.tsx').then((page) => page.Welcome)),
};

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
  if (pathname === '/welcome') {
    return (
      <Suspense fallback={null}>
        <people.Welcome />
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
        <Route path="/sync" element={<OverviewPage />} />
        <Route path="/sync/log" element={<LogPage />} />
        <Route path="/sync/conflicts" element={<ConflictsPage />} />
        <Route path="/sync/failures" element={<FailuresPage />} />
        <Route path="/sync/held" element={<HeldPage />} />
        <Route path="/sync/agreement" element={<AgreementPage />} />
        <Route path="/sync/plans" element={<PlansPage />} />
        <Route path="/sync/plans/:id" element={<PlanPage />} />
        <Route path="/sync/undo" element={<UndosPage />} />
        <Route path="/sync/undo/:id" element={<UndoPage />} />
        <Route path="/record/:kind/:id" element={<RecordPage />} />
        <Route path="/companies" element={<ListPage kind="company" />} />
        <Route path="/persons" element={<ListPage kind="person" />} />
        <Route path="/projects" element={<ListPage kind="project" />} />
        <Route path="/selections" element={<SelectionsPage />} />
        <Route path="/selections/:id" element={<SelectionPage />} />
        <Route element={<AdministratorsOnly user={user} />}>
          <Route path="/import" element={<ImportPage />} />
          <Route path="/import/:id" element={<OneImportPage />} />
          <Route path="/settings/sync/connections/:id/mappings" element={<MappingsPage />} />
          <Route path="/settings/sync/connections/:id/lists" element={<ListsPage />} />
          <Route path="/settings/sync/connections/:id/defaults" element={<DefaultsPage />} />
          <Route path="/settings/sync/connections/:id/rank" element={<RankPage />} />
          <Route path="/settings/sync" element={<SyncSettingsPage />} />
          <Route path="/settings/webhooks" element={<WebhooksPage />} />
          <Route path="/settings/users" element={<people.Users />} />
          <Route path="/settings/groups" element={<people.Groups />} />
          <Route path="/settings/licences" element={<people.Licences />} />
          <Route path="/settings/lists" element={<people.Lists />} />
          <Route path="/settings/tokens" element={<people.Tokens />} />
          <Route path="/settings/applications" element={<people.Applications />} />
          <Route path="/settings/audit" element={<people.Audit />} />
        </Route>
        <Route path="/account" element={<people.Account />} />
        <Route path="/company/:id" element={<CardPage kind="company" />} />
        <Route path="/person/:id" element={<CardPage kind="person" />} />
        <Route path="/project/:id" element={<CardPage kind="project" />} />
        <Route path="/" element={<Navigate to="/sync" replace />} />
        <Route path="/login" element={<Navigate to="/sync" replace />} />
        <Route path="/setup" element={<Navigate to="/sync" replace />} />
        <Route path="*" element={<NotFound />} />
      </Route>
    </Routes>
  );
}
