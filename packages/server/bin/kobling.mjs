#!/usr/bin/env node
// The command `kobling`. Node 24 runs the sources as they are; under an older one (a global npx) the package's own is started.
import { spawn } from 'node:child_process';
import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';

const program = new URL('../src/main.ts', import.meta.url);
if (Number(process.versions.node.split('.')[0]) >= 24) {
  // What was compiled once is not compiled again: half of a start. Where it cannot be written, all is as without it.
  enableCompileCache(fileURLToPath(new URL('../../../node_modules/.cache/kobling-node', import.meta.url)));
  await import(program.href);
} else {
  const node = fileURLToPath(new URL('../../../node_modules/.bin/node', import.meta.url));
  const child = spawn(node, [fileURLToPath(program), ...process.argv.slice(2)], { stdio: 'inherit' });
  // Ctrl-C reaches the child by itself; what is sent to this process alone is passed on.
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  child.on('error', (error) => {
    console.error(`Kobling needs Node 24 and did not find it beside itself (${error.message}). Run: npm install`);
    process.exit(127);
  });
  child.on('exit', (code, signal) => process.exit(code ?? (signal === null ? 1 : 130)));
}
