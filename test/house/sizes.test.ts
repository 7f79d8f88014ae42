import { readdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { describe, expect, test } from 'vitest';

const SRC = new URL('../../src/', import.meta.url);
const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((name) => /\.(ts|json)$/.test(name));
const linesOf = (name: string): number => readFileSync(new URL(name, SRC), 'utf8').trimEnd().split('\n').length;
const lengths = new Map(files.map((name) => [name, linesOf(name)]));

/** A room that holds more is divided by what things are about before the next thing goes in. */
const MOST_FILES = 30;
const MOST_LINES = 250;
const MEDIAN = 55;

describe('the house', () => {
  test('has no crowded room', () => {
    const rooms = Map.groupBy(files, (name) => dirname(name));
    const crowded = [...rooms].filter(([, inside]) => inside.length > MOST_FILES).map(([room]) => room);
    expect(files.length).toBeGreaterThan(300);
    expect(crowded).toEqual([]);
  });

  test('has no long file and no long card template', () => {
    expect([...lengths].filter(([, length]) => length > MOST_LINES)).toEqual([]);
  });

  test('is made of small files', () => {
    const sorted = [...lengths].filter(([name]) => name.endsWith('.ts')).map(([, length]) => length);
    sorted.sort((a, b) => a - b);
    expect(sorted[Math.floor(sorted.length / 2)]).toBeLessThanOrEqual(MEDIAN);
  });
});
