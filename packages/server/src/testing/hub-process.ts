/** A hub as a process of its own, for tests that kill it: `node hub-process.ts DATA_DIR ROLE ENVIRONMENT`, the last
 * as JSON. Prints its address as JSON. */
import { workConnection } from '@kobling/engine';
import { memoryConnector, sampleErp } from '@kobling/sdk/memory';
import { createLog } from '../http/log.ts';
import { startHub } from '../hub.ts';
import { StartRefused } from '../operator.ts';
import { stopOnSignal } from '../signals.ts';
import { cheapPasswords } from './test-hub.ts';

const [dataDir = '', role = 'all', environment = '{}'] = process.argv.slice(2);
const log = createLog({
  write: (line) => process.stderr.write(line),
  level: 'debug',
  format: 'text',
  now: () => new Date(),
});
const signals = stopOnSignal(log);
try {
  const hub = await startHub({
    dataDir,
    port: 0,
    env: JSON.parse(environment) as Record<string, string>,
    log,
    work: workConnection,
    passwordCost: cheapPasswords,
    role: role === 'web' || role === 'worker' ? role : 'all',
    connectors: [memoryConnector(sampleErp)],
  });
  signals.stops(hub);
  process.stdout.write(`${JSON.stringify({ url: hub.url ?? null, setup: (await hub.newSetupLink()) ?? null })}\n`);
} catch (error) {
  if (!(error instanceof StartRefused)) throw error;
  process.stdout.write(`${JSON.stringify({ refused: error.reason.code, message: error.reason.message })}\n`);
  process.exitCode = 1;
}
