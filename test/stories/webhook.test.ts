import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { NoticeEvent } from '../../src/domain/telling/notice-event.ts';
import { postsIn, SECURITY, settle, subscribe } from '../support/channel.ts';
import { people, Story } from '../support/story.ts';

/** One event that the receiver never takes holds up no other, and is not lost. */

let story: Story;
let receiver: Server;
let received: NoticeEvent[];
/** How the receiver answers an event. */
let answer: (event: NoticeEvent) => number;

beforeEach(async () => {
  received = [];
  answer = () => 200;
  receiver = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      const event = JSON.parse(body) as NoticeEvent;
      response.statusCode = answer(event);
      if (response.statusCode === 200) received.push(event);
      response.end();
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  const { port } = receiver.address() as AddressInfo;
  story = await Story.begin({ webhook: { url: `http://127.0.0.1:${port}/events`, secret: 's'.repeat(32) } });
});
afterEach(async () => {
  await story.end();
  receiver.closeAllConnections();
  await new Promise((resolve) => receiver.close(resolve));
});

/** Of the head of the journal, which goes out once a day, nothing depends here. */
const told = () =>
  received.filter(({ type }) => type !== 'journal.witnessed').map(({ settings: [setting] }) => setting?.after);
const arrived = (...wanted: readonly unknown[]) =>
  story.until(
    () => JSON.stringify(told()) === JSON.stringify(wanted),
    `${JSON.stringify(wanted)}: ${JSON.stringify(told())}`,
  );
const refusesOpening =
  (status: number) =>
  ({ settings: [setting] }: NoticeEvent): number =>
    setting?.after === true ? status : 200;
const list = async (): Promise<string> => story.words(await story.ask('dana', 'list webhook'));

test.each([400, 401, 403, 404, 410, 413, 422])('%d: it is parked, and the next one is sent', async (status) => {
  answer = refusesOpening(status);
  await story.change('ada', 'enable sync for fabrikam.com');
  await story.change('ada', 'disable sync for fabrikam.com');
  await arrived(false);
  const words = await list();
  expect(words).toContain('1 event is parked');
  expect(words).toContain(`refused with ${status}`);
  expect(words).toContain('change.applied');
});

test.each([408, 429, 500, 503])('%d: it is sent again, before the next one', async (status) => {
  answer = refusesOpening(status);
  await story.change('ada', 'enable sync for fabrikam.com');
  await story.change('ada', 'disable sync for fabrikam.com');
  await settle(story);
  expect(told()).toEqual([]);
  answer = () => 200;
  await arrived(true, false);
  expect(await list()).toContain('No event is parked');
});

test('what is parked is sent again when an administrator asks for it, also after a restart, with the same id', async () => {
  const ids: string[] = [];
  answer = (event) => {
    if (event.settings[0]?.after === true) ids.push(event.id);
    return refusesOpening(422)(event);
  };
  await story.change('ada', 'enable sync for fabrikam.com');
  await story.until(() => ids.length === 1);
  await story.restart();
  expect(story.words(await story.ask('dana', 'retry webhook'))).toContain('Security Administrator');
  await settle(story);
  expect(ids).toHaveLength(1);
  expect(story.words(await story.ask('ada', 'retry webhook'))).toContain('I send them again');
  await story.until(() => ids.length === 2, 'the event again');
  await settle(story);
  expect(await list()).toContain('1 event is parked');
  answer = () => 200;
  await story.ask('ben', 'retry webhook');
  await arrived(true);
  expect(received[0]?.id).toBe(ids[0]);
  expect(await list()).toContain('No event is parked');
  expect(story.words(await story.ask('ada', 'retry webhook'))).toContain('No event is parked');
});

test('it is told where drift is told, and to every administrator alone, once', async () => {
  story.teams.install(people.ada.id, 'a:ada');
  story.teams.install(people.ben.id, 'a:ben');
  await subscribe(story, 'ada', 'notify here about drift', SECURITY);
  answer = () => 403;
  await story.change('ada', 'enable sync for fabrikam.com');
  await story.change('ada', 'disable sync for fabrikam.com');
  const heard = (place: string) =>
    story.teams.messages.filter(
      (message) => message.conversationId.startsWith(place) && story.words(message).includes('does not take events'),
    ).length;
  await story.until(() => [SECURITY, 'a:ada', 'a:ben'].every((place) => heard(place) === 1), 'everybody is told');
  expect(postsIn(story, SECURITY)).toHaveLength(1);
  await story.change('ada', 'enable sync for fabrikam.com');
  await settle(story);
  expect(heard(SECURITY)).toBe(1);
});

test('what nobody takes for a day is parked, not lost', async () => {
  answer = () => 500;
  await story.change('ada', 'enable sync for fabrikam.com');
  const isParked = () => story.log.some(({ event }) => event === 'event.parked');
  for (let hour = 0; hour < 40 && !isParked(); hour += 1) {
    await story.later(60);
    await settle(story);
  }
  answer = () => 200;
  expect(await list()).toContain('nobody took it for a day');
  await story.ask('ada', 'retry webhook');
  await arrived(true);
});

test.each([402, 405, 406, 409, 411, 412, 414, 415, 417, 418, 423, 424, 425, 426, 428, 431, 451, 499])(
  '%d is about one event, too',
  async (status) => {
    answer = refusesOpening(status);
    await story.change('ada', 'enable sync for fabrikam.com');
    await story.change('ada', 'disable sync for fabrikam.com');
    await arrived(false);
    expect(await list()).toContain(`refused with ${status}`);
  },
);

test('a receiver that is busy, slow, broken, and then says no: the event is parked, once, and the next one is sent', async () => {
  const answers = [503, 408, 429, 500, 413];
  answer = (event) => (event.settings[0]?.after === true ? (answers.shift() ?? 413) : 200);
  await story.change('ada', 'enable sync for fabrikam.com');
  await story.change('ada', 'disable sync for fabrikam.com');
  for (let n = 0; n < 8; n += 1) {
    await story.later(2);
    await settle(story);
  }
  await arrived(false);
  expect(answers).toEqual([]);
  expect(await list()).toContain('1 event is parked');
});

test('what is sent again and refused again stays parked; what is taken then is gone from the list', async () => {
  answer = refusesOpening(422);
  await story.change('ada', 'enable sync for fabrikam.com');
  await story.change('ada', 'disable sync for fabrikam.com');
  await arrived(false);
  await story.ask('ada', 'retry webhook');
  await settle(story);
  expect(await list()).toContain('1 event is parked');
  // It is asked for again, the receiver is down, and the process ends.
  answer = () => 503;
  await story.ask('ada', 'retry webhook');
  await settle(story);
  await story.restart();
  answer = () => 200;
  await arrived(false, true);
  expect(await list()).toContain('No event is parked');
});
