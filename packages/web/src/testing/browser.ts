import { existsSync } from 'node:fs';
import { chromium, type Browser, type Page } from 'playwright-core';
import { slowDown, slowness } from './slow.ts';

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const installed = ['chromium-headless-shell', 'chromium', 'chromium-browser'].map((name) => `/usr/bin/${name}`);

/** The machine's own Chromium, rather without its windows: they cost more than the page in them. `CHROMIUM` names another. */
export const browserPath = process.env['CHROMIUM'] ?? installed.find((path) => existsSync(path)) ?? '/usr/bin/chromium';

/** `browserPath`, started. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: browserPath,
    args: flags,
    headless: true,
  });
}

export interface View {
  readonly width?: number;
  readonly colorScheme?: 'light' | 'dark';
  readonly locale?: string;
}
/** A fresh visitor. `complaints` collects what the console and the page's own rules (CSP) object to. */
export async function openPage(
  browser: Browser,
  view: View = {},
): Promise<{ readonly page: Page; readonly complaints: string[] }> {
  const context = await browser.newContext({
    viewport: { width: view.width ?? 1280, height: 800 },
    colorScheme: view.colorScheme ?? 'light',
    locale: view.locale ?? 'en-GB',
    timezoneId: 'Europe/Oslo',
    reducedMotion: 'reduce',
  });
  await slowDown(context);
  const page = await context.newPage();
  page.setDefaultTimeout(10_000 * slowness);
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  return { page, complaints };
}
