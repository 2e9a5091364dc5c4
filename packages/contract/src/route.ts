import type { z } from 'zod';

export type Method = 'GET' | 'POST';
export type Path = `/api/${string}`;
/**
 * `public`: nobody needs to be logged in. `administrator` includes what a `user` may do. `person`: who came with their own
 * password, for what is theirs; a token does not open it, so that one token cannot make another.
 */
export type Right = 'public' | 'user' | 'administrator' | 'person';

export interface RouteSpec {
  readonly right: Right;
  /** A POST that changes nothing: open to tokens that may only read. */
  readonly reads?: true;
  /** Path parameters (`:name` in the key). */
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodObject;
  /** Of a 200. For an event stream: one event's data. */
  readonly response: z.ZodType;
  /** Server-sent events: each `data:` line is one JSON of `response`. */
  readonly stream?: true;
}
export type Route = RouteSpec & { readonly method: Method; readonly path: Path };
export type RouteKey = `${Method} ${Path}`;

/** Splits the keys, so that a route's name and its address cannot disagree. */
export function routeTable<T extends Record<RouteKey, RouteSpec>>(specs: T): RouteTable<T> {
  const entries = Object.entries(specs).map(([key, spec]) => {
    const [method, path] = key.split(' ');
    return [key, { ...spec, method, path }];
  });
  return Object.fromEntries(entries) as RouteTable<T>;
}
export type RouteTable<T extends Record<RouteKey, RouteSpec>> = {
  readonly [K in keyof T]: T[K] & { readonly method: Method; readonly path: Path };
};

/** Every request that changes something carries the session's csrf value in this header. */
export const csrfHeader = 'x-kobling-csrf';

/** A uuid that a page draws for a change: sent again with it, since the answer was lost, the change is not made again. */
export const onceHeader = 'x-kobling-once';
