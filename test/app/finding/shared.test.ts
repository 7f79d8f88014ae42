import { beforeEach, describe, expect, test } from 'vitest';
import { listsOf } from '../../../src/app/finding/lists.ts';
import { shared, type Shared } from '../../../src/app/finding/shared.ts';
import type { Directory } from '../../../src/app/ports.ts';
import { tenantIdOf } from '../../builders.ts';

/** Readings that a test ends, each with its number. */
class Readings {
  now = 0;
  readonly begun: { readonly end: () => void; readonly fail: () => void }[] = [];
  readonly read = (): Promise<number> => {
    const number = this.begun.length + 1;
    return new Promise((resolve, reject) => {
      this.begun.push({
        end: () => {
          resolve(number);
        },
        fail: () => {
          reject(new Error(`reading ${number}`));
        },
      });
    });
  };
}

const rest = () => new Promise((resolve) => setImmediate(resolve));

let readings: Readings;
let list: Shared<number>;
beforeEach(() => {
  readings = new Readings();
  list = shared({ elapsed: () => readings.now }, readings.read);
});

describe('what is shown', () => {
  test('is one reading for all who ask at the same moment', async () => {
    const all = Promise.all([list.shown(), list.shown(), list.shown()]);
    readings.now += 2_000;
    const late = list.shown();
    expect(readings.begun).toHaveLength(1);
    readings.begun[0]?.end();
    expect(await all).toEqual([1, 1, 1]);
    expect(await late).toBe(1);
  });

  test('is kept by nobody once it is there', async () => {
    const first = list.shown();
    readings.begun[0]?.end();
    await first;
    await rest();
    void list.shown();
    expect(readings.begun).toHaveLength(2);
  });

  test('is a new reading where the one under way began too long ago; that is shared from then on', async () => {
    const first = list.shown();
    readings.now += 2_001;
    const second = [list.shown(), list.shown()];
    expect(readings.begun).toHaveLength(2);
    // That the older one ends changes nothing.
    readings.begun[0]?.end();
    expect(await first).toBe(1);
    await rest();
    second.push(list.shown());
    readings.begun[1]?.end();
    expect(await Promise.all(second)).toEqual([2, 2, 2]);
    expect(readings.begun).toHaveLength(2);
  });

  test('is a new reading for whoever asks after something was changed', async () => {
    const before = list.shown();
    list.outdate();
    const after = list.shown();
    readings.begun[1]?.end();
    readings.begun[0]?.end();
    expect(await Promise.all([before, after])).toEqual([1, 2]);
  });

  test('fails for all who share it, and is read anew by the next', async () => {
    const both = Promise.allSettled([list.shown(), list.shown()]);
    readings.begun[0]?.fail();
    expect((await both).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await rest();
    const next = list.shown();
    readings.begun[1]?.end();
    expect(await next).toBe(2);
  });
});

describe('what is decided', () => {
  test('is read anew, whoever else is reading; others may share that', async () => {
    const shown = list.shown();
    const decided = list.anew();
    const later = list.shown();
    expect(readings.begun).toHaveLength(2);
    readings.begun[0]?.end();
    readings.begun[1]?.end();
    expect(await Promise.all([shown, decided, later])).toEqual([1, 2, 2]);
  });
});

describe('the lists of a directory', () => {
  test.each(['done', 'refused'])('are read anew after a write that was %s, and not before', async (how) => {
    let lists = 0;
    let deleted = 0;
    let written: () => void = () => undefined;
    const directory = {
      list: () => {
        lists += 1;
        return new Promise(() => undefined);
      },
      listDeleted: () => {
        deleted += 1;
        return new Promise(() => undefined);
      },
      write: () =>
        new Promise((resolve, reject) => {
          written = () => {
            if (how === 'done') resolve({ requestIds: ['1'] });
            else reject(new Error('refused'));
          };
        }),
    } as unknown as Directory;
    const of = listsOf(directory, { elapsed: () => 0 });
    const show = () => {
      void of.lists.partners.shown();
      void of.lists.deleted.shown();
    };
    show();
    const writing = of.directory.write(tenantIdOf(1), { kind: 'deleteSyncPolicy' }).catch(() => undefined);
    show();
    expect([lists, deleted]).toEqual([1, 1]);
    written();
    await writing;
    show();
    expect([lists, deleted]).toEqual([2, 2]);
  });
});
