import { describe, expect, test } from 'vitest';
import { inWorld } from './world.ts';

/** What is declared: all but comments. */
const declared = (yaml: string): string => yaml.replaceAll(/^#.*\n/gm, '');

describe.concurrent('npm run export', { timeout: 120_000 }, () => {
  test(
    'prints the partners beside a bot that runs, the same twice, as YAML and as CSV, and changes nothing',
    inWorld(async (world) => {
      await world.start();
      const first = await world.export();
      expect([first.code, first.err]).toEqual([0, '']);
      expect(first.out).toMatch(/^# Partners, their settings and ends\. Read 20.*\n\nversion: 1\norganization: "/);
      expect(first.out).toMatch(/ {2}- tenant: "[0-9a-f-]{36}" # Fabrikam, fabrikam\.com\n/);
      const again = await world.export();
      expect(declared(again.out)).toBe(declared(first.out));
      const csv = await world.export('--csv');
      expect([csv.code, csv.err]).toEqual([0, '']);
      expect(csv.out).toMatch(/^"tenant","name","domain",/);
      expect(csv.out.split('\r\n')).toHaveLength(first.out.split('- tenant: ').length + 1);
      expect(world.writes()).toEqual([]);
    }),
  );

  test(
    'prints nothing where the store cannot be read, or the line is wrong',
    inWorld(async (world) => {
      const storeless = await world.export();
      expect([storeless.code, storeless.out]).toEqual([1, '']);
      expect(storeless.err).toMatch(/^Nothing was exported: There is no store at .*\n$/);
      const wrong = await world.export('--xml');
      expect([wrong.code, wrong.out]).toEqual([2, '']);
      expect(wrong.err).toMatch(/--xml[\s\S]*Usage: npm run -s export\n/);
    }),
  );
});
