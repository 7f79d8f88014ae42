import { expect, test } from 'vitest';
import { renderReply } from '../support/drawing.ts';
import { COMMANDS } from '../../src/commands/list.ts';
import { usageText } from '../../src/commands/reading/phrase.ts';
import { HELP_TOPICS } from '../../src/domain/replies/help.ts';
import type { Reply } from '../../src/domain/replies/reply.ts';
import { summaryOf } from '../../src/words/words.ts';
import { LATER } from '../cards/changes.ts';
import { readable, textOf } from '../cards/collect.ts';
import { REPLIES } from '../cards/samples.ts';
import { titlesOf } from '../support/cards.ts';

function replyOf(name: string): Reply {
  const reply = REPLIES[name];
  if (reply === undefined) throw new Error(`no reply called ${name}`);
  return reply;
}
const read = (name: string): string => textOf(replyOf(name));

test.each(COMMANDS.filter(({ topic }) => topic !== null))(
  'help shows $name in one topic, with usage and summary',
  (command) => {
    const { name, usage } = command;
    const shownIn = HELP_TOPICS.filter((topic) =>
      read(`help ${topic}`).includes(`${usageText(usage)}\n${summaryOf(name)}`),
    );
    expect(shownIn).toEqual([command.topic]);
  },
);

test('help begins with what belongs to no topic', () => {
  const { card } = renderReply(replyOf('help'), LATER);
  const shownThere = [readable(card), ...titlesOf(card)].join('\n');
  const begins: Readonly<Record<string, string>> = {
    help: 'What I can do for you',
    whoami: 'Show my roles',
    explain: 'explain ExternalTenantNotFound',
  };
  for (const { name } of COMMANDS.filter(({ topic }) => topic === null)) {
    expect(shownThere).toContain(begins[name] ?? name);
  }
});

test('help says what it takes to do more', () => {
  expect(read('help, looking')).toContain('To change something takes the role Security Administrator.');
  expect(read('help, no role')).toContain('Most of what I do takes a role');
  expect(read('help, roles unread')).toContain('I could not see your roles just now');
  expect(read('help partners, looking')).toContain('With the role Security Administrator also: change sync, enable');
  expect(read('help template, roles unread')).toMatch(/I could not see your roles[^]*also: show template\.[^]*reset/);
  expect(read('help deleted, without preview')).toMatch(/^What was deleted\nSwitched off here.*: list deleted, show/);
  expect(read('help deleted')).not.toContain('Switched off');
});
