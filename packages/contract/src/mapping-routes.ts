/** Routes of Mappings, List mapping, Defaults and Rank Fields. */
import { okSchema } from './control.ts';
import {
  actorMappingParamsSchema,
  addItemsSchema,
  connectionParamsSchema,
  defaultsSchema,
  erpFieldParamsSchema,
  fieldsTakenSchema,
  itemsAddedSchema,
  listMappingSchema,
  mappingPreviewSchema,
  mappingSavedSchema,
  mappingSetupSchema,
  previewParamsSchema,
  previewStartedSchema,
  rankFieldsSchema,
  saveDefaultSchema,
  saveItemsSchema,
  saveMappingSchema,
} from './mapping.ts';
import type { RouteKey, RouteSpec } from './route.ts';

export const mappingRoutes = {
  'GET /api/settings/sync/connections/:id/mapping': {
    right: 'administrator',
    params: connectionParamsSchema,
    response: mappingSetupSchema,
  },
  'POST /api/settings/sync/connections/:id/mapping/:actorType': {
    right: 'administrator',
    params: actorMappingParamsSchema,
    body: saveMappingSchema,
    response: mappingSavedSchema,
  },
  'POST /api/settings/sync/connections/:id/mapping/:actorType/preview': {
    right: 'administrator',
    params: actorMappingParamsSchema,
    body: saveMappingSchema,
    response: previewStartedSchema,
  },
  'GET /api/settings/sync/connections/:id/mapping-preview/:request': {
    right: 'administrator',
    params: previewParamsSchema,
    response: mappingPreviewSchema,
  },
  'POST /api/settings/sync/connections/:id/mapping/:actorType/rank': {
    right: 'administrator',
    params: actorMappingParamsSchema,
    body: rankFieldsSchema,
    response: okSchema,
  },
  'POST /api/settings/sync/connections/:id/fields': {
    right: 'administrator',
    params: connectionParamsSchema,
    response: fieldsTakenSchema,
  },
  'GET /api/settings/sync/connections/:id/list-mapping': {
    right: 'administrator',
    params: connectionParamsSchema,
    response: listMappingSchema,
  },
  'POST /api/settings/sync/connections/:id/list-mapping/:fieldId': {
    right: 'administrator',
    params: erpFieldParamsSchema,
    body: saveItemsSchema,
    response: okSchema,
  },
  'POST /api/settings/sync/connections/:id/list-mapping/:fieldId/items': {
    right: 'administrator',
    params: erpFieldParamsSchema,
    body: addItemsSchema,
    response: itemsAddedSchema,
  },
  'GET /api/settings/sync/connections/:id/defaults': {
    right: 'administrator',
    params: connectionParamsSchema,
    response: defaultsSchema,
  },
  'POST /api/settings/sync/connections/:id/defaults/:fieldId': {
    right: 'administrator',
    params: erpFieldParamsSchema,
    body: saveDefaultSchema,
    response: okSchema,
  },
} as const satisfies Record<RouteKey, RouteSpec>;
