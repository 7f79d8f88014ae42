import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, type Browser, type Page } from 'playwright-core';
import { findChromium } from '../../test/e2e/chromium.ts';
import { pageOf } from './page.ts';
import { LOOKS, type Seen } from './rules.ts';
import type { Difference, Entry, Gallery, Look, Measured } from './shape.ts';

declare const window: { readonly gallery: Gallery };

/** A Chromium with the gallery in it. */
export class Showroom {
  readonly page: Page;
  readonly #browser: Browser;
  readonly #folder: string;

  private constructor(page: Page, browser: Browser, folder: string) {
    this.page = page;
    this.#browser = browser;
    this.#folder = folder;
  }

  static async open(entries: readonly Entry[]): Promise<Showroom> {
    const executablePath = findChromium();
    if (executablePath === undefined) {
      throw new Error('the gallery needs Chromium: apt-get install chromium, or let CHROMIUM_PATH name one');
    }
    const folder = mkdtempSync(join(tmpdir(), 'bridgekeeper-gallery-'));
    const path = join(folder, 'index.html');
    writeFileSync(path, await pageOf(entries));
    const browser = await chromium.launch({
      executablePath,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-dev-shm-usage',
        ...SAME_LETTERS,
      ],
    });
    // Times are drawn in the reader's zone.
    const page = await browser.newPage({ timezoneId: 'Europe/Berlin', locale: 'en-GB', viewport: VIEWPORT });
    await page.goto(`${pathToFileURL(path).href}#stage`);
    return new Showroom(page, browser, folder);
  }

  /** Measures each card in every way in which it is looked at. */
  async measure(entries: readonly Entry[]): Promise<ReadonlyMap<string, readonly Seen[]>> {
    const seen = new Map<string, Seen[]>(entries.map(({ name }) => [name, []]));
    for (const look of LOOKS) {
      const measured = await this.#measureSo([...seen.keys()], look);
      [...seen.values()].forEach((one, n) =>
        one.push(...measured.slice(n, n + 1).map((each) => ({ look, measured: each }))),
      );
    }
    return seen;
  }

  #measureSo(names: readonly string[], look: Look): Promise<readonly Measured[]> {
    return this.page.evaluate(({ all, how }) => all.map((name) => window.gallery.measure(name, how)), {
      all: names,
      how: look,
    });
  }

  /** Puts these cards, and nothing else, on the page. */
  async stage(names: readonly string[], look: Look): Promise<void> {
    await this.page.evaluate(
      ({ all, how }) => {
        window.gallery.stage(all, how);
      },
      { all: names, how: look },
    );
  }

  /** The card at 480 px, light, with boxes for signs that not every machine draws in the same way. */
  async picture(name: string): Promise<Buffer> {
    await this.stage([name], { theme: 'light', width: 480, names: 'usual' });
    await this.page.evaluate(() => {
      window.gallery.steady();
    });
    return this.page.locator('#stage > .teams').screenshot({ animations: 'disabled' });
  }

  async compare(one: Buffer, another: Buffer): Promise<Difference> {
    const [first = '', second = ''] = [one, another].map((png) => `data:image/png;base64,${png.toString('base64')}`);
    return this.page.evaluate(([a, b]) => window.gallery.compare(a, b), [first, second] as const);
  }

  async close(): Promise<void> {
    await this.#browser.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** Letters are drawn without what is for one screen. */
const SAME_LETTERS = ['--font-render-hinting=none', '--disable-lcd-text', '--force-color-profile=srgb'];
const VIEWPORT = { width: 1600, height: 1200 };
