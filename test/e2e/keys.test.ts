import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { expect } from 'vitest';
import { startDemo } from '../../src/demo/demo.ts';
import { keyOf } from '../../src/demo/keys.ts';
import { ARTIFACTS } from './artifacts.ts';
import { Playground } from './playground.ts';
import { test } from './stage.ts';

/** Keys are heard from a terminal, which a test has none of: they are pressed through the demo's own function. */

const CHANNEL = 'Identity - Sync approvals';

test('two people, each in their own Playground: asked, approved, restarted, and the bot’s identity used by somebody else', async ({
  browser,
  onTestFinished,
}) => {
  const within = mkdtempSync(join(tmpdir(), 'bridgekeeper-keys-'));
  const demo = await startDemo(
    { you: 'admin', port: 0, approvals: 'second-person', approvers: 1, faults: [], replicas: 1 },
    { within, environment: process.env },
  );
  onTestFinished(async () => {
    await demo.stop();
    rmSync(within, { recursive: true });
  });
  const press = async (name: string): Promise<void> => {
    const key = keyOf(name);
    if (key === undefined) throw new Error(`no key ${name}`);
    await demo.press(key);
  };
  const [ada, ben] = await Promise.all(demo.seats.map(({ url }) => Playground.open(browser, url)));
  if (ada === undefined || ben === undefined) throw new Error('nobody there');
  const picture = (name: string, window: Playground) => window.picture(`${ARTIFACTS}keys-${name}.png`);

  // Each is that person to the bot, alone with it.
  const adas = await ada.personalChat.ask('whoami');
  const bens = await ben.personalChat.ask('whoami');
  await adas.reads('Ada Osei');
  await bens.reads('Ben Haddad', 'Security Operations');
  await ada.personalChat.endsWith(adas);
  expect(await adas.words()).not.toContain('Ben Haddad');

  const channel = await ada.channel(CHANNEL);
  await (await (await channel.post('notify here')).answer(1)).reads('I notify this channel now');
  const bensChannel = await ben.channel(CHANNEL);
  await (await bensChannel.thread('Ada Osei: @Bridgekeeper notify here')).answer(1);

  const group = await ada.groupChat('Sync reviewers');
  const asked = await group.ask('enable sync for fabrikam.com because project Falcon starts on Monday');
  await asked.reads('Waits for approval');
  await press('r');
  const waiting = await (await ben.groupChat('Sync reviewers')).answer(asked.position);
  await picture('waits-after-restart', ben);
  await waiting.press('Approve');
  await asked.reads('Applied', 'Ben Haddad approved this');
  await picture('approved', ada);

  // The notice is in the channel of both.
  await ada.channel(CHANNEL);
  await (await (await channel.thread('Fabrikam')).answer(1)).reads('Applied');
  await ben.channel(CHANNEL);
  await (await (await bensChannel.thread('Fabrikam')).answer(1)).reads('Applied');

  await press('o');
  await (await (await channel.thread('My own identity is used by somebody else')).answer(1)).reads('Northwind Traders');
  await picture('misuse', ada);
  await (await bensChannel.thread('My own identity is used by somebody else')).answer(1);
  await picture('misuse', ben);
});
