/** Lengths of functions, as the linter's parser counts them (function-lengths.json reports every one). */
import { spawnSync } from 'node:child_process';
import path from 'node:path';

export interface FunctionLength {
  /** `file:line`. */
  readonly place: string;
  readonly name: string;
  readonly lines: number;
}
interface Diagnostic {
  readonly message: string;
  readonly filename: string;
  readonly labels: readonly { readonly span: { readonly line: number } }[];
}

export function functionLengths(): readonly FunctionLength[] {
  const linter = path.resolve('node_modules/.bin/oxlint');
  const run = spawnSync(linter, ['-c', 'tools/function-lengths.json', '--format', 'json', 'packages', 'tools'], {
    encoding: 'utf8',
    maxBuffer: 256 << 20,
  });
  const { diagnostics } = JSON.parse(run.stdout) as { diagnostics: readonly Diagnostic[] };
  return diagnostics.map(({ message, filename, labels }) => ({
    place: `${filename}:${labels[0]?.span.line ?? 0}`,
    name: /`([^`]+)`/.exec(message)?.[1] ?? 'a function without a name',
    lines: Number(/\((\d+)\)/.exec(message)?.[1] ?? 0),
  }));
}
