/** The routes of the CRM's screens; `routes.ts` takes them in. */
import { columnChoiceSchema, columnsParamsSchema } from './columns.ts';
import { okSchema, requestParamsSchema } from './control.ts';
import { findableFieldsSchema, findableParamsSchema, findSchema, foundSchema } from './find.ts';
import {
  addCrmSchema,
  crmCardSchema,
  crmDeletePlanSchema,
  crmFormSchema,
  crmKindParamsSchema,
  crmMemberSchema,
  crmMergeSchema,
  crmMergedSchema,
  crmParamsSchema,
  crmRelatedParamsSchema,
  crmRelatedSchema,
  keepCrmSchema,
} from './crm.ts';
import type { RouteKey, RouteSpec } from './route.ts';
import {
  addMembersSchema,
  addSelectionSchema,
  membersChangedSchema,
  removeMembersSchema,
  renameSelectionSchema,
  selectionParamsSchema,
  selectionSchema,
  selectionsSchema,
} from './selections.ts';

export const crmRouteSpecs = {
  'GET /api/crm/:kind/form': { right: 'user', params: crmKindParamsSchema, response: crmFormSchema },
  'POST /api/crm/:kind': { right: 'user', params: crmKindParamsSchema, body: addCrmSchema, response: crmCardSchema },
  'GET /api/crm/:kind/:id': { right: 'user', params: crmParamsSchema, response: crmCardSchema },
  'POST /api/crm/:kind/:id': { right: 'user', params: crmParamsSchema, body: keepCrmSchema, response: crmCardSchema },
  'GET /api/crm/:kind/:id/delete': { right: 'user', params: crmParamsSchema, response: crmDeletePlanSchema },
  'POST /api/crm/:kind/:id/delete': { right: 'user', params: crmParamsSchema, response: okSchema },
  'POST /api/crm/:kind/merge': {
    right: 'user',
    params: crmKindParamsSchema,
    body: crmMergeSchema,
    response: crmMergedSchema,
  },
  'GET /api/crm/:kind/:id/related/:related': {
    right: 'user',
    params: crmRelatedParamsSchema,
    response: crmRelatedSchema,
  },
  'POST /api/crm/project/:id/members': {
    right: 'user',
    params: requestParamsSchema,
    body: crmMemberSchema,
    response: okSchema,
  },
  'POST /api/crm/project/:id/members/remove': {
    right: 'user',
    params: requestParamsSchema,
    body: crmMemberSchema,
    response: okSchema,
  },
  'POST /api/find': { right: 'user', reads: true, body: findSchema, response: foundSchema },
  'GET /api/columns/:list': { right: 'user', params: columnsParamsSchema, response: columnChoiceSchema },
  'POST /api/columns/:list': {
    right: 'user',
    params: columnsParamsSchema,
    body: columnChoiceSchema,
    response: okSchema,
  },
  'GET /api/find/:kind/fields': { right: 'user', params: findableParamsSchema, response: findableFieldsSchema },
  'GET /api/selections': { right: 'user', response: selectionsSchema },
  'POST /api/selections': { right: 'user', body: addSelectionSchema, response: selectionSchema },
  'GET /api/selections/:id': { right: 'user', params: selectionParamsSchema, response: selectionSchema },
  'POST /api/selections/:id': {
    right: 'user',
    params: selectionParamsSchema,
    body: renameSelectionSchema,
    response: selectionSchema,
  },
  'POST /api/selections/:id/delete': { right: 'user', params: selectionParamsSchema, response: okSchema },
  'POST /api/selections/:id/add': {
    right: 'user',
    params: selectionParamsSchema,
    body: addMembersSchema,
    response: membersChangedSchema,
  },
  'POST /api/selections/:id/remove': {
    right: 'user',
    params: selectionParamsSchema,
    body: removeMembersSchema,
    response: membersChangedSchema,
  },
} as const satisfies Record<RouteKey, RouteSpec>;
