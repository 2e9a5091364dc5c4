/**
 * Pages and parts whose code is fetched when they are needed, and a little sooner: a pointer over what opens them, or the keyboard's
 * focus on it, comes a tenth of a second before the press.
 */
import { type ComponentType, createElement, type FunctionComponent, lazy, useState } from 'react';
import { matchPath } from 'react-router';

export type Fetched<P> = FunctionComponent<P> & { readonly fetch: () => void };

/**
 * `fetch` may be called any number of times: what came is kept, and what failed is asked for again. What is there is drawn at once:
 * `lazy` waits even for that, and whatever then stands in its place stays for 300 ms (React's throttle).
 */
export function fetched<P extends object>(load: () => Promise<ComponentType<P>>): Fetched<P> {
  let there: ComponentType<P> | undefined;
  const come = async (): Promise<ComponentType<P>> => (there = await load());
  const Late = lazy(async () => ({ default: await come() }));
  function Part(props: P) {
    // The one that it began with: another would begin anew.
    const [Shown] = useState<ComponentType<P>>(() => there ?? Late);
    return createElement(Shown, props);
  }
  return Object.assign(Part, { fetch: () => void come().catch(() => undefined) });
}

const known: { readonly path: string; readonly fetch: () => void }[] = [];

/** @param paths of the router that show the page */
export function lazyPage<P extends object>(
  paths: readonly string[],
  load: () => Promise<ComponentType<P>>,
): Fetched<P> {
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
