/** What is wrong with a field that does not fit its schema, as a person reads it: never the value, which may be a password. */
import type { z } from 'zod';

type Issue = z.core.$ZodIssue;

/** Field to sentence; `request` stands for the whole. */
export const misread = (error: z.ZodError): Record<string, string> =>
  Object.fromEntries(error.issues.map((issue) => [issue.path.join('.') || 'request', sentenceOf(issue)]));

function sentenceOf(issue: Issue): string {
  switch (issue.code) {
    case 'too_small':
      return tooSmall(issue.origin, Number(issue.minimum));
    case 'too_big':
      return tooBig(issue.origin, Number(issue.maximum));
    case 'invalid_format':
      return 'This is not written as it should be. Correct it.';
    case 'custom':
      return issue.message;
    default:
      return 'This cannot be taken. Choose or enter another value.';
  }
}

function tooSmall(origin: string, least: number): string {
  if (origin === 'string')
    return least === 1 ? 'This must not be blank. Fill it in.' : `This needs at least ${least} characters. Write more.`;
  return origin === 'array' || origin === 'set'
    ? 'Nothing is chosen. Choose at least one.'
    : `This is at least ${least}. Enter a larger number.`;
}

function tooBig(origin: string, most: number): string {
  if (origin === 'string') return `This takes at most ${most} characters. Shorten it.`;
  return origin === 'array' || origin === 'set'
    ? `These are more than ${most}. Choose fewer.`
    : `This is at most ${most}. Enter a smaller number.`;
}
