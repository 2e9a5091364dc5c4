/** What fields, lists and items are called in a person's language: the hub's sentences name them in English. */
import { textIn } from '@kobling/sdk';
import { namesInManyLanguages } from '@kobling/store';
import type { ServiceHub } from './service-hub.ts';

/** Beyond these, names in sentences stay English: a page keeps all of them. */
const most = 5_000;

/** Pairs of the English name and the person's; none where they are the same. The first stands for a name given twice. */
export async function spokenNames(
  hub: Pick<ServiceHub, 'db'>,
  language: string,
): Promise<readonly (readonly [string, string])[]> {
  const names = new Map<string, string>();
  for (const stored of await namesInManyLanguages(hub.db, most)) {
    const english = textIn('en', stored);
    const own = textIn(language, stored);
    if (english !== '' && own !== english && !names.has(english)) names.set(english, own);
  }
  return [...names];
}
