/** No page is forgotten when pictures are taken: the list against the routes and the navigator. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { shots } from './shots-list.ts';

const web = new URL('../../packages/web/src/', import.meta.url);
const textOf = (file: string): Promise<string> => readFile(new URL(file, web), 'utf8');

void test('every route and every page of the navigator has its picture', async () => {
  const places = await textOf('shell/places.tsx');
  const routes = [...places.matchAll(/'(\/[^']*)'/g)].map(([, path = '']) => path);
  const pages = [...(await textOf('shell/pages.ts')).matchAll(/path: '([^']+)'/g)].map(([, path = '']) => path);
  assert.ok(routes.length > 30 && pages.length > 20, 'they are read where they stand');
  const taken = shots.map(({ path }) => path.replace('{welcome}', '/welcome').replace(/[?#].*/, ''));
  const isTaken = (route: string): boolean => {
    const pattern = new RegExp(`^${route.replaceAll(/:\w+/g, '[^/]+')}$`);
    return taken.some((path) => pattern.test(path));
  };
  const forgotten = [...routes, ...pages].filter((route) => !isTaken(route));
  assert.deepEqual([...new Set(forgotten)], []);
});

void test('each picture has a name of its own', () => {
  const names = shots.map(({ name }) => name);
  assert.equal(new Set(names).size, names.length);
});
