import { expect, test } from 'vitest';
import type { Bot, Installation } from '../../../src/app/bot-interface.ts';
import { limitedBot } from '../../../src/app/hearing/limited-bot.ts';
import type { Ports } from '../../../src/app/ports.ts';
import { aConversation, HOME, objectIdOf } from '../../builders.ts';

test('who clicked where is noted no more often than clients ask on their own', () => {
  const seen: Installation[] = [];
  const bot = { clickedIn: (event: Installation) => void seen.push(event) } as Partial<Bot> as Bot;
  const ports = { clock: { elapsed: () => 0 } } as Partial<Ports> as Ports;
  const limited = limitedBot(bot, ports);
  const sender = { objectId: objectIdOf(1), tenantIds: [HOME], displayName: 'Ada', account: '29:1' };
  for (let n = 0; n < 500; n += 1) limited.clickedIn({ sender, conversation: aConversation() });
  expect(seen).toHaveLength(120);
});
