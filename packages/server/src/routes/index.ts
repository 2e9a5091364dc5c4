/** Every route of the hub's pages and of programs, with its handler. */
import { ping } from '@kobling/store';
import type { FastifyInstance } from 'fastify';
import type { Auth } from '../auth/index.ts';
import { createOpenId } from '../auth/openid/index.ts';
import { addApi, type Handlers } from '../http/api.ts';
import { refuse } from '../http/errors.ts';
import { sendRefusal } from '../http/gate.ts';
import { createOnce } from '../http/once.ts';
import { createCompared } from '../http/standing.ts';
import { addEvents } from '../http/stream.ts';
import type { Hub } from '../hub.ts';
import { auditRoutes } from './audit.ts';
import { crmRoutes } from './crm.ts';
import { columnRoutes } from './columns.ts';
import { addUpload, fileRoutes } from './files.ts';
import { findRoutes } from './find.ts';
import { erpTabRoutes } from './erp-tab.ts';
import { heldRoutes } from './held.ts';
import { importRoutes } from './imports/index.ts';
import { mappingRoutes } from './mapping.ts';
import { nameRoutes } from './names.ts';
import { addOpenIdRoutes } from './openid.ts';
import { overviewRoutes } from './overview.ts';
import { peopleRoutes } from './people/index.ts';
import { planRoutes } from './plans.ts';
import { recordRoutes } from './record.ts';
import { requestRoutes } from './requests.ts';
import { selectionRoutes } from './selections.ts';
import { undoRoutes } from './undo.ts';
import { restoredRoutes } from './restored.ts';
import { settingsRoutes } from './settings/index.ts';
import { sessionRoutes } from './session.ts';
import { standingOf } from './standing.ts';
import { syncRoutes } from './sync.ts';
import { webhookRoutes } from './webhooks.ts';

export function addRoutes(app: FastifyInstance, hub: Hub, auth: Auth): void {
  const { openid: settings } = hub.operator;
  const openid = settings && createOpenId(settings, { ...hub, sessions: auth.sessions });
  addOpenIdRoutes(app, hub, openid);
  const handlers: Handlers = {
    ...sessionRoutes(hub, auth, openid),
    ...overviewRoutes(hub),
    ...syncRoutes(hub),
    ...heldRoutes(hub),
    ...auditRoutes(hub),
    ...planRoutes(hub),
    ...requestRoutes(hub),
    ...recordRoutes(hub),
    ...crmRoutes(hub),
    ...selectionRoutes(hub),
    ...columnRoutes(hub),
    ...findRoutes(hub),
    ...undoRoutes(hub),
    ...erpTabRoutes(hub),
    ...restoredRoutes(hub),
    ...settingsRoutes(hub),
    ...fileRoutes(hub),
    ...nameRoutes(hub),
    ...importRoutes(hub),
    ...webhookRoutes(hub),
    ...peopleRoutes(hub, auth),
    ...mappingRoutes(hub),
  };
  const compared = createCompared(hub.db, standingOf(handlers));
  addApi(app, handlers, { once: createOnce(hub), compared });
  addUpload(app, hub);
  addEvents(app, hub, auth);
  // For load balancers and watchdogs: does it answer, and does its database.
  app.get('/api/health', { config: { right: 'public' } }, async (_request, reply) => {
    try {
      await ping(hub.db);
      return await reply.send({ status: 'ok', version: hub.version });
    } catch {
      return await sendRefusal(reply, refuse('notReady'));
    }
  });
}
