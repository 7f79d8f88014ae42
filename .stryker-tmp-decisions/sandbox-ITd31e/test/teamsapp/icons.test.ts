// @ts-nocheck
import { describe, expect, it } from 'vitest';
import manifest from '../../teamsapp/manifest.json' with { type: 'json' };
import { read } from './parts.ts';
import { readPng } from './png.ts';

// Teams' own rules for icons, which its manifest schema does not check.
describe('color.png', () => {
  const color = readPng(read('teamsapp/color.png'));
  const background = manifest.accentColor.slice(1).toLowerCase();

  it('is 192 by 192 and nowhere transparent', () => {
    expect(color).toMatchObject({ width: 192, height: 192 });
    expect(color.pixels.filter(({ alpha }) => alpha !== 255)).toEqual([]);
  });

  it('keeps the symbol in the middle 120 by 120, on the accent colour', () => {
    const outside = ({ x, y }: { x: number; y: number }): boolean => Math.min(x, y) < 36 || Math.max(x, y) >= 156;
    expect([...new Set(color.pixels.filter(outside).map(({ rgb }) => rgb))]).toEqual([background]);
    expect(color.pixels.filter(({ rgb }) => rgb !== background).length).toBeGreaterThan(5_000);
  });
});

describe('outline.png', () => {
  const outline = readPng(read('teamsapp/outline.png'));
  const drawn = outline.pixels.filter(({ alpha }) => alpha > 0);

  it('is 32 by 32', () => {
    expect(outline).toMatchObject({ width: 32, height: 32 });
  });

  it('is white and nothing but white', () => {
    expect([...new Set(drawn.map(({ rgb }) => rgb))]).toEqual(['ffffff']);
  });

  it('stands on a transparent background', () => {
    expect(drawn.length).toBeGreaterThan(200);
    expect(drawn.length).toBeLessThan(600);
    const corners = outline.pixels.filter(({ x, y }) => (x === 0 || x === 31) && (y === 0 || y === 31));
    expect(corners.map(({ alpha }) => alpha)).toEqual([0, 0, 0, 0]);
  });
});
