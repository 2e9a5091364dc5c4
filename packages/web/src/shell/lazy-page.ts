/**
 * Pages and parts whose code is fetched when they are needed, and a little sooner: a pointer over what opens them, or the keyboard's
 * focus on it, comes a tenth of a second before the press.
 */
import { type ComponentType, lazy, type LazyExoticComponent } from 'react';
import { matchPath } from 'react-router';

export type Fetched<P> = LazyExoticComponent<ComponentType<P>> & { readonly fetch: () => void };

/** `fetch` may be called any number of times: what came is kept, and what failed is asked for again. */
export function fetched<P>(load: () => Promise<ComponentType<P>>): Fetched<P> {
  const part = lazy(async () => ({ default: await load() }));
  return Object.assign(part, { fetch: () => void load().catch(() => undefined) });
}

const known: { readonly path: string; readonly fetch: () => void }[] = [];

/** @param paths of the router that show the page */
export function lazyPage<P>(paths: readonly string[], load: () => Promise<ComponentType<P>>): Fetched<P> {
  const page = fetched(load);
  for (const path of paths) known.push({ path, fetch: page.fetch });
  return page;
}

/** For a pointer or a focus on anything in the page: what a link there leads to. */
export function fetchAhead({ target }: { readonly target: EventTarget | null }): void {
  const link = target instanceof Element ? target.closest('a[href]') : null;
  if (!(link instanceof HTMLAnchorElement) || link.origin !== window.location.origin) return;
  known.find(({ path }) => matchPath(path, link.pathname) !== null)?.fetch();
}
