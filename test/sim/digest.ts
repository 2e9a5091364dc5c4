/** A history as one short text: two runs of a seed must have the same. */
import { createHash } from 'node:crypto';
import type { History } from './history.ts';

export const digestOf = (history: History): string =>
  createHash('sha256')
    .update(JSON.stringify(plain(history)))
    .digest('hex')
    .slice(0, 16);

/** JSON knows neither maps, sets nor big integers. */
export function plain(value: unknown): unknown {
  if (typeof value === 'bigint') return `${value}n`;
  if (value instanceof Map) return [...value].map(plain);
  if (value instanceof Set) return [...value].map(plain);
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, held]) => [key, plain(held)]));
  return value;
}
