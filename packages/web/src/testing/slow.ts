/**
 * A slow machine on purpose. KOBLING_SLOW=6 lets the page opened last compute six times slower, and holds what any page asks of the
 * hub back for up to 300 ms, each by its own draw: a test that reads too early fails here, not on a machine of another speed.
 * KOBLING_SLOW=1 only holds back. KOBLING_SLOW_SEED draws other times.
 */
import type { BrowserContext, CDPSession, Page } from 'playwright-core';

const rate = Number(process.env['KOBLING_SLOW'] ?? 0);
const longestMs = 300;

/** Time-outs are meant for a machine of the usual speed: here it is order that is tried, not haste. */
export const slowness = rate > 0 ? Math.max(3, rate) : 1;

/** Park and Miller's generator: small, and good enough to look like chance. */
function draws(seed: number): () => number {
  const modulus = 2_147_483_647;
  let state = Math.trunc(seed % (modulus - 1)) + 1;
  return () => {
    state = (state * 48_271) % modulus;
    return state / modulus;
  };
}
const random = draws(Number(process.env['KOBLING_SLOW_SEED'] ?? 1));

export async function slowDown(context: BrowserContext): Promise<void> {
  if (!(rate > 0)) return;
  await context.route(
    (url) => url.pathname.startsWith('/api/'),
    async (route) => {
      await new Promise((resolve) => setTimeout(resolve, random() * longestMs));
      // The window may be closed by now.
      await route.fallback().catch(() => undefined);
    },
  );
  if (rate > 1) context.on('page', (page) => void throttle(page).catch(() => undefined));
}

let slowed: CDPSession | undefined;
/** Chromium burns the time it takes away, of a page at rest too: one at a time, or the machine has none left. */
async function throttle(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const before = slowed;
  slowed = session;
  await before?.send('Emulation.setCPUThrottlingRate', { rate: 1 }).catch(() => undefined);
  await session.send('Emulation.setCPUThrottlingRate', { rate });
}
