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

const Login = lazy(() => import('./login/index.tsx').then((page) => ({ default: page.Login })));
const Setup = lazy(() => import('./setup/index.tsx').then((page) => ({ default: page.Setup })));
const OverviewPage = lazy(() => import('./overview/index.tsx').then((page) => ({ default: page.OverviewPage })));
const LogPage = lazy(() => import('./log/index.tsx').then((page) => ({ default: page.LogPage })));
const ConflictsPage = lazy(() => import('./conflicts/index.tsx').then((page) => ({ default: page.ConflictsPage })));
const HeldPage = lazy(() => import('./held/index.tsx').then((page) => ({ default: page.HeldPage })));
const AgreementPage = lazy(() => import('./agreement/index.tsx').then((page) => ({ default: page.AgreementPage })));
const PlansPage = lazy(() => import('./plans/index.tsx').then((page) => ({ default: page.PlansPage })));
const PlanPage = lazy(() => import('./plans/plan-page.tsx').then((page) => ({ default: page.PlanPage })));
const ImportPage = lazy(() => import('./import/index.tsx').then((page) => ({ default: page.ImportPage })));
const OneImportPage = lazy(() => import('./import/one-import.tsx').then((page) => ({ default: page.OneImportPage })));
const RecordPage = lazy(() => import('./record/index.tsx').then((page) => ({ default: page.RecordPage })));
const UndosPage = lazy(() => import('./undo/index.tsx').then((page) => ({ default: page.UndosPage })));
const UndoPage = lazy(() => import('./undo/undo-page.tsx').then((page) => ({ default: page.UndoPage })));
const CardPage = lazy(() => import('./crm/card/index.tsx').then((page) => ({ default: page.CardPage })));
const ListPage = lazy(() => import('./crm/list/index.tsx').then((page) => ({ default: page.ListPage })));
const SelectionsPage = lazy(() =>
  import('./crm/selections/index.tsx').then((page) => ({ default: page.SelectionsPage })),
);
const SelectionPage = lazy(() =>
  import('./crm/selections/selection-page.tsx').then((page) => ({ default: page.SelectionPage })),
);
const FailuresPage = lazy(() => import('./failures/index.tsx').then((page) => ({ default: page.FailuresPage })));
const WebhooksPage = lazy(() =>
  import('./settings/webhooks/index.tsx').then((page) => ({ default: page.WebhooksPage })),
);
const SyncSettingsPage = lazy(() =>
  import('./settings/sync/index.tsx').then((page) => ({ default: page.SyncSettingsPage })),
);
const ListsPage = lazy(() => import('./settings/mapping/lists.tsx').then((page) => ({ default: page.ListsPage })));
const DefaultsPage = lazy(() =>
  import('./settings/mapping/defaults.tsx').then((page) => ({ default: page.DefaultsPage })),
);
const RankPage = lazy(() => import('./settings/mapping/rank.tsx').then((page) => ({ default: page.RankPage })));
const MappingsPage = lazy(() =>
  import('./settings/mapping/mappings.tsx').then((page) => ({ default: page.MappingsPage })),
);
const people = {
  Users: lazy(() => import('./settings/people/users.tsx').then((page) => ({ default: page.UsersPage }))),
  Groups: lazy(() => import('./settings/people/groups.tsx').then((page) => ({ default: page.GroupsPage }))),
  Licences: lazy(() => import('./settings/people/licences.tsx').then((page) => ({ default: page.LicencesPage }))),
  Lists: lazy(() => import('./settings/people/lists.tsx').then((page) => ({ default: page.ListsPage }))),
  Tokens: lazy(() => import('./settings/people/tokens.tsx').then((page) => ({ default: page.TokensPage }))),
  Applications: lazy(() =>
    import('./settings/people/applications.tsx').then((page) => ({ default: page.ApplicationsPage })),
  ),
  Audit: lazy(() => import('./settings/people/audit.tsx').then((page) => ({ default: page.AuditPage }))),
  Account: lazy(() => import('./settings/people/account.tsx').then((page) => ({ default: page.AccountPage }))),
  Welcome: lazy(() => import('./settings/people/welcome.tsx').then((page) => ({ default: page.Welcome }))),
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
