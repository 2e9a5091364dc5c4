/**
 * What a journey reads is rarely there at the moment it looks: a page asks its hub, a hub its database. These look until it is so,
 * and say what was there instead when it never was. Not for what must stay away: wait first for what comes with it or after it.
 */
import { AssertionError } from 'node:assert';
import { isDeepStrictEqual } from 'node:util';
import type { Locator } from 'playwright-core';
import { eventually } from '../../packages/server/src/testing/test-hub.ts';

/** Waits for what must come; throws as `assert.deepEqual` does, with what was seen last. */
export async function becomes<T>(what: string, wanted: T, look: () => Promise<T>, withinMs = 20_000): Promise<void> {
  let found: T | undefined;
  let isSeen = false;
  const looks = async (): Promise<boolean> => {
    found = await look();
    isSeen = true;
    return isDeepStrictEqual(found, wanted);
  };
  try {
    await eventually(what, looks, withinMs);
  } catch (error) {
    if (!isSeen) throw error;
    const message = `${what}: wanted ${JSON.stringify(wanted)}, found ${JSON.stringify(found)}`;
    const told = new AssertionError({ message, actual: found, expected: wanted, operator: 'deepStrictEqual' });
    told.cause = error;
    throw told;
  }
}

/** Until the field holds the text; a field that is drawn anew meanwhile is looked for again. */
export const holds = (field: Locator, text: string): Promise<void> =>
  becomes(`${String(field)} holds`, text, () => field.inputValue());

/** Until an attribute has the value; `null` for one that is not there. */
export const wears = (element: Locator, attribute: string, value: string | null): Promise<void> =>
  becomes(`${attribute} of ${String(element)}`, value, () => element.getAttribute(attribute));

/** A control that is dimmed but can be reached, so that it can say why. */
export const isDimmed = (control: Locator): Promise<void> => wears(control, 'aria-disabled', 'true');

export const isTicked = (box: Locator, wanted = true): Promise<void> =>
  becomes(`${String(box)} is ticked`, wanted, () => box.isChecked());

export const hasCount = (each: Locator, count: number): Promise<void> =>
  becomes(`number of ${String(each)}`, count, () => each.count());

export const hasFocus = (element: Locator): Promise<void> =>
  becomes(`${String(element)} has the focus`, true, () => element.evaluate((node) => node === document.activeElement));
