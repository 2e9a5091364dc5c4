/** `node packages/store/src/testing/dump.ts` prints the schema; with `--write` it renews schema.sql. */
import { writeFile } from 'node:fs/promises';
import { testDatabase } from './test-database.ts';
import { dumpSchema } from './schema-dump.ts';

const test = await testDatabase();
const schema = await dumpSchema(test.db);
await test.drop();
if (process.argv.includes('--write')) await writeFile(new URL('../../schema.sql', import.meta.url), schema);
else process.stdout.write(schema);
