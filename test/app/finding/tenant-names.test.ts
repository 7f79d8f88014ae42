import { beforeEach, expect, test, vi } from 'vitest';
import { tenantNames, type TenantNames } from '../../../src/app/finding/tenant-names.ts';
import { StoreError, type Ports } from '../../../src/app/ports.ts';
import type { TenantId } from '../../../src/domain/ids.ts';
import type { SqliteStore } from '../../../src/store/sqlite-store.ts';
import { aProblem, aTenant, MINUTE, NOW, tenantIdOf } from '../../builders.ts';
import { DirectoryError } from '../../../src/domain/problem.ts';
import { opened } from '../../store/support.ts';

const HOUR = 60 * MINUTE;
const IDS = Array.from({ length: 300 }, (_, n) => tenantIdOf(n + 1));

let store: SqliteStore;
let passed: number;
/** Whom Entra was asked about. */
let asked: TenantId[];
/** Of whom it says nothing. */
let unreadable: Set<TenantId>;
let suffix: string;
let readingTakes: number;
let inBackground: Promise<void>[];

beforeEach(() => {
  store = opened(':memory:');
  passed = 0;
  asked = [];
  unreadable = new Set();
  suffix = '';
  readingTakes = 0;
  inBackground = [];
});

const called = (tenantId: TenantId) => aTenant({ tenantId, displayName: `Tenant ${tenantId.slice(-4)}${suffix}` });

function aProcess(most?: number): TenantNames {
  const quiet = (): void => undefined;
  const ports: Pick<Ports, 'tenants' | 'store' | 'clock' | 'log' | 'background'> = {
    store,
    tenants: {
      byId: (tenantId) => {
        asked.push(tenantId);
        passed += readingTakes;
        return unreadable.has(tenantId)
          ? Promise.reject(new DirectoryError(aProblem()))
          : Promise.resolve(called(tenantId));
      },
      byDomain: () => Promise.resolve(null),
    },
    clock: { now: () => NOW + passed, elapsed: () => passed, sleep: () => Promise.resolve() },
    log: { info: quiet, warn: quiet, error: quiet },
    background: { start: (_, work) => void inBackground.push(work()) },
  };
  return tenantNames(ports, most);
}

const askedFor = (): readonly TenantId[] => asked.splice(0);

test('so many are remembered at most, the ones learned last', async () => {
  const names = aProcess(5);
  const ids = IDS.slice(0, 6);
  await names.of(ids, 'shown');
  expect(names.remembered().map(({ tenantId }) => tenantId)).toEqual(ids.slice(1));
  const [, second] = ids;
  if (second === undefined) throw new Error('no second');
  names.learn(called(second));
  await names.of(ids.slice(0, 1), 'shown');
  expect(names.remembered().map(({ tenantId }) => tenantId)).toEqual([...ids.slice(3), second, ids[0]]);
});

test('the next process knows them, and how old they are', async () => {
  const before = aProcess();
  await before.of(IDS.slice(0, 3), 'shown');
  await before.keep();
  expect(askedFor()).toHaveLength(3);
  passed = 23 * HOUR;
  const names = aProcess();
  expect(await names.of(IDS.slice(0, 3), 'decided')).toEqual(IDS.slice(0, 3).map(called));
  expect(askedFor()).toEqual([]);
  passed = 24 * HOUR;
  suffix = ' anew';
  expect(await names.of(IDS.slice(0, 3), 'decided')).toEqual(IDS.slice(0, 3).map(called));
  expect(askedFor()).toHaveLength(3);
});

test('what is read while somebody waits for it is a moment younger than the question, and counts', async () => {
  readingTakes = 1;
  expect(await aProcess().of(IDS.slice(0, 3), 'decided')).toEqual(IDS.slice(0, 3).map(called));
});

test('one that is too old to decide on and cannot be read is no name, but is still shown', async () => {
  const names = aProcess();
  const [first] = IDS.slice(0, 1);
  if (first === undefined) throw new Error('no first');
  const known = await names.of([first], 'shown');
  passed = 24 * HOUR;
  unreadable.add(first);
  const [undecided] = await names.of([first], 'decided');
  expect(undecided).toEqual({ tenantId: first, displayName: null, defaultDomainName: null });
  expect(undecided && names.unread([undecided])).toBe(1);
  expect(await names.anew(first)).toEqual({ tenant: undecided, isRead: false });
  expect(await names.of([first], 'shown')).toEqual(known);
  passed = 23 * HOUR;
  expect(await names.anew(first)).toEqual({ tenant: known[0], isRead: false });
});

test('what was read by a clock that was set back since decides nothing', async () => {
  const names = aProcess();
  passed = HOUR;
  await names.of(IDS.slice(0, 1), 'shown');
  askedFor();
  passed = 0;
  await names.of(IDS.slice(0, 1), 'decided');
  expect(askedFor()).toHaveLength(1);
});

test('what is shown is read anew behind the answer when it is an hour old', async () => {
  const names = aProcess();
  await names.of(IDS.slice(0, 3), 'shown');
  passed = HOUR - 1;
  await names.of(IDS.slice(0, 2), 'shown');
  expect(inBackground).toHaveLength(0);
  passed = HOUR;
  const before = await names.of(IDS.slice(0, 2), 'shown');
  suffix = ' anew';
  askedFor();
  await Promise.all(inBackground);
  passed += 1;
  await names.of(IDS.slice(0, 2), 'shown');
  expect(before[0]?.displayName).not.toContain('anew');
  expect(inBackground).toHaveLength(1);
});

test('a list waits for two hundred that are not known, and for none where they are more', async () => {
  const names = aProcess();
  const many = await names.of(IDS, 'sorted');
  expect([many.length, many[0]?.displayName, askedFor()]).toEqual([300, null, []]);
  await names.of(IDS.slice(0, 100), 'shown');
  askedFor();
  expect((await names.of(IDS, 'sorted')).at(-1)?.displayName).toContain('Tenant');
  expect(askedFor()).toHaveLength(200);
});

test('thirty are read anew each time: those that are not known, then those that were read longest ago', async () => {
  const names = aProcess();
  await names.of(IDS.slice(0, 20), 'shown');
  passed = 6 * HOUR;
  await names.of(IDS.slice(20, 25), 'shown');
  askedFor();
  await names.refresh(IDS.slice(0, 45));
  expect(askedFor()).toEqual(IDS.slice(25, 45));
  passed = 12 * HOUR;
  await names.refresh(IDS.slice(0, 45));
  expect(askedFor()).toEqual(IDS.slice(0, 20));
  passed = 24 * HOUR;
  await names.refresh(IDS.slice(0, 45));
  expect(askedFor()).toHaveLength(30);
});

test('what cannot be read is tried again an hour later and holds up nothing; where much cannot be, nothing more is tried', async () => {
  const names = aProcess();
  const [first] = IDS.slice(0, 1);
  if (first !== undefined) unreadable.add(first);
  await names.refresh(IDS.slice(0, 40));
  expect(askedFor()).toEqual(IDS.slice(0, 30));
  await names.refresh(IDS.slice(0, 40));
  expect(askedFor()).toEqual(IDS.slice(30, 40));
  passed = HOUR;
  for (const id of IDS.slice(40)) unreadable.add(id);
  await names.refresh(IDS);
  expect(askedFor()).toHaveLength(3);
});

test('what the store does not take is offered to it again', async () => {
  const names = aProcess();
  await names.of(IDS.slice(0, 2), 'shown');
  vi.spyOn(store, 'keepNames').mockRejectedValueOnce(new StoreError('notWritable', 'The disk is full.'));
  await expect(names.keep()).rejects.toThrow('full');
  await names.keep();
  expect((await store.names()).map(({ tenant }) => tenant)).toEqual(IDS.slice(0, 2).map(called));
  await store.forgetNames(NOW + 1);
  expect(await store.names()).toEqual([]);
});

test('a row that makes no sense is read anew, and a store that cannot be read keeps nobody from asking', async () => {
  store.names = () => Promise.reject(new StoreError('damaged', 'Damaged.'));
  expect(await aProcess().of(IDS.slice(0, 1), 'shown')).toEqual(IDS.slice(0, 1).map(called));
});
