/** Restrictions, columns and order as one text each: `category in (2,3) and name begins 'Super'`, `name, category desc`. */
import { done, type Outcome, rejected } from '@kobling/sdk';
import type { Criteria, SortWish } from '@kobling/store';
import { named, type Token, treeOf } from './criteria.ts';

type Piece =
  | { readonly kind: 'word'; readonly text: string }
  | { readonly kind: 'value'; readonly text: string }
  | { readonly kind: '(' | ')' | ',' };

/** In this order: a quoted text with its escapes, an encoded value, punctuation, a sign, a bare word or number. */
const pieces = /\s*(?:'((?:[^'\\]|\\.|'')*)'|(\[[A-Z]{1,2}:[^\]]*\])|([(),])|(<>|<=|>=|!=|==|[=<>])|([^\s'(),<>=!]+))/y;

function split(text: string): Outcome<readonly Piece[]> {
  const found: Piece[] = [];
  let at = 0;
  while (text.slice(at).trim() !== '') {
    pieces.lastIndex = at;
    const match = pieces.exec(text);
    if (match === null) return unreadable(text.slice(at));
    const [, quoted, encoded, punctuation, sign, word] = match;
    at = pieces.lastIndex;
    if (quoted !== undefined)
      found.push({ kind: 'value', text: quoted.replace(/\\(.)|''/gs, (_all, one?: string) => one ?? `'`) });
    else if (encoded !== undefined) found.push({ kind: 'value', text: encoded });
    else if (punctuation === '(' || punctuation === ')' || punctuation === ',') found.push({ kind: punctuation });
    else found.push({ kind: 'word', text: sign ?? word ?? '' });
  }
  return done(found);
}

const unreadable = (rest: string) =>
  rejected(
    'archive.restriction',
    `The restrictions cannot be read at ${JSON.stringify(rest.trim().slice(0, 40))}. Write them like: name begins 'Super' and category in (2,3).`,
  );

/** Rejected `archive.restriction`, with the place. */
export function criteriaIn(text: string): Outcome<Criteria> {
  const found = split(text);
  if (found.status !== 'done') return found;
  const rest = [...found.value];
  const tokens: Token[] = [];
  while (rest.length > 0) {
    const piece = rest.shift();
    if (piece === undefined) break;
    const joining = piece.kind === 'word' ? piece.text.toLowerCase() : '';
    if (piece.kind === '(' || piece.kind === ')') tokens.push(piece.kind);
    else if (joining === 'and' || joining === 'or') tokens.push(joining);
    else if (piece.kind === 'word') {
      const operator = rest.shift();
      if (operator?.kind !== 'word') return unreadable(piece.text);
      const values = takeValues(rest);
      if (values === undefined) return unreadable(`${piece.text} ${operator.text}`);
      tokens.push({ leaf: named(piece.text, operator.text, values) });
    } else return unreadable(piece.kind === 'value' ? piece.text : piece.kind);
  }
  return treeOf(tokens);
}

/** One value, several in parentheses, or none before `and`, `or`, a closing parenthesis and the end. */
function takeValues(rest: Piece[]): readonly string[] | undefined {
  const [first] = rest;
  if (first === undefined || first.kind === ')' || (first.kind === 'word' && /^(and|or)$/i.test(first.text))) return [];
  rest.shift();
  if (first.kind === 'value' || first.kind === 'word') return [first.text];
  if (first.kind !== '(') return undefined;
  const values: string[] = [];
  for (;;) {
    const value = rest.shift();
    const after = rest.shift();
    if ((value?.kind !== 'value' && value?.kind !== 'word') || after === undefined) return undefined;
    values.push(value.text);
    if (after.kind === ')') return values;
    if (after.kind !== ',') return undefined;
  }
}

/** `name, category`. */
export const namesIn = (text: string): readonly string[] =>
  text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');

/** `name asc, category desc`; without a direction ascending. */
export const orderIn = (text: string): readonly SortWish[] =>
  namesIn(text).map((part) => {
    const [field = '', direction = ''] = part.split(/\s+/);
    return { field, descending: direction.toLowerCase() === 'desc' };
  });
