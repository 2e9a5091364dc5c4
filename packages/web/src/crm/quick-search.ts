/** What is typed into a quick search: every word must occur in the name, number, e-mail or phone. */
import type { Criterion } from '@kobling/contract';

const most = 8;

export function wordsOf(text: string): { readonly all: Criterion[] } {
  const words = text.split(/\s+/).filter(Boolean).slice(0, most);
  return { all: words.map((word) => ({ field: 'search', operator: 'contains', values: [word] })) };
}
