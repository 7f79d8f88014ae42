import { openJournal } from '../../src/store/checks/journal-reader.ts';
import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { NoticeEvent } from '../../src/domain/telling/notice-event.ts';
import { StoreStory } from '../support/store-faults.ts';
import { organizations, people, Story } from '../support/story.ts';

const SECRET = 'a secret of at least thirty-two letters';
const { fabrikam } = organizations;

type Received = { readonly event: NoticeEvent; readonly headers: IncomingMessage['headers']; readonly body: string };

let story: Story;
let receiver: Server;
let received: Received[];
/** Status codes of the next answers; 200 when there are none left. */
let answers: number[];
/** Happens when an event was taken, before the sender knows. */
let atArrival: () => void;
let webhook: { readonly url: string; readonly secret: string };

beforeEach(async () => {
  received = [];
  answers = [];
  atArrival = () => undefined;
  receiver = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      const status = answers.shift() ?? 200;
      if (status === 200) {
        received.push({ event: JSON.parse(body) as NoticeEvent, headers: request.headers, body });
        atArrival();
      }
      response.statusCode = status;
      if (status === 302) response.setHeader('location', 'https://elsewhere.example/');
      response.end();
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  const { port } = receiver.address() as AddressInfo;
  webhook = { url: `http://127.0.0.1:${port}/events`, secret: SECRET };
  story = await Story.begin({ webhook });
});
afterEach(async () => {
  await story.end();
  receiver.closeAllConnections();
  await new Promise((resolve) => receiver.close(resolve));
});

const types = () => received.map(({ event }) => event.type);
const arrived = (...wanted: readonly string[]) =>
  story.until(() => types().join() === wanted.join(), `${wanted.join()}: ${types().join()}`);

test('a change is told once it has ended: signed, versioned, with what differs and who decided', async () => {
  await story.change('ada', 'enable sync for fabrikam.com because Falcon');
  await arrived('change.applied');
  const [{ event, headers, body }] = received as [Received];
  expect(event).toMatchObject({
    version: 1,
    partner: { tenantId: fabrikam.tenantId, displayName: 'Fabrikam' },
    settings: [{ name: 'userSync', before: false, after: true }],
    change: {
      command: 'enable sync',
      reason: 'Falcon',
      approval: 'self',
      requestedBy: { objectId: people.ada.id, displayName: 'Ada Osei' },
    },
  });
  const timestamp = String(headers['x-bridgekeeper-timestamp']);
  const expected = createHmac('sha256', SECRET).update(`${timestamp}.${body}`).digest('hex');
  expect(headers['x-bridgekeeper-signature']).toBe(`v1=${expected}`);
  expect(Math.abs(Number(timestamp) * 1000 - Date.parse(event.at))).toBeLessThan(60 * 60_000);
});

test('what is not taken is sent again, in order, also after a restart, and with the same id; what was taken is not', async () => {
  answers = [500, 302, 429];
  await story.change('ada', 'enable sync for fabrikam.com');
  await story.change('ada', 'disable sync for fabrikam.com');
  await story.restart();
  await arrived('change.applied', 'change.applied');
  expect(received.map(({ event }) => event.settings[0]?.after)).toEqual([true, false]);
  await story.restart();
  await story.later(30);
  await story.change('ada', 'rename sync policy for fabrikam.com to "X"');
  await arrived('change.applied', 'change.applied', 'change.applied');
  expect(new Set(received.map(({ event }) => event.id)).size).toBe(3);
});

test('a cancelled change is told, too; a card that is merely asked for is not', async () => {
  const card = await story.ask('ada', 'enable sync for fabrikam.com');
  await story.press('ada', card, 'Cancel');
  await arrived('change.rejected');
});

describe('of what others do', () => {
  const switchSync = (isSyncAllowed: boolean): void => {
    story.elsewhere('eli', fabrikam.tenantId, ({ identitySynchronization: policy }) => {
      if (policy) policy.userSyncInbound = { isSyncAllowed };
    });
  };
  const begin = async (auditDelayMs: number): Promise<void> => {
    await story.end();
    story = await Story.begin({ webhook, auditDelayMs });
    await story.watch();
  };
  const driftId = (): string => received[0]?.event.drift?.id ?? 'no id';

  test('a drift is told when it is found, named and accepted', async () => {
    await begin(0);
    switchSync(true);
    await story.watch();
    await arrived('drift.found', 'drift.named');
    await story.ask('ada', `accept drift ${driftId()} because agreed`);
    await arrived('drift.found', 'drift.named', 'drift.accepted');
    expect(received[0]?.event).toMatchObject({
      version: 1,
      partner: { tenantId: fabrikam.tenantId },
      settings: [{ name: 'userSync', before: false, after: true }],
      drift: { whileDown: false, follows: null, by: null },
    });
    expect(received[1]?.event.drift?.actor).toMatchObject({ name: 'Eli Novak', ip: '203.0.113.7' });
    expect(received[2]?.event.drift?.by).toEqual({ objectId: people.ada.id, displayName: 'Ada Osei' });
  });

  test('and when it is taken back, here or elsewhere, or taken up by a later one', async () => {
    await begin(24 * 60 * 60_000);
    switchSync(true);
    await story.watch();
    await arrived('drift.found');
    await story.change('ada', `revert drift ${driftId()}`);
    await arrived('drift.found', 'change.applied', 'drift.reverted');
    received.length = 0;
    switchSync(true);
    await story.watch();
    story.elsewhere('eli', fabrikam.tenantId, ({ identitySynchronization: policy }) => {
      if (policy) policy.displayName = 'Other';
    });
    await story.watch();
    await arrived('drift.found', 'drift.superseded', 'drift.found');
    expect(received[2]?.event.drift?.follows).toBe(driftId());
  });
});

test('that the policies cannot be read is told once, and that they can be again, also after a restart', async () => {
  await story.watch();
  const mend = story.graph.fail({
    kind: 'status',
    status: 403,
    code: 'Authorization_RequestDenied',
    path: /partners$/,
  });
  await story.watch();
  await story.watch();
  await arrived('watch.lost');
  await story.restart();
  mend();
  await story.watch();
  await arrived('watch.lost', 'watch.back');
  const [lost, back] = received.map(({ event }) => event);
  expect(lost).toMatchObject({
    version: 1,
    partner: { tenantId: organizations.woodgrove.tenantId },
    watch: { lostAt: lost?.at, problem: 'forbidden' },
  });
  expect(back?.watch).toEqual({ lostAt: lost?.at, problem: null });
  expect(back?.id).not.toBe(lost?.id);
});

describe('where another person decides', () => {
  beforeEach(async () => {
    await story.end();
    story = await Story.begin({ webhook, approvals: 'second-person' });
  });
  const askInGroup = (line: string) =>
    story.ask('ada', line, { conversation: story.conversation('group', '19:group@thread.v2') });

  test('a request is told, and that nobody decided', async () => {
    await askInGroup('enable sync for fabrikam.com');
    await arrived('change.approvalRequested');
    await story.later(16);
    await arrived('change.approvalRequested', 'change.expired');
    expect(received[0]?.event.change).toMatchObject({ approval: 'secondPerson', by: null });
  });

  test('broken glass is told as such, and so is its review', async () => {
    // Opening with broken glass must be heard by somebody first.
    story.teams.install(people.ben.id, 'a:ben');
    const card = await story.ask('ada', 'break glass: enable sync for fabrikam.com because the migration is stuck');
    await story.press('ada', card, 'Confirm');
    await arrived('change.glassBroken', 'change.applied');
    const { id } = received[0]?.event.change ?? {};
    await story.ask('ben', `close review ${id ?? 'no id'} because ticket 4711`);
    await arrived('change.glassBroken', 'change.applied', 'change.reviewed');
    expect(received[0]?.event.change).toMatchObject({ approval: 'breakGlass', reason: 'the migration is stuck' });
    expect(received[2]?.event.change?.by).toMatchObject({ objectId: people.ben.id });
  });
});

test('an event that nobody takes for a day makes way for the next', async () => {
  answers = Array.from({ length: 500 }, () => 500);
  await story.change('ada', 'enable sync for fabrikam.com');
  const isGivenUp = () => story.log.some(({ event }) => event === 'event.givenUp');
  const refusals = () => story.log.filter(({ event }) => event === 'event.undelivered').length;
  for (let hour = 0; hour < 30 && !isGivenUp(); hour += 1) {
    const before = refusals();
    await story.later(60);
    await story.until(() => refusals() > before || isGivenUp());
  }
  expect(isGivenUp()).toBe(true);
  answers = [];
  await story.change('ada', 'disable sync for fabrikam.com');
  // A day has passed, so the head of the journal went out, too.
  await arrived('journal.witnessed', 'change.applied');
  expect(received[1]?.event.settings[0]?.after).toBe(false);
});

test('an event that was taken, and that cannot be noted, is not sent again', async () => {
  const told = await StoreStory.begin({ webhook });
  await story.end();
  ({ story } = told);
  atArrival = () => {
    atArrival = () => undefined;
    mend = told.befall('readOnly');
  };
  let mend = (): void => undefined;
  await story.change('ada', 'enable sync for fabrikam.com');
  await told.minutes(1);
  await told.until(() => received.length > 0, 'the event');
  await told.minutes(10);
  mend();
  await told.minutes(10);
  expect(types()).toEqual(['change.applied']);
  await story.change('ada', 'disable sync for fabrikam.com');
  await arrived('change.applied', 'change.applied');
});

test('the head of the journal is told once a day', async () => {
  await story.change('ada', 'enable sync for fabrikam.com');
  await arrived('change.applied');
  await story.later(25 * 60);
  await story.later(1);
  await arrived('change.applied', 'journal.witnessed');
  const head = received[1]?.event.head;
  const journal = await openJournal(story.storePath);
  expect(await journal.find(head?.hash ?? '')).toMatchObject({ seq: head?.entry, id: 'head' });
  expect((await journal.verify(null)).faults).toEqual([]);
  await journal.close();
});
