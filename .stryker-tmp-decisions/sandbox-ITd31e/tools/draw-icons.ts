// @ts-nocheck
import { readFile } from 'node:fs/promises';
import { chromium } from 'playwright-core';

/**
 * Draws the app's two icons from their SVG sources. Run by hand after a source has changed:
 *
 *     node tools/draw-icons.ts
 *
 * Needs a Chromium: `CHROMIUM` says where, else /usr/bin/chromium. Look at the results before you keep them.
 */
const ICONS = [
  { name: 'color', size: 192 },
  { name: 'outline', size: 32 },
];

const folder = new URL('../teamsapp/', import.meta.url);
const browser = await chromium.launch({
  executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
});
try {
  for (const { name, size } of ICONS) {
    const page = await browser.newPage({ viewport: { width: size, height: size } });
    const svg = await readFile(new URL(`icons/${name}.svg`, folder), 'utf8');
    await page.setContent(`<style>body { margin: 0 } svg { display: block }</style>${svg}`);
    // Without a background, so that what is not drawn stays transparent.
    await page.screenshot({ path: new URL(`${name}.png`, folder).pathname, omitBackground: true });
    console.log(`teamsapp/${name}.png: ${size}x${size}`);
  }
} finally {
  await browser.close();
}
