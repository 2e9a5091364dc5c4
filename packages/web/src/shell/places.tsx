/** Which page stands at which address, and who sees it: the only place that says so. */
import type { EntityKind } from '@kobling/contract';
import type { ComponentType, ReactElement } from 'react';
import { Route } from 'react-router';
import { lazyPage } from './lazy-page.ts';

/** @param path as the router reads it: `/sync/plans/:id` */
function at(path: string, load: () => Promise<ComponentType>): ReactElement {
  const Page = lazyPage([path], load);
  return <Route key={path} path={path} element={<Page />} />;
}

const kinds = ['company', 'person', 'project'] as const;

/** One page for companies, persons and projects, each at its own address. */
function atKinds(
  paths: Readonly<Record<EntityKind, string>>,
  load: () => Promise<ComponentType<{ readonly kind: EntityKind }>>,
): readonly ReactElement[] {
  const Page = lazyPage(Object.values(paths), load);
  return kinds.map((kind) => <Route key={kind} path={paths[kind]} element={<Page kind={kind} />} />);
}

export const everyones: readonly ReactElement[] = [
  at('/sync', () => import('../overview/index.tsx').then((page) => page.OverviewPage)),
  at('/sync/log', () => import('../log/index.tsx').then((page) => page.LogPage)),
  at('/sync/conflicts', () => import('../conflicts/index.tsx').then((page) => page.ConflictsPage)),
  at('/sync/failures', () => import('../failures/index.tsx').then((page) => page.FailuresPage)),
  at('/sync/held', () => import('../held/index.tsx').then((page) => page.HeldPage)),
  at('/sync/agreement', () => import('../agreement/index.tsx').then((page) => page.AgreementPage)),
  at('/sync/plans', () => import('../plans/index.tsx').then((page) => page.PlansPage)),
  at('/sync/plans/:id', () => import('../plans/plan-page.tsx').then((page) => page.PlanPage)),
  at('/sync/undo', () => import('../undo/index.tsx').then((page) => page.UndosPage)),
  at('/sync/undo/:id', () => import('../undo/undo-page.tsx').then((page) => page.UndoPage)),
  at('/record/:kind/:id', () => import('../record/index.tsx').then((page) => page.RecordPage)),
  ...atKinds({ company: '/companies', person: '/persons', project: '/projects' }, () =>
    import('../crm/list/index.tsx').then((page) => page.ListPage),
  ),
  ...atKinds({ company: '/company/:id', person: '/person/:id', project: '/project/:id' }, () =>
    import('../crm/card/index.tsx').then((page) => page.CardPage),
  ),
  at('/selections', () => import('../crm/selections/index.tsx').then((page) => page.SelectionsPage)),
  at('/selections/:id', () => import('../crm/selections/selection-page.tsx').then((page) => page.SelectionPage)),
  at('/account', () => import('../settings/people/account.tsx').then((page) => page.AccountPage)),
];

export const administrators: readonly ReactElement[] = [
  at('/import', () => import('../import/index.tsx').then((page) => page.ImportPage)),
  at('/import/:id', () => import('../import/one-import.tsx').then((page) => page.OneImportPage)),
  at('/settings/sync', () => import('../settings/sync/index.tsx').then((page) => page.SyncSettingsPage)),
  at('/settings/sync/connections/:id/mappings', () =>
    import('../settings/mapping/mappings.tsx').then((page) => page.MappingsPage),
  ),
  at('/settings/sync/connections/:id/lists', () =>
    import('../settings/mapping/lists.tsx').then((page) => page.ListsPage),
  ),
  at('/settings/sync/connections/:id/defaults', () =>
    import('../settings/mapping/defaults.tsx').then((page) => page.DefaultsPage),
  ),
  at('/settings/sync/connections/:id/rank', () => import('../settings/mapping/rank.tsx').then((page) => page.RankPage)),
  at('/settings/webhooks', () => import('../settings/webhooks/index.tsx').then((page) => page.WebhooksPage)),
  at('/settings/users', () => import('../settings/people/users.tsx').then((page) => page.UsersPage)),
  at('/settings/groups', () => import('../settings/people/groups.tsx').then((page) => page.GroupsPage)),
  at('/settings/licences', () => import('../settings/people/licences.tsx').then((page) => page.LicencesPage)),
  at('/settings/lists', () => import('../settings/people/lists.tsx').then((page) => page.ListsPage)),
  at('/settings/tokens', () => import('../settings/people/tokens.tsx').then((page) => page.TokensPage)),
  at('/settings/applications', () =>
    import('../settings/people/applications.tsx').then((page) => page.ApplicationsPage),
  ),
  at('/settings/audit', () => import('../settings/people/audit.tsx').then((page) => page.AuditPage)),
];

/** A one-time link leads to it, whoever is logged in: it stands outside of the frame. */
export const welcomePath = '/welcome';
export const Welcome = lazyPage([welcomePath], () =>
  import('../settings/people/welcome.tsx').then((page) => page.Welcome),
);
