/**
 * What every dialog with something to type must stand: Escape by mistake, reload, back and forward, a line that is lost before the
 * save or after it, two presses, typing while a save is under way or after its answer was lost, and another window that saves the
 * same field. Each is told of a table; `walk` does the rest.
 */
import assert from 'node:assert/strict';
import type { Locator, Page, Route } from 'playwright-core';
import type { PersonName } from '../../packages/server/src/agents/testing/vendor-client.ts';
import { eventually } from '../../packages/server/src/testing/test-hub.ts';
import { holds, isDimmed } from './becomes.ts';
import { axeProblems, inColours, type ScreenStage, shot } from './screen-stage.ts';

export type Post = (path: string, body: object) => Promise<unknown>;

export interface DialogCase {
  readonly name: string;
  readonly who?: PersonName;
  /** The page that the dialog opens on. */
  readonly page: string;
  /** What opens it; `now` is what was saved last, of one that is edited. Left out: the form stands on the page. */
  readonly opener?: (page: Page, now: string) => Locator;
  readonly form: (page: Page, now: string) => Locator;
  /** What is typed into. */
  readonly field: (form: Locator) => Locator;
  /** What else is needed before it can be saved. */
  readonly more?: (form: Locator) => Promise<void>;
  /** The same, of what a reload must not keep: passwords. */
  readonly secret?: (form: Locator) => Promise<void>;
  /** On the button that saves. */
  readonly submit: string;
  /** Path of the request that saves. */
  readonly saves: RegExp;
  /** It asks the hub something before it saves: only the save itself is cut off. */
  readonly triesFirst?: boolean;
  /** Three texts that are typed and saved, one after the other; of what makes something new, a third that is blank is left out. */
  readonly texts: readonly [string, string, string];
  /** Of one that is edited: what stands before. */
  readonly before?: string;
  /** All that is stored of its kind. */
  readonly stored: () => Promise<readonly string[]>;
  /** After a save; left out: the dialog is gone. */
  readonly saved?: (page: Page, form: Locator) => Promise<void>;
  /** Another window saves `theirs` in the same field. */
  readonly elsewhere?: (post: Post, theirs: string) => Promise<unknown>;
}

export const focusIsIn = (form: Locator): Promise<unknown> =>
  eventually('the focus is in the dialog', () => form.evaluate((root) => root.contains(document.activeElement)));

/** Every POST to the path, until the way that is answered is called; that waits until one has met its fate. */
async function intercept(page: Page, path: RegExp, does: (route: Route) => Promise<unknown>) {
  const matches = (url: URL): boolean => path.test(url.pathname);
  let met = 0;
  const handler = async (route: Route): Promise<void> => {
    if (route.request().method() === 'POST') {
      await does(route);
      met += 1;
    } else await route.fallback();
  };
  await page.route(matches, handler);
  return async () => {
    await eventually(`a POST to ${String(path)}`, () => met > 0);
    await page.unroute(matches, handler);
  };
}
/** The whole line is down, as the browser sees it. */
async function offline(page: Page): Promise<() => Promise<void>> {
  await page.context().setOffline(true);
  return () => page.context().setOffline(false);
}
/** The request never reaches the hub. */
export const lostBefore = (page: Page, path: RegExp) => intercept(page, path, (route) => route.abort('failed'));
/** The hub does it, and its answer comes when the way that is answered is called. */
export async function heldBack(page: Page, path: RegExp): Promise<() => Promise<void>> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const unroute = await intercept(page, path, (route) => {
    void promise.then(() => route.fallback());
    return Promise.resolve();
  });
  return async () => {
    await unroute();
    resolve();
  };
}
/** The hub does it, and its answer never comes. */
export const lostAfter = (page: Page, path: RegExp) =>
  intercept(page, path, async (route) => {
    const answer = await route.fetch();
    assert.equal(answer.status(), 200, await answer.text());
    await route.abort('failed');
  });

export const unreachable = (within: Locator): Promise<void> =>
  within.getByRole('alert').getByText('The hub cannot be reached.').waitFor();

export const postAs =
  (page: Page): Post =>
  async (path, body) => {
    const base = new URL(page.url()).origin;
    const { csrf } = (await (await page.request.get(`${base}/api/session`)).json()) as { csrf: string };
    const answer = await page.request.post(base + path, { data: body, headers: { 'x-kobling-csrf': csrf } });
    assert.equal(answer.status(), 200, await answer.text());
    return await answer.json();
  };

export async function walk(stage: ScreenStage, it: DialogCase): Promise<void> {
  const { page, go } = await stage.screen(it.who);
  try {
    const [first, second, third] = it.texts;
    await go(it.page);
    await typeAndReturn(page, it, first);
    await saveWithoutLine(page, it, first);
    await saveWithLostAnswer(page, it, first, second);
    if (it.elsewhere !== undefined) await saveUnderAnother(page, it, second, third);
    else if (third !== '') await saveTypedOn(page, it, third);
  } finally {
    await page.context().close();
  }
}

const standsOnce = async ({ stored }: DialogCase, text: string): Promise<number> =>
  (await stored()).filter((each) => each === text).length;

async function open(page: Page, it: DialogCase, now: string): Promise<Locator> {
  const form = it.form(page, now);
  if (it.opener !== undefined) await it.opener(page, now).click();
  await form.waitFor();
  return form;
}
const submitOf = (it: DialogCase, form: Locator): Locator => form.getByRole('button', { name: it.submit, exact: true });

/** Escape by mistake, reload, back and forward: what was typed is there each time, and the focus where it belongs. */
async function typeAndReturn(page: Page, it: DialogCase, text: string): Promise<void> {
  const now = it.before ?? '';
  const form = await open(page, it, now);
  const { opener } = it;
  if (opener !== undefined) await focusIsIn(form);
  await it.more?.(form);
  await it.field(form).fill(text);
  assert.deepEqual(await axeProblems(page), [], 'light');
  await inColours(page, 'dark');
  assert.deepEqual(await axeProblems(page), [], 'dark');
  await shot(page, `dialog-${it.name.replaceAll(/\W+/g, '-')}`);
  await inColours(page, 'light');
  if (opener !== undefined) {
    await page.keyboard.press('Escape');
    await form.waitFor({ state: 'detached' });
    await opener(page, now).and(page.locator(':focus')).waitFor();
    await page.keyboard.press('Enter');
    await holds(it.field(form), text);
    await focusIsIn(form);
  }
  await page.reload();
  await holds(it.field(form), text);
  if (opener === undefined) return;
  await page.goBack();
  await form.waitFor({ state: 'detached' });
  await page.goForward();
  await holds(it.field(form), text);
}

/** Without a line nothing is saved and nothing lost; with it, two presses save once. */
async function saveWithoutLine(page: Page, it: DialogCase, text: string): Promise<void> {
  const form = it.form(page, it.before ?? '');
  await it.secret?.(form);
  // What the form itself asks of the hub is there: it is the save that finds no line.
  await submitOf(it, form).and(page.locator(':not([aria-disabled="true"])')).waitFor();
  const mend = it.triesFirst === true ? await lostBefore(page, it.saves) : await offline(page);
  await submitOf(it, form).click();
  await unreachable(form);
  await holds(it.field(form), text);
  assert.equal(await standsOnce(it, text), 0, 'nothing reached the hub');
  await mend();
  const answer = await heldBack(page, it.saves);
  await submitOf(it, form).dblclick();
  await typeUnderWay(page, it, text, answer);
  await finished(page, it, form);
  assert.equal(await standsOnce(it, text), 1, 'two presses');
}

/** A form that closes with its save stands still; one that stays keeps what is typed over what was saved. */
async function typeUnderWay(page: Page, it: DialogCase, text: string, answer: () => Promise<void>): Promise<void> {
  const form = it.form(page, it.before ?? '');
  const field = it.field(form);
  await isDimmed(submitOf(it, form));
  await field.press('End');
  await page.keyboard.type('7');
  if (it.opener !== undefined) {
    assert.equal(await field.isEditable(), false);
    await holds(field, text);
    await answer();
    return;
  }
  await holds(field, `${text}7`);
  await answer();
  await eventually('it is saved', async () => (await standsOnce(it, text)) === 1);
  await holds(field, `${text}7`);
  await field.fill(it.elsewhere === undefined ? '' : text);
}

/** The hub did it, the answer was lost, and another text is typed before it is sent again: what was made is called by that. */
async function saveTypedOn(page: Page, it: DialogCase, text: string): Promise<void> {
  const form = await open(page, it, '');
  const first = `${text}7`;
  await it.more?.(form);
  await it.field(form).fill(first);
  await it.secret?.(form);
  const mend = await lostAfter(page, it.saves);
  await submitOf(it, form).click();
  await unreachable(form);
  assert.equal(await standsOnce(it, first), 1, 'the hub has done it');
  await mend();
  await page.reload();
  await holds(it.field(form), first);
  await it.field(form).fill(text);
  await it.secret?.(form);
  await submitOf(it, form).click();
  await finished(page, it, form);
  assert.deepEqual([await standsOnce(it, first), await standsOnce(it, text)], [0, 1], 'typed on');
}

/** The hub did it and the answer was lost: pressed again it is done, once; what is new after the page was loaded anew, too. */
async function saveWithLostAnswer(page: Page, it: DialogCase, now: string, text: string): Promise<void> {
  const form = await open(page, it, now);
  await it.more?.(form);
  await it.field(form).fill(text);
  await it.secret?.(form);
  const mend = await lostAfter(page, it.saves);
  await submitOf(it, form).click();
  await unreachable(form);
  await holds(it.field(form), text);
  assert.equal(await standsOnce(it, text), 1, 'the hub has done it');
  await mend();
  if (it.elsewhere === undefined) {
    await page.reload();
    await holds(it.field(form), text);
    await it.secret?.(form);
  }
  await submitOf(it, form).click();
  await finished(page, it, form);
  assert.equal(await standsOnce(it, text), 1, 'sent again');
}

/** Another window was quicker: its value is shown, ours is still typed, and nothing is overwritten before one is chosen. */
async function saveUnderAnother(page: Page, it: DialogCase, now: string, text: string): Promise<void> {
  const form = await open(page, it, now);
  await it.field(form).fill(text);
  await it.secret?.(form);
  const theirs = `${text}1`;
  await it.elsewhere?.(postAs(page), theirs);
  await submitOf(it, form).click();
  const told = form.getByRole('alert').filter({ hasText: 'This was saved in another window meanwhile' });
  await told.getByText(`Saved meanwhile: ${theirs}`).waitFor();
  await holds(it.field(form), text);
  assert.deepEqual([await standsOnce(it, theirs), await standsOnce(it, text)], [1, 0]);
  for (const colours of ['dark', 'light'] as const) {
    await inColours(page, colours);
    assert.deepEqual(await axeProblems(page), [], `both values, ${colours}`);
    await shot(page, `dialog-${it.name.replaceAll(/\W+/g, '-')}-meanwhile-${colours}`);
  }
  await told.getByRole('button', { name: 'Keep mine' }).click();
  await it.secret?.(form);
  await submitOf(it, form).click();
  await finished(page, it, form);
  assert.deepEqual([await standsOnce(it, theirs), await standsOnce(it, text)], [0, 1]);
}

async function finished(page: Page, it: DialogCase, form: Locator): Promise<void> {
  if (it.saved === undefined) await form.waitFor({ state: 'detached' });
  else await it.saved(page, form);
}
