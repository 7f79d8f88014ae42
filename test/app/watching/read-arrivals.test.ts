import { beforeEach, describe, expect, test } from 'vitest';
import type { ArrivalPage, ArrivalPlace, AuditLog } from '../../../src/app/ports.ts';
import { arrivalCounting } from '../../../src/app/watching/count-arrivals.ts';
import { arrivalReading, type ArrivalReading } from '../../../src/app/watching/read-arrivals.ts';
import { totalOf } from '../../../src/domain/partners/arrivals.ts';
import { MINUTE, NOW } from '../../builders.ts';
import { unreadable, World } from '../world.ts';

const A_PAGE = 100;
const nobody = () => Promise.resolve(null);

let world: World;
let auditLog: AuditLog;
let read: ArrivalPlace[];
/** Of the list `added`; the other one has none. */
let pages: number;
beforeEach(() => {
  world = new World();
  auditLog = { ...world.ports.auditLog, findArrivals };
  read = [];
  pages = 1;
});

/** A log in which every page is full of accounts that came in the same minute. */
function findArrivals(_: number, place: ArrivalPlace): Promise<ArrivalPage> {
  read.push(place);
  const { list, link } = place;
  const page = Number(link ?? 0);
  if (list !== 'added') return Promise.resolve({ list, accounts: [], next: null });
  const accounts = Array.from({ length: A_PAGE }, (__, n) => ({
    account: `${page} ${n}`,
    domain: 'a.example',
    at: NOW,
  }));
  const next = page + 1 < pages ? { list, link: String(page + 1) } : null;
  return Promise.resolve({ list, accounts, next });
}

describe('a counting', () => {
  test('reads the lists in turns, to their end', async () => {
    pages = 3;
    const counting = arrivalCounting({ auditLog }, NOW, 10);
    while (!counting.isDone()) await counting.readPage();
    await counting.readPage();
    expect(read.map(({ list, link }) => `${list} ${link ?? '-'}`)).toEqual([
      'added -',
      'invited -',
      'added 1',
      'added 2',
    ]);
    const { arrivals, isWhole } = counting.all();
    expect([totalOf(arrivals), isWhole]).toEqual([3 * A_PAGE, true]);
  });

  test('reads no more than so many pages, and says that there may be more', async () => {
    pages = 1_000;
    const counting = arrivalCounting({ auditLog }, NOW, 5);
    while (!counting.isDone()) await counting.readPage();
    const { arrivals, isWhole } = counting.all();
    expect([read.length, totalOf(arrivals), isWhole]).toEqual([5, 4 * A_PAGE, false]);
  });
});

describe('reading who came', () => {
  let asked: (() => Promise<void>)[];
  let finished: number;
  let reading: ArrivalReading;
  beforeEach(() => {
    asked = [];
    finished = 0;
    reading = arrivalReading(
      { ...world.ports, auditLog, tenants: { byId: nobody, byDomain: nobody } },
      { syncBurst: 50 },
      {
        askPage: (page, use) => {
          asked.push(async () => {
            await page();
            await use();
          });
        },
      },
    );
  });
  const begin = () => {
    reading.begin(NOW - MINUTE, () => Promise.resolve(void (finished += 1)));
  };
  /** One question, and no other one after it before it is asked to go on. */
  async function answer(): Promise<void> {
    expect(asked).toHaveLength(1);
    await asked.pop()?.();
    expect(asked).toHaveLength(0);
  }
  const told = async () => (await world.store.circulars()).length;

  test('gives way after each page, and tells when all was read', async () => {
    pages = 3;
    begin();
    for (let page = 1; page < 4; page += 1) {
      await answer();
      expect([reading.isUnderWay(), finished, await told()]).toEqual([true, 0, 0]);
      reading.goOn();
      expect(reading.isUnderWay()).toBe(false);
    }
    await answer();
    expect([reading.isUnderWay(), finished, await told()]).toEqual([false, 1, 1]);
    reading.goOn();
    expect(asked).toHaveLength(0);
  });

  test('of a very full log tells of a burst before it was read to its end', async () => {
    pages = 500;
    begin();
    for (let page = 0; page < 10; page += 1) {
      await answer();
      reading.goOn();
    }
    expect([await told(), finished]).toEqual([1, 0]);
  });

  test('that failed is over, and begins anew', async () => {
    pages = 2;
    begin();
    asked = asked.map(() => () => Promise.reject(unreadable()));
    await expect(asked[0]?.()).rejects.toThrow();
    asked = [];
    expect(reading.isUnderWay()).toBe(false);
    begin();
    await answer();
    expect(read.map(({ link }) => link)).toEqual([null]);
  });
});
