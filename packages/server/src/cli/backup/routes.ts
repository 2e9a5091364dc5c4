/** Backup and restore over HTTP: the file never has to fit into memory, and a broken upload changes nothing. */
import { createReadStream, createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { FastifyInstance } from 'fastify';
import { callerName, sendFailure } from '../routes.ts';
import type { CliHub } from '../cli-hub.ts';
import { backupStream } from './backup.ts';
import { restoreFrom } from './restore.ts';

export function registerBackupRoutes(app: FastifyInstance, hub: CliHub): void {
  app.route({
    method: 'POST',
    url: '/api/cli/backup',
    config: { right: 'cli' },
    handler: async (_, reply) => await reply.type('application/octet-stream').send(Readable.from(backupStream(hub))),
  });
  void app.register(async (scope) => {
    // Only here a body is a stream; everywhere else it stays small JSON.
    scope.addContentTypeParser('application/octet-stream', (_request, payload, done) => done(null, payload));
    scope.route({
      method: 'POST',
      url: '/api/cli/restore',
      config: { right: 'cli' },
      bodyLimit: Number.MAX_SAFE_INTEGER,
      handler: async (request, reply) => {
        const upload = join(hub.operator.dataDir, `restore-${process.pid}-${performance.now()}.part`);
        try {
          // Taken whole before anything is touched: the database is filled at its own pace, the upload ends at the network's.
          await pipeline(request.body as Readable, createWriteStream(upload, { mode: 0o600, flags: 'wx' }));
          const outcome = await restoreFrom(hub, createReadStream(upload), callerName(request), {
            originalStopped: /[?&]originalStopped=true(&|$)/.test(request.url),
          });
          return outcome.status === 'done' ? outcome.value : await sendFailure(reply, outcome);
        } finally {
          await rm(upload, { force: true });
        }
      },
    });
  });
}
