/** What a picture of `npm run shots` is, and how a page is brought to show what is on it. */
import type { Page } from 'playwright-core';

/** What the day left behind: put in where a path says `{plan}`. */
export interface Made {
  readonly plan: number;
  readonly undo: number;
  readonly selection: number;
  /** An import to choose from. */
  readonly import: number;
  /** One that was carried out. */
  readonly imported: number;
  /** A company that was disconnected. */
  readonly unlinked: number;
  /** Of a one-time link that nobody used: its path. */
  readonly welcome: string;
}
export interface Shot {
  readonly name: string;
  readonly path: string;
  /** After the page is there; what it opens is on the picture. */
  readonly act?: (page: Page) => Promise<void>;
  /** Taken without a session. */
  readonly out?: true;
  /** Taken after all others, when the evening has brought more: see `liveAnEvening`. */
  readonly late?: true;
}

export const press =
  (...names: readonly (string | RegExp)[]) =>
  async (page: Page): Promise<void> => {
    for (const name of names) await page.getByRole('button', { name, exact: true }).first().click();
  };
export const dialog =
  (...names: readonly (string | RegExp)[]) =>
  async (page: Page): Promise<void> => {
    await press(...names)(page);
    await page.getByRole('dialog').waitFor();
  };
export const fromMenu = (item: string) => async (page: Page) => {
  await press('More')(page);
  await page.getByRole('menuitem', { name: item }).click();
  await page.getByRole('dialog').waitFor();
};
/** Chosen by its label, the dialog's list is on the picture. */
export const choice = (path: string, label: string): Pick<Shot, 'path' | 'act'> => ({
  path,
  async act(page) {
    await page.getByRole('dialog').getByLabel(label, { exact: true }).first().click();
    await page.getByRole('option').filter({ visible: true }).first().waitFor();
  },
});
export const shown = (path: string): Pick<Shot, 'path' | 'act'> => ({
  path,
  act: (page) => page.getByRole('dialog').waitFor(),
});
