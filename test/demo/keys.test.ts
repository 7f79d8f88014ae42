import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { KEYS, keyOf } from '../../src/demo/keys.ts';
import { APP_ID } from '../../src/demo/world.ts';
import { organizations, people } from '../../src/simulator/seed/seed.ts';
import { sitDown, type Seat } from '../support/demo-seat.ts';

/** Each key of the demo's terminal, pressed in the demo's own world. */

const ENABLE = 'enable sync for fabrikam.com because project Falcon';

let seat: Seat;
beforeEach(async () => {
  seat = await sitDown();
});
afterEach(() => seat.leave());

const press = async (name: string): Promise<void> => {
  await keyOf(name)?.press(seat.world);
};
const says = (text: string) => seat.until(() => seat.read().includes(text), `"${text}" in: ${seat.read()}`);
const asks = async (): Promise<void> => {
  await seat.say(ENABLE);
  await says('Not confirmed yet');
};
const isSyncAllowed = () =>
  seat.world.graph.tenant.partners.get(organizations.fabrikam.tenantId)?.identitySynchronization?.userSyncInbound
    ?.isSyncAllowed;
const writes = () =>
  seat.world.graph.requests.filter(({ method, path }) => method !== 'GET' && path.includes('/policies/'));

const PRESSED: Readonly<Record<string, () => Promise<void>>> = {
  Enter: async () => {
    // What is there when it first looks is nothing that somebody did.
    await seat.world.bot.watch();
    await press('\r');
    expect(isSyncAllowed()).toBe(true);
    await seat.world.bot.watch();
    await seat.until(() => seat.log().includes('"event":"drift.found"'), 'a drift in the log');
  },
  f: async () => {
    await asks();
    await press('f');
    await seat.press('Confirm');
    await says('was told to refuse this write');
    expect(isSyncAllowed()).toBe(false);
    await seat.say(ENABLE);
    await says('Not confirmed yet');
    await seat.press('Confirm');
    await says('Applied');
  },
  l: async () => {
    await asks();
    await press('l');
    await seat.press('Confirm');
    await says('Applied');
    expect(writes().map(({ status, effect }) => [status, effect])).toEqual([[undefined, true]]);
  },
  e: async () => {
    await asks();
    await press('e');
    await says('Expired');
    // Tokens of Teams are still in time.
    await asks();
  },
  o: async () => {
    await seat.say('list partners');
    await seat.world.bot.watch();
    await press('o');
    await seat.pass(1);
    await seat.world.bot.watch();
    await says('My own identity is used by somebody else');
    expect(seat.read()).toContain(organizations.northwindTraders.displayName);
  },
  r: async () => {
    await asks();
    const before = seat.world.bot;
    await press('r');
    expect(seat.world.bot).not.toBe(before);
    await seat.press('Confirm');
    await says('Applied');
    await seat.say('history');
    await says('Ada Osei');
  },
};

test.each(KEYS.map(({ name }) => name))('%s', async (name) => {
  await PRESSED[name]?.();
  expect(PRESSED[name]).toBeDefined();
});

describe('what a key says has happened has, also where there was nothing to switch', () => {
  const remove = (tenantId: string): void => {
    const { id, displayName, userPrincipalName } = people.eli;
    const actor = { user: { id, displayName, userPrincipalName }, ipAddress: '203.0.113.7' };
    seat.world.graph.act(actor, tenantId, () => undefined);
  };
  const partner = (tenantId: string) => seat.world.graph.tenant.partners.get(tenantId);
  const { fabrikam, northwindTraders } = organizations;

  test('Enter, where the partner or its policy is gone', async () => {
    remove(fabrikam.tenantId);
    await press('\r');
    expect(isSyncAllowed()).toBe(true);
    Object.assign(partner(fabrikam.tenantId) ?? {}, { identitySynchronization: null });
    await press('\r');
    expect(isSyncAllowed()).toBe(true);
    await press('\r');
    expect(isSyncAllowed()).toBe(false);
  });

  test('o, where the partner is gone', async () => {
    remove(northwindTraders.tenantId);
    await press('o');
    expect(partner(northwindTraders.tenantId)?.automaticUserConsentSettings?.inboundAllowed).toBe(true);
    const byApp = seat.world.graph.tenant.auditRecords.filter(({ initiatedBy }) => 'app' in initiatedBy);
    expect(JSON.stringify(byApp)).toContain(APP_ID);
  });
});

describe('each key', () => {
  test('is one of those that the demo promises, and says in one line what it does', () => {
    expect(KEYS.map(({ name }) => name)).toEqual(['Enter', 'f', 'l', 'e', 'o', 'r']);
    for (const { does, done } of KEYS) {
      expect(does).toMatch(/^[^\n]{1,90}\.$/);
      expect(done).toMatch(/^[^\n]{1,120}\.$/);
    }
  });
});
