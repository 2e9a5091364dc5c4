/** node demo/make.ts FILE: a fresh demonstration ERP. */
import { readFileSync, rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';

export function makeErp(file: string): void {
  rmSync(file, { force: true });
  const db = new DatabaseSync(file);
  db.exec(readFileSync(new URL('erp.sql', import.meta.url), 'utf8'));
  db.close();
}

const [, program = '', file] = process.argv;
if (file !== undefined && program.endsWith('make.ts')) makeErp(file);
