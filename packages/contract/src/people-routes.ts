/** Routes of people and what is around them: users, groups, licences, tokens, one's own account, lists, applications, the trail. */
import {
  applicationChangeSchema,
  applicationKeyParamsSchema,
  applicationParamsSchema,
  applicationsSchema,
  hubKeyWishSchema,
  newApplicationKeySchema,
  newApplicationSchema,
} from './applications.ts';
import { okSchema } from './control.ts';
import {
  listChangeSchema,
  listItemChangeSchema,
  listItemParamsSchema,
  settingsListItemSchema,
  settingsListItemsSchema,
  listOrderSchema,
  listParamsSchema,
  listsSchema,
  newListItemSchema,
  newListSchema,
} from './lists.ts';
import {
  accountChangeSchema,
  accountSchema,
  apiTokensSchema,
  groupAddedSchema,
  groupChangeSchema,
  groupsSchema,
  licencesSchema,
  newGroupSchema,
  newTokenSchema,
  newUserSchema,
  openSessionsSchema,
  ownPasswordSchema,
  ownSessionParamsSchema,
  sessionsEndedSchema,
  siteLicenceChangeSchema,
  tokenMadeSchema,
  userAddedSchema,
  userChangeSchema,
  userLicenceChangeSchema,
  userLinkSchema,
  userParamsSchema,
  userPasswordSchema,
  userSchema,
  userSessionParamsSchema,
  usersSchema,
  welcomeAnswerSchema,
  welcomeQuestionSchema,
  welcomeSchema,
} from './people.ts';
import type { RouteKey, RouteSpec } from './route.ts';
import { sessionSchema } from './session.ts';
import { trailQuerySchema, trailSchema } from './trail.ts';

const admin = 'administrator';
const ofUser = { right: admin, params: userParamsSchema } as const;
const ofList = { right: admin, params: listParamsSchema } as const;
const ofApplication = { right: admin, params: applicationParamsSchema } as const;

const userRoutes = {
  'GET /api/settings/users': { right: admin, response: usersSchema },
  'POST /api/settings/users': { right: admin, body: newUserSchema, response: userAddedSchema },
  'POST /api/settings/users/:id': { ...ofUser, body: userChangeSchema, response: userSchema },
  'POST /api/settings/users/:id/link': { ...ofUser, response: userLinkSchema },
  'POST /api/settings/users/:id/password': { ...ofUser, body: userPasswordSchema, response: okSchema },
  'GET /api/settings/users/:id/sessions': { ...ofUser, response: openSessionsSchema },
  'POST /api/settings/users/:id/sessions/end': { ...ofUser, response: sessionsEndedSchema },
  'POST /api/settings/users/:id/sessions/:no/end': {
    right: admin,
    params: userSessionParamsSchema,
    response: okSchema,
  },
  'GET /api/settings/groups': { right: admin, response: groupsSchema },
  'POST /api/settings/groups': { right: admin, body: newGroupSchema, response: groupAddedSchema },
  'POST /api/settings/groups/:id': { ...ofUser, body: groupChangeSchema, response: okSchema },
  'POST /api/settings/groups/:id/delete': { ...ofUser, response: okSchema },
  'GET /api/settings/licences': { right: admin, response: licencesSchema },
  'POST /api/settings/licences': { right: admin, body: siteLicenceChangeSchema, response: licencesSchema },
  'POST /api/settings/licences/users': { right: admin, body: userLicenceChangeSchema, response: licencesSchema },
  'GET /api/settings/tokens': { right: admin, response: apiTokensSchema },
  'POST /api/settings/tokens/:id/revoke': { ...ofUser, response: okSchema },
  'GET /api/settings/trail': { right: admin, query: trailQuerySchema, response: trailSchema },
} as const satisfies Record<RouteKey, RouteSpec>;

/** What is one's own: a token does not open it. */
const accountRoutes = {
  'GET /api/account': { right: 'person', response: accountSchema },
  'POST /api/account': { right: 'person', body: accountChangeSchema, response: accountSchema },
  'POST /api/account/password': { right: 'person', body: ownPasswordSchema, response: okSchema },
  'GET /api/account/tokens': { right: 'person', response: apiTokensSchema },
  'POST /api/account/tokens': { right: 'person', body: newTokenSchema, response: tokenMadeSchema },
  'POST /api/account/tokens/:id/revoke': { right: 'person', params: userParamsSchema, response: okSchema },
  'GET /api/account/sessions': { right: 'person', response: openSessionsSchema },
  'POST /api/account/sessions/end': { right: 'person', response: sessionsEndedSchema },
  'POST /api/account/sessions/:no/end': { right: 'person', params: ownSessionParamsSchema, response: okSchema },
  'POST /api/welcome/whose': { right: 'public', reads: true, body: welcomeQuestionSchema, response: welcomeSchema },
  'POST /api/welcome': { right: 'public', body: welcomeAnswerSchema, response: sessionSchema },
} as const satisfies Record<RouteKey, RouteSpec>;

const listRoutes = {
  'GET /api/settings/lists': { right: admin, response: listsSchema },
  'POST /api/settings/lists': { right: admin, body: newListSchema, response: okSchema },
  'POST /api/settings/lists/:list': { ...ofList, body: listChangeSchema, response: okSchema },
  'POST /api/settings/lists/:list/delete': { ...ofList, response: okSchema },
  'GET /api/settings/lists/:list/items': { ...ofList, response: settingsListItemsSchema },
  'POST /api/settings/lists/:list/items': { ...ofList, body: newListItemSchema, response: settingsListItemSchema },
  'POST /api/settings/lists/:list/items/:id': {
    right: admin,
    params: listItemParamsSchema,
    body: listItemChangeSchema,
    response: settingsListItemSchema,
  },
  'POST /api/settings/lists/:list/order': { ...ofList, body: listOrderSchema, response: okSchema },
} as const satisfies Record<RouteKey, RouteSpec>;

const applicationRoutes = {
  'GET /api/settings/applications': { right: admin, response: applicationsSchema },
  'POST /api/settings/applications': { right: admin, body: newApplicationSchema, response: okSchema },
  'POST /api/settings/applications/:clientId': { ...ofApplication, body: applicationChangeSchema, response: okSchema },
  'POST /api/settings/applications/:clientId/delete': { ...ofApplication, response: okSchema },
  'POST /api/settings/applications/:clientId/keys': {
    ...ofApplication,
    body: newApplicationKeySchema,
    response: okSchema,
  },
  'POST /api/settings/applications/:clientId/keys/:kid/delete': {
    right: admin,
    params: applicationKeyParamsSchema,
    response: okSchema,
  },
  'POST /api/settings/hub-key': { right: admin, body: hubKeyWishSchema, response: okSchema },
} as const satisfies Record<RouteKey, RouteSpec>;

export const peopleRoutes = { ...userRoutes, ...accountRoutes, ...listRoutes, ...applicationRoutes };
