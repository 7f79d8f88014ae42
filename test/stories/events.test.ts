import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { NoticeEvent } from '../../src/domain/notice-event.ts';
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
  answers = [500, 302, 404];
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
  await arrived('change.applied');
  expect(received[0]?.event.settings[0]?.after).toBe(false);
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
