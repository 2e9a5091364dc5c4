/**
 * Listens whether a page speaks the user's language throughout: what is seen, and what a screen reader says. What is English, and
 * what is a key where a name should be, is told with where it stood.
 */
import type { Language } from '@kobling/contract';
import type { Page } from 'playwright-core';
import { englishFinder, unsaid } from '../words/english.ts';
import { settled } from './screen-stage.ts';

export interface Tongue {
  /** Looks at all that the page says now; `where` is told with what is found. */
  hear(page: Page, where: string): Promise<void>;
  /** Each finding once. */
  readonly heard: readonly string[];
}

/** `data`: words that the test typed, and names that an ERP or a file brought. */
export async function openTongue(language: Language, data: readonly string[]): Promise<Tongue> {
  const english = await englishFinder(language, data);
  const heard: string[] = [];
  const seen = new Set<string>();
  return {
    heard,
    async hear(page, where) {
      await settled(page);
      for (const text of await page.evaluate(textsOf)) {
        // A way of writing numbers and dates ends in its code.
        if (/ · [a-z]{2,3}-[A-Z]{2}$/.test(text)) continue;
        const words = [...english(text), ...unsaid(text)];
        if (words.length === 0 || seen.has(text)) continue;
        seen.add(text);
        heard.push(`${where}: "${text}" (${words.join(', ')})`);
      }
    },
  };
}

/** Runs in the page: each text with what stands in one line with it, and each name, hint and reason. */
function textsOf(): string[] {
  const found = new Set<string>();
  const add = (text: string | null | undefined): void => {
    const trimmed = text?.replaceAll(/\s+/g, ' ').trim() ?? '';
    if (trimmed !== '') found.add(trimmed);
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const parent = node.parentElement;
    // A program is data, and says that it is.
    if (parent === null || parent.closest('script, noscript, style, pre, code, kbd, [lang="en"]') !== null) continue;
    // Two letters in a circle stand for a person's name.
    if (parent.closest('.mantine-Avatar-root') === null) add(node.textContent);
  }
  for (const element of document.body.querySelectorAll('*'))
    for (const name of ['aria-label', 'title', 'placeholder', 'alt', 'aria-description', 'aria-valuetext'])
      add(element.getAttribute(name));
  add(document.title);
  return [...found];
}
