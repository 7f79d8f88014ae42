import { afterEach, expect, test } from 'vitest';
import { FAULT_NAMES, type FaultName } from '../../src/simulator/faults/faults.ts';
import { organizations } from '../../src/simulator/seed/seed.ts';
import { wordsOf } from '../support/cards.ts';
import { sitDown, type Seat } from '../support/demo-seat.ts';

/** Each fault that the demo lists, played through the demo's own wiring: what it does is seen, and what the bot makes of it. */

let seat: Seat;
afterEach(() => seat.leave());

const ENABLE = 'enable sync for fabrikam.com because project Falcon';
const says = (text: string) => seat.until(() => seat.read().includes(text), `"${text}" in: ${seat.read()}`);
const logs = (text: string) => seat.until(() => seat.log().includes(text), `"${text}" in the log`);
const read = (index: number): string => wordsOf(seat.messages[index]?.cards.at(-1));
const requests = (path: RegExp, status?: number) =>
  seat.world.graph.requests.filter((one) => path.test(one.path) && (status === undefined || one.status === status));
const ends = (outcome: string) => async (): Promise<void> => {
  await seat.say(ENABLE);
  await says('Not confirmed yet');
  await seat.press('Confirm');
  await says(outcome);
};
const isSyncAllowed = () =>
  seat.world.graph.tenant.partners.get(organizations.fabrikam.tenantId)?.identitySynchronization?.userSyncInbound
    ?.isSyncAllowed;
/** A line is asked and answered; so many messages have arrived then, after minutes in which more could. */
const arrives = (count: number) => async (): Promise<void> => {
  await seat.say(ENABLE);
  await says('Fabrikam');
  await seat.until(() => seat.messages.length >= count, `${count} messages`);
  for (let minute = 0; minute < 3; minute += 1) await seat.pass(1);
  expect(seat.messages).toHaveLength(count);
  await logs('connector.failed');
  await seat.press('Confirm', seat.messages[0]);
  await seat.until(() => seat.messages.every((_, index) => read(index).includes('Applied')), 'applied on each card');
};
const listUnread = (most: number) => async (): Promise<void> => {
  await seat.say('list partners');
  await says('answered something I do not understand');
  const lists = requests(/\/partners$/).length;
  expect(lists).toBeGreaterThan(1);
  expect(lists).toBeLessThanOrEqual(most);
};

const PLAYED: Readonly<Record<FaultName, () => Promise<void>>> = {
  'token-refused': async () => {
    await seat.say('show fabrikam.com');
    await says('User sync is off');
    await logs('"event":"identity.renewed"');
    expect(requests(/./, 401).length).toBeGreaterThan(0);
  },
  'token-challenged': async () => {
    await seat.say('show fabrikam.com');
    await says('User sync is off');
    await logs('"challenged":true');
  },
  'secret-revoked': async () => {
    await seat.say('show fabrikam.com');
    await says('did not accept the bot’s own sign-in');
    await logs('"problem":"secretUnknown"');
  },
  'pages-loop': listUnread(2),
  'pages-endless': listUnread(20),
  'policy-full': ends('exceeds the limit of 25 KB'),
  'other-spelling': async () => {
    const { bot, graph } = seat.world;
    const url = `${graph.url}/v1.0/policies/crossTenantAccessPolicy/partners`;
    const [one, another] = [1, 2].map(() => fetch(url, { headers: { authorization: 'Bearer x' } }));
    const spelt = [await (await one)?.text(), await (await another)?.text()];
    expect(spelt[0]?.toLowerCase()).not.toBe(spelt[1]?.toLowerCase());
    for (let look = 0; look < 5; look += 1) await bot.watch();
    expect(seat.log()).not.toContain('drift.');
    await ends('Applied')();
  },
  'answer-lost': async () => {
    await ends('Applied')();
    expect(isSyncAllowed()).toBe(true);
    expect(requests(/identitySynchronization$/).some(({ status, effect }) => effect && status === undefined)).toBe(
      true,
    );
  },
  'answer-lost-late': async () => {
    await seat.say(ENABLE);
    await seat.press('Confirm');
    expect(isSyncAllowed()).toBe(false);
    await says('Applied');
    expect(isSyncAllowed()).toBe(true);
  },
  'role-late': async () => {
    await seat.say(ENABLE);
    await says('takes minutes');
    await seat.pass(3);
    await seat.press('Try again');
    await says('Not confirmed yet');
  },
  'teams-408': arrives(1),
  'teams-504': arrives(1),
  'teams-cut': arrives(1),
  'teams-412': arrives(1),
  'teams-503': arrives(1),
  'teams-twice': arrives(2),
  'click-without-reply-to': async () => {
    await ends('Applied')();
    const clicks = seat.reached.filter(({ type }) => type === 'invoke');
    expect(clicks).toHaveLength(1);
    expect(clicks[0]).not.toHaveProperty('replyToId');
  },
  'around-words': async () => {
    for (let shape = 0; shape < 6; shape += 1) await seat.say('show fabrikam.com');
    await seat.until(() => seat.messages.length === 6, 'six answers');
    for (let shape = 0; shape < 6; shape += 1) expect(read(shape)).toContain('User sync is off');
    const lines = seat.reached.map(({ text }) => text);
    expect(new Set(lines).size).toBe(6);
    expect(lines).not.toContain('show fabrikam.com');
  },
  forwarded: async () => {
    await seat.say(ENABLE);
    await says('That was forwarded');
    expect(requests(/identitySynchronization$/)).toEqual([]);
  },
  'keys-down': async () => {
    expect(await seat.say('show fabrikam.com')).toBe(401);
    await seat.pass(2);
    expect(await seat.say('show fabrikam.com')).toBe(200);
    await says('User sync is off');
  },
  'certificate-ends': async () => {
    await seat.say('whoami');
    await says('certificate');
  },
};

test.each(FAULT_NAMES)('%s', async (name) => {
  seat = await sitDown(name);
  await PLAYED[name]();
});
