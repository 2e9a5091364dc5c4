/** Settings › people and what is around them, and everybody's own account. */
import type { Auth } from '../../auth/index.ts';
import type { Handlers } from '../../http/api.ts';
import type { Hub } from '../../hub.ts';
import { accountRoutes, type AccountRoutes } from './account.ts';
import { applicationRoutes, type ApplicationRoutes } from './applications.ts';
import { groupRoutes, type GroupRoutes } from './groups.ts';
import { listRoutes, type ListRoutes } from './lists.ts';
import { userRoutes, type UserRoutes } from './users.ts';
import { welcomeRoutes, type WelcomeRoutes } from './welcome.ts';

export type PeopleRoutes = UserRoutes | GroupRoutes | AccountRoutes | WelcomeRoutes | ListRoutes | ApplicationRoutes;

export const peopleRoutes = (hub: Hub, auth: Auth): Pick<Handlers, PeopleRoutes> => ({
  ...userRoutes(hub),
  ...groupRoutes(hub),
  ...accountRoutes(hub),
  ...welcomeRoutes(hub, auth),
  ...listRoutes(hub),
  ...applicationRoutes(hub),
});
