/** Workbooks on the hub's machine: those that are there, and one sent from a browser as it is, however large. */
import type { Readable } from 'node:stream';
import { mostUploaded, uploadPath } from '@kobling/contract';
import type { FastifyInstance } from 'fastify';
import type { Handlers } from '../http/api.ts';
import { refuse, refuseOutcome } from '../http/errors.ts';
import { sendRefusal } from '../http/gate.ts';
import type { Hub } from '../hub.ts';
import { keepFile, listFiles } from '../services/index.ts';

export const fileRoutes = (hub: Hub): Pick<Handlers, 'GET /api/files'> => ({
  'GET /api/files': async () => ({ files: [...(await listFiles(hub))] }),
});

/** Beside the table of routes, whose bodies are JSON and small. */
export function addUpload(app: FastifyInstance, hub: Hub): void {
  void app.register((scope, _options, ready) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('application/octet-stream', (_request, body, parsed) => parsed(null, body));
    scope.put<{ Params: { name: string }; Body: Readable | undefined }>(
      `${uploadPath}:name`,
      { config: { right: 'administrator' }, bodyLimit: mostUploaded + 1 },
      async ({ caller, params, body }, reply) => {
        if (!('person' in caller)) return await sendRefusal(reply, refuse('personOnly'));
        if (body === undefined) return await sendRefusal(reply, refuse('mediaType'));
        const { name: by, language } = caller.person;
        const kept = await keepFile(hub, params.name, body, by);
        if (kept.status === 'done') return await reply.send(kept.value);
        // What is still under way is read and dropped: a browser that is cut off while it sends sees no answer.
        body.on('error', () => undefined).resume();
        return await sendRefusal(reply, refuseOutcome(kept, language));
      },
    );
    ready();
  });
}
