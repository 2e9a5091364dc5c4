import {
  IconActivity,
  IconArrowBackUp,
  IconBuilding,
  IconFolder,
  IconStack2,
  IconUser,
  IconAlertTriangle,
  IconHandStop,
  IconArrowsSplit2,
  IconClipboardCheck,
  IconDatabaseImport,
  type IconProps,
  IconListDetails,
  IconApps,
  IconHistory,
  IconKey,
  IconLicense,
  IconList,
  IconPlugConnected,
  IconUsersGroup,
  IconScale,
  IconWebhook,
} from '@tabler/icons-react';
import type { Overview } from '@kobling/contract';
import type { ComponentType } from 'react';
import type { MessageKey } from '../language/messages.ts';

export interface Page {
  readonly path: string;
  readonly title: MessageKey;
  readonly icon: ComponentType<IconProps>;
  /** Only they see it. */
  readonly right?: 'administrator';
  /** Shown beside the name when above zero. */
  readonly count?: (overview: Overview) => number;
}
export interface PageGroup {
  readonly title: MessageKey;
  /** Only they see it. */
  readonly right?: 'administrator';
  readonly pages: readonly Page[];
}

/** Work first, then how it is kept in step, then how it is set up. */
const pageGroups: readonly PageGroup[] = [
  {
    title: 'nav.crm',
    pages: [
      { path: '/companies', title: 'nav.companies', icon: IconBuilding },
      { path: '/persons', title: 'nav.contacts', icon: IconUser },
      { path: '/projects', title: 'nav.projects', icon: IconFolder },
      { path: '/selections', title: 'nav.selections', icon: IconStack2 },
    ],
  },
  {
    title: 'erp',
    pages: [
      { path: '/sync', title: 'nav.overview', icon: IconActivity },
      {
        path: '/sync/conflicts',
        title: 'nav.conflicts',
        icon: IconArrowsSplit2,
        count: (overview) => overview.openConflicts,
      },
      { path: '/sync/held', title: 'nav.held', icon: IconHandStop, count: (overview) => overview.openHeld },
      {
        path: '/sync/failures',
        title: 'nav.failures',
        icon: IconAlertTriangle,
        count: (overview) => overview.openFailures,
      },
      {
        path: '/sync/plans',
        title: 'nav.plans',
        icon: IconClipboardCheck,
        count: (overview) => overview.openPlans,
      },
      { path: '/sync/agreement', title: 'nav.agreement', icon: IconScale },
      { path: '/sync/log', title: 'syncLog', icon: IconListDetails },
      { path: '/sync/undo', title: 'nav.undo', icon: IconArrowBackUp },
      { path: '/import', title: 'nav.import', icon: IconDatabaseImport, right: 'administrator' },
    ],
  },
  {
    title: 'settings',
    right: 'administrator',
    pages: [
      { path: '/settings/sync', title: 'quoteSync', icon: IconPlugConnected },
      { path: '/settings/users', title: 'users', icon: IconUser },
      { path: '/settings/groups', title: 'groups', icon: IconUsersGroup },
      { path: '/settings/licences', title: 'licences', icon: IconLicense },
      { path: '/settings/lists', title: 'lists', icon: IconList },
      { path: '/settings/tokens', title: 'nav.tokens', icon: IconKey },
      { path: '/settings/applications', title: 'nav.applications', icon: IconApps },
      { path: '/settings/webhooks', title: 'nav.webhooks', icon: IconWebhook },
      { path: '/settings/audit', title: 'nav.audit', icon: IconHistory },
    ],
  },
];

/** The navigator and Find-or-do both read this: a page that is not here cannot be found, one that is here exists. */
export function groupsFor(administrator: boolean): readonly PageGroup[] {
  const open = ({ right }: { readonly right?: 'administrator' }): boolean => right === undefined || administrator;
  return pageGroups
    .filter(open)
    .map((group) => ({ ...group, pages: group.pages.filter(open) }))
    .filter(({ pages }) => pages.length > 0);
}
