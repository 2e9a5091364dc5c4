/** The crash table of docs/crash.md: for every kind of step how often it comes, how often a worker was killed there, and what came of it. */
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const page = fileURLToPath(new URL('../../docs/crash.md', import.meta.url));
const begin = '<!-- crash table: node test/crash/crash.test.ts --all --table -->';
const end = '<!-- end of crash table -->';

interface Line {
  kills: number;
  same: number;
}

export class CrashTable {
  readonly #lines = new Map<string, Line>();

  killed(story: string, step: string): void {
    this.#line(story, step).kills += 1;
  }
  sameEnd(story: string, step: string): void {
    this.#line(story, step).same += 1;
  }

  #line(story: string, step: string): Line {
    const key = `${step.replace(/^(before|after) /, '')} | ${story} | ${step.split(' ')[0]}`;
    const line = this.#lines.get(key) ?? { kills: 0, same: 0 };
    this.#lines.set(key, line);
    return line;
  }

  toMarkdown(): string {
    const rows = [...this.#lines].toSorted(([a], [b]) => a.localeCompare(b));
    const total = rows.reduce((sum, [, { kills, same }]) => ({ kills: sum.kills + kills, same: sum.same + same }), {
      kills: 0,
      same: 0,
    });
    return [
      '| call or write | story | killed | kills | same end | other end |',
      '| --- | --- | --- | --- | --- | --- |',
      ...rows.map(([key, { kills, same }]) => `| ${key} | ${kills} | ${same} | ${kills - same} |`),
      `| **all** | | | **${total.kills}** | **${total.same}** | **${total.kills - total.same}** |`,
    ].join('\n');
  }

  /** Puts the table between its two marks. */
  async intoDocs(): Promise<void> {
    const text = await readFile(page, 'utf8');
    const from = text.indexOf(begin);
    const to = text.indexOf(end);
    if (from < 0 || to < from) throw new Error(`${page} has no place for the crash table: ${begin} … ${end}`);
    await writeFile(page, `${text.slice(0, from)}${begin}\n\n${this.toMarkdown()}\n\n${text.slice(to)}`);
  }
}
