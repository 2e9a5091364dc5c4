import type { z } from 'zod';
import {
  agreementScoreSchema,
  auditParamsSchema,
  auditScheduleSchema,
  auditStartedSchema,
  auditWishSchema,
  findingsQuerySchema,
  findingsSchema,
  repairStartedSchema,
  repairWishSchema,
} from './audit.ts';
import { conflictPageSchema, conflictParamsSchema, conflictsQuerySchema, useOtherAnswerSchema } from './conflicts.ts';
import {
  intervalSchema,
  okSchema,
  requestParamsSchema,
  requestSchema,
  resumeSchema,
  runningSchema,
  syncNowAnswerSchema,
  syncNowSchema,
} from './control.ts';
import {
  choicesQuerySchema,
  choicesSchema,
  erpConnectSchema,
  erpCreateSchema,
  erpDisconnectSchema,
  erpHitsSchema,
  erpLiveParamsSchema,
  erpLiveSchema,
  erpRequestParamsSchema,
  erpRequestSchema,
  erpSearchFormQuerySchema,
  erpSearchFormSchema,
  erpSearchSchema,
  erpStartedSchema,
  erpSyncNowSchema,
  erpSyncStartedSchema,
  erpTabParamsSchema,
  erpTabSchema,
  newActorFormSchema,
  newActorQuerySchema,
} from './erp-tab.ts';
import { hubEventSchema } from './events.ts';
import {
  failurePageSchema,
  failuresQuerySchema,
  keyAnswerSchema,
  retriedSchema,
  retryAllSchema,
  retryParamsSchema,
} from './failures.ts';
import { hubFilesSchema } from './files.ts';
import {
  heldAnswerAnswerSchema,
  heldAnswerSchema,
  heldQuerySchema,
  heldRowsQuerySchema,
  heldRowsSchema,
  heldSchema,
} from './held.ts';
import {
  importMadeSchema,
  importParamsSchema,
  importRowsQuerySchema,
  importRowsSchema,
  importSchema,
  importSearchSchema,
  importSettingsSchema,
  importsSchema,
  importSourcesSchema,
  importStartedSchema,
  importTickSchema,
  searchableQuerySchema,
  searchableSchema,
} from './imports.ts';
import { logPageSchema, logQuerySchema } from './log.ts';
import { overviewSchema } from './overview.ts';
import {
  planDecisionAnswerSchema,
  planDecisionSchema,
  planDetailSchema,
  planPageSchema,
  planParamsSchema,
  planRequestSchema,
  planRowsQuerySchema,
  planRowsSchema,
  plansQuerySchema,
  planWishSchema,
} from './plans.ts';
import { findRecordsQuerySchema, foundRecordsSchema, recordPageSchema, recordParamsSchema } from './record.ts';
import { namesQuerySchema, namesSchema } from './names.ts';
import { mappingRoutes } from './mapping-routes.ts';
import { peopleRoutes } from './people-routes.ts';
import { routeTable } from './route.ts';
import { crmRouteSpecs } from './crm-routes.ts';
import { languageChoiceSchema, loginSchema, logoutSchema, sessionSchema, setupSchema } from './session.ts';
import {
  activationSchema,
  activeWishSchema,
  configFieldsSchema,
  configListSchema,
  configListWishSchema,
  connectionDetailSchema,
  connectionDraftSchema,
  connectionToSaveSchema,
  connectorAnswersSchema,
  connectorToSaveSchema,
  connectorToTestSchema,
  peopleSchema,
  priorityToSaveSchema,
  savedConnectionSchema,
  savedConnectorSchema,
  settingsParamsSchema,
  syncSettingsSchema,
} from './settings.ts';
import {
  mappingChangesQuerySchema,
  mappingChangesSchema,
  runsQuerySchema,
  runsSchema,
  startUndoSchema,
  undonesSchema,
  undoParamsSchema,
  undoRowsQuerySchema,
  undoRowsSchema,
  undoSchema,
  undoStartedSchema,
} from './undo.ts';

import {
  deliveryParamsSchema,
  webhookDeliveriesSchema,
  webhookFormSchema,
  webhookParamsSchema,
  webhookPauseSchema,
  webhookSchema,
  webhookSecretSchema,
  webhooksSchema,
  webhookTestSchema,
} from './webhooks.ts';

/** Every route of the hub's own pages, by method and path. */
export const routes = routeTable({
  'GET /api/session': { right: 'public', response: sessionSchema },
  'POST /api/setup': { right: 'public', body: setupSchema, response: sessionSchema },
  'POST /api/login': { right: 'public', body: loginSchema, response: sessionSchema },
  'POST /api/logout': { right: 'user', response: logoutSchema },
  'POST /api/session/language': { right: 'user', body: languageChoiceSchema, response: sessionSchema },

  'GET /api/sync/overview': { right: 'user', response: overviewSchema },
  'GET /api/sync/log': { right: 'user', query: logQuerySchema, response: logPageSchema },

  'GET /api/sync/conflicts': { right: 'user', query: conflictsQuerySchema, response: conflictPageSchema },
  'POST /api/sync/conflicts/:id/use-other': {
    right: 'administrator',
    params: conflictParamsSchema,
    response: useOtherAnswerSchema,
  },
  'POST /api/sync/conflicts/:id/keep': { right: 'administrator', params: conflictParamsSchema, response: okSchema },
  'GET /api/sync/failures': { right: 'user', query: failuresQuerySchema, response: failurePageSchema },
  'POST /api/sync/failures/retry': { right: 'administrator', body: retryAllSchema, response: retriedSchema },
  'POST /api/sync/failures/:linkId/retry': { right: 'administrator', params: retryParamsSchema, response: okSchema },
  'POST /api/sync/failures/:linkId/key': {
    right: 'administrator',
    params: retryParamsSchema,
    body: keyAnswerSchema,
    response: okSchema,
  },
  'POST /api/sync/connections/:id/resume': {
    right: 'administrator',
    params: requestParamsSchema,
    body: resumeSchema,
    response: syncNowAnswerSchema,
  },

  'GET /api/sync/held': { right: 'user', query: heldQuerySchema, response: heldSchema },
  'GET /api/sync/held/rows': { right: 'user', query: heldRowsQuerySchema, response: heldRowsSchema },
  'POST /api/sync/held/answer': { right: 'administrator', body: heldAnswerSchema, response: heldAnswerAnswerSchema },

  'GET /api/sync/agreement': { right: 'user', response: agreementScoreSchema },
  'GET /api/sync/agreement/:id/findings': {
    right: 'user',
    params: auditParamsSchema,
    query: findingsQuerySchema,
    response: findingsSchema,
  },
  'POST /api/sync/agreement/audit': { right: 'administrator', body: auditWishSchema, response: auditStartedSchema },
  'POST /api/sync/agreement/schedule': {
    right: 'administrator',
    body: auditScheduleSchema,
    response: agreementScoreSchema,
  },
  'POST /api/sync/agreement/:id/repair': {
    right: 'administrator',
    params: auditParamsSchema,
    body: repairWishSchema,
    response: repairStartedSchema,
  },

  'GET /api/sync/plans': { right: 'user', query: plansQuerySchema, response: planPageSchema },
  'GET /api/sync/plans/:id': { right: 'user', params: planParamsSchema, response: planDetailSchema },
  'GET /api/sync/plans/:id/rows': {
    right: 'user',
    params: planParamsSchema,
    query: planRowsQuerySchema,
    response: planRowsSchema,
  },
  'POST /api/sync/plans': { right: 'administrator', body: planWishSchema, response: planRequestSchema },
  'POST /api/sync/plans/:id/decide': {
    right: 'administrator',
    params: planParamsSchema,
    body: planDecisionSchema,
    response: planDecisionAnswerSchema,
  },
  'POST /api/sync/plans/:id/apply': { right: 'administrator', params: planParamsSchema, response: planRequestSchema },
  'POST /api/sync/plans/:id/reject': { right: 'administrator', params: planParamsSchema, response: planRequestSchema },
  'POST /api/sync/plans/:id/renew': { right: 'administrator', params: planParamsSchema, response: planRequestSchema },

  'POST /api/sync/now': { right: 'administrator', body: syncNowSchema, response: syncNowAnswerSchema },
  'POST /api/sync/running': { right: 'administrator', body: runningSchema, response: okSchema },
  'POST /api/sync/interval': { right: 'administrator', body: intervalSchema, response: okSchema },
  'GET /api/sync/requests/:id': { right: 'user', params: requestParamsSchema, response: requestSchema },
  'POST /api/sync/requests/:id/cancel': { right: 'administrator', params: requestParamsSchema, response: okSchema },

  'GET /api/records': { right: 'user', query: findRecordsQuerySchema, response: foundRecordsSchema },
  'GET /api/records/:kind/:id': { right: 'user', params: recordParamsSchema, response: recordPageSchema },
  ...crmRouteSpecs,
  'POST /api/sync/undo': { right: 'administrator', body: startUndoSchema, response: undoStartedSchema },
  'GET /api/sync/undo': { right: 'user', response: undonesSchema },
  'GET /api/sync/runs': { right: 'user', query: runsQuerySchema, response: runsSchema },
  'GET /api/sync/mapping-changes': {
    right: 'user',
    query: mappingChangesQuerySchema,
    response: mappingChangesSchema,
  },
  'GET /api/sync/undo/:id': { right: 'user', params: undoParamsSchema, response: undoSchema },
  'GET /api/sync/undo/:id/rows': {
    right: 'user',
    params: undoParamsSchema,
    query: undoRowsQuerySchema,
    response: undoRowsSchema,
  },

  'GET /api/settings/sync': { right: 'administrator', response: syncSettingsSchema },
  'POST /api/settings/sync/connectors/test': {
    right: 'administrator',
    reads: true,
    body: connectorToTestSchema,
    response: connectorAnswersSchema,
  },
  'POST /api/settings/sync/connectors': {
    right: 'administrator',
    body: connectorToSaveSchema,
    response: savedConnectorSchema,
  },
  'POST /api/settings/sync/connectors/:id/delete': {
    right: 'administrator',
    params: settingsParamsSchema,
    response: okSchema,
  },
  'POST /api/settings/sync/connectors/:id/restore': {
    right: 'administrator',
    params: settingsParamsSchema,
    response: savedConnectorSchema,
  },
  'GET /api/settings/sync/connectors/:id/fields': {
    right: 'administrator',
    params: settingsParamsSchema,
    response: configFieldsSchema,
  },
  'GET /api/settings/sync/connections/:id': {
    right: 'administrator',
    params: settingsParamsSchema,
    response: connectionDetailSchema,
  },
  'POST /api/settings/sync/connections': {
    right: 'administrator',
    body: connectionToSaveSchema,
    response: savedConnectionSchema,
  },
  'POST /api/settings/sync/connections/test': {
    right: 'administrator',
    reads: true,
    body: connectionDraftSchema,
    response: okSchema,
  },
  'POST /api/settings/sync/connections/list': {
    right: 'administrator',
    reads: true,
    body: configListWishSchema,
    response: configListSchema,
  },
  'POST /api/settings/sync/connections/:id/test': {
    right: 'administrator',
    reads: true,
    params: settingsParamsSchema,
    response: okSchema,
  },
  'POST /api/settings/sync/connections/:id/active': {
    right: 'administrator',
    params: settingsParamsSchema,
    body: activeWishSchema,
    response: activationSchema,
  },
  'POST /api/settings/sync/connections/:id/delete': {
    right: 'administrator',
    params: settingsParamsSchema,
    response: okSchema,
  },
  'POST /api/settings/sync/connections/:id/restore': {
    right: 'administrator',
    params: settingsParamsSchema,
    response: okSchema,
  },
  'POST /api/settings/sync/priority': { right: 'administrator', body: priorityToSaveSchema, response: okSchema },
  'GET /api/names': { right: 'user', query: namesQuerySchema, response: namesSchema },
  'GET /api/files': { right: 'administrator', response: hubFilesSchema },
  'GET /api/settings/sync/people': { right: 'administrator', response: peopleSchema },
  'GET /api/imports/sources': { right: 'administrator', response: importSourcesSchema },
  'GET /api/imports/searchable': { right: 'administrator', query: searchableQuerySchema, response: searchableSchema },
  'GET /api/imports': { right: 'administrator', response: importsSchema },
  'POST /api/imports': { right: 'administrator', body: importSearchSchema, response: importMadeSchema },
  'GET /api/imports/:id': { right: 'administrator', params: importParamsSchema, response: importSchema },
  'POST /api/imports/:id/instead': {
    right: 'administrator',
    params: importParamsSchema,
    body: importSearchSchema,
    response: importMadeSchema,
  },
  'GET /api/imports/:id/rows': {
    right: 'administrator',
    params: importParamsSchema,
    query: importRowsQuerySchema,
    response: importRowsSchema,
  },
  'POST /api/imports/:id/settings': {
    right: 'administrator',
    params: importParamsSchema,
    body: importSettingsSchema,
    response: importSchema,
  },
  'POST /api/imports/:id/tick': {
    right: 'administrator',
    params: importParamsSchema,
    body: importTickSchema,
    response: okSchema,
  },
  'POST /api/imports/:id/start': { right: 'administrator', params: importParamsSchema, response: importStartedSchema },
  'POST /api/imports/:id/cancel': { right: 'administrator', params: importParamsSchema, response: okSchema },
  'POST /api/imports/:id/forget': { right: 'administrator', params: importParamsSchema, response: okSchema },
  'GET /api/erp-tab/:kind/:id': { right: 'user', params: erpTabParamsSchema, response: erpTabSchema },
  'GET /api/erp-tab/:kind/:id/live/:connection': {
    right: 'user',
    params: erpLiveParamsSchema,
    response: erpLiveSchema,
  },
  'GET /api/erp-tab/search-form': { right: 'user', query: erpSearchFormQuerySchema, response: erpSearchFormSchema },
  'POST /api/erp-tab/:kind/:id/search': {
    right: 'user',
    reads: true,
    params: erpTabParamsSchema,
    body: erpSearchSchema,
    response: erpHitsSchema,
  },
  'GET /api/erp-tab/:kind/:id/choices': {
    right: 'user',
    params: erpTabParamsSchema,
    query: choicesQuerySchema,
    response: choicesSchema,
  },
  'GET /api/erp-tab/:kind/:id/new': {
    right: 'user',
    params: erpTabParamsSchema,
    query: newActorQuerySchema,
    response: newActorFormSchema,
  },
  'POST /api/erp-tab/:kind/:id/connect': {
    right: 'user',
    params: erpTabParamsSchema,
    body: erpConnectSchema,
    response: erpStartedSchema,
  },
  'POST /api/erp-tab/:kind/:id/create': {
    right: 'user',
    params: erpTabParamsSchema,
    body: erpCreateSchema,
    response: erpStartedSchema,
  },
  'POST /api/erp-tab/:kind/:id/disconnect': {
    right: 'user',
    params: erpTabParamsSchema,
    body: erpDisconnectSchema,
    response: okSchema,
  },
  'POST /api/erp-tab/:kind/:id/sync': {
    right: 'user',
    params: erpTabParamsSchema,
    body: erpSyncNowSchema,
    response: erpSyncStartedSchema,
  },
  'GET /api/erp-tab/requests/:id': { right: 'user', params: erpRequestParamsSchema, response: erpRequestSchema },
  'GET /api/webhooks': { right: 'administrator', response: webhooksSchema },
  'POST /api/webhooks': { right: 'administrator', body: webhookFormSchema, response: webhookSecretSchema },
  'POST /api/webhooks/:id': {
    right: 'administrator',
    params: webhookParamsSchema,
    body: webhookFormSchema,
    response: webhookSchema,
  },
  'POST /api/webhooks/:id/remove': { right: 'administrator', params: webhookParamsSchema, response: okSchema },
  'POST /api/webhooks/:id/pause': {
    right: 'administrator',
    params: webhookParamsSchema,
    body: webhookPauseSchema,
    response: webhookSchema,
  },
  'POST /api/webhooks/:id/secret': {
    right: 'administrator',
    params: webhookParamsSchema,
    response: webhookSecretSchema,
  },
  'POST /api/webhooks/:id/test': { right: 'administrator', params: webhookParamsSchema, response: webhookTestSchema },
  'GET /api/webhooks/:id/deliveries': {
    right: 'administrator',
    params: webhookParamsSchema,
    response: webhookDeliveriesSchema,
  },
  'POST /api/webhooks/:id/deliveries/:delivery/resend': {
    right: 'administrator',
    params: deliveryParamsSchema,
    response: okSchema,
  },

  ...peopleRoutes,
  ...mappingRoutes,

  'GET /api/events': { right: 'user', response: hubEventSchema, stream: true },
});
export type Routes = typeof routes;
export type KnownRoute = keyof Routes;

type Part<K extends KnownRoute, P extends 'params' | 'query' | 'body'> =
  Routes[K] extends Record<P, z.ZodType> ? { readonly [_ in P]: z.output<Routes[K][P]> } : unknown;
/** What a caller hands to a route: `{ params, query, body }`, each only where the route has it. */
export type RequestOf<K extends KnownRoute> = Part<K, 'params'> & Part<K, 'query'> & Part<K, 'body'>;
export type ResponseOf<K extends KnownRoute> = z.output<Routes[K]['response']>;
