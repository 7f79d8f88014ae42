import { listOpen } from '../../commands/approvals/list-open.ts';
import { listDrift } from '../../commands/drift/list-drift.ts';
import { help as helpCommand } from '../../commands/help/help.ts';
import { whoami } from '../../commands/help/whoami.ts';
import { COMMANDS } from '../../commands/list.ts';
import { listPartners } from '../../commands/partners/list-partners.ts';
import { overview } from '../../commands/partners/overview.ts';
import { history } from '../../commands/records/history.ts';
import { bareLine, usageText } from '../../commands/reading/phrase.ts';
import type { Command } from '../../commands/command.ts';
import type { Access } from '../../domain/people/role.ts';
import {
  HELP_TOPICS,
  type CommandHelp,
  type HelpLevel,
  type HelpStart,
  type HelpTopic,
  type OutOfReach,
  type TopicHelp,
} from '../../domain/replies/help.ts';
import type { Ports, Settings } from '../ports.ts';
import { useCase, type UseCase } from '../use-case.ts';
import { helpLevels } from './help-level.ts';

/** What most people begin with, in this order. */
const STARTERS = [overview, listPartners, listOpen, listDrift, history, whoami].map(({ name }) => name);

/** What people can say: each person what they may. */
export function help(ports: Ports, settings: Pick<Settings, 'preview' | 'forgets'>): UseCase<'help'> {
  const levelOf = helpLevels(ports);
  const shown = helpOf(settings);
  return useCase(ports, 'help', async (proof, { person, request: { topic } }) =>
    proof.give(shown(topic, await levelOf(person.objectId))),
  );
}

/** Makes each help once: it is the same for everybody who may do the same. */
export function helpOf({
  preview,
  forgets,
}: Pick<Settings, 'preview' | 'forgets'>): (topic: HelpTopic | null, level: HelpLevel) => HelpStart | TopicHelp {
  const made = new Map<string, HelpStart | TopicHelp>();
  return (topic, level) => {
    const key = `${topic ?? ''} ${level}`;
    const reply = made.get(key) ?? (topic === null ? begin(level, preview, forgets) : about(topic, level, preview));
    made.set(key, reply);
    return reply;
  };
}

function begin(level: HelpLevel, preview: boolean, forgets: boolean): HelpStart {
  const may = COMMANDS.filter((command) => isFor(command, level, preview));
  const starters = STARTERS.flatMap((name) => may.filter((command) => command.name === name));
  return {
    kind: 'help',
    level,
    forgets,
    starters: starters.map(shownOf),
    besides: may
      .filter((command) => command.topic === null && command.name !== helpCommand.name && !starters.includes(command))
      .map(shownOf),
    topics: HELP_TOPICS.filter((topic) => may.some((command) => command.topic === topic)),
  };
}

function about(topic: HelpTopic, level: HelpLevel, preview: boolean): TopicHelp {
  const all = COMMANDS.filter((command) => command.topic === topic);
  const left = all.filter((command) => !isFor(command, level, preview));
  const isOff = (command: Command): boolean => command.preview && !preview;
  const takes = (access: Access): readonly Command[] =>
    left.filter((command) => !isOff(command) && shownAccess(command) === access);
  return {
    kind: 'topicHelp',
    topic,
    level,
    commands: all.filter((command) => isFor(command, level, preview)).map(shownOf),
    outOfReach: [
      outOfReach('read', takes('read')),
      outOfReach('change', takes('change')),
      outOfReach('preview', left.filter(isOff)),
    ].filter(({ commands }) => commands.length > 0),
  };
}

const outOfReach = (needs: OutOfReach['needs'], commands: readonly Command[]): OutOfReach => ({
  needs,
  commands: commands.map(({ name }) => name),
});

const shownAccess = ({ takes, access }: Command): Access => takes ?? access;

/** What takes no role may be said by anybody, who may yet be refused for what they say it about. */
function isFor(command: Command, level: HelpLevel, preview: boolean): boolean {
  if (command.preview && !preview) return false;
  const access = shownAccess(command);
  if (access === 'change') return level === 'change';
  return access !== 'read' || level === 'read' || level === 'change';
}

function shownOf({ name, usage, example, access, phrase }: Command): CommandHelp {
  return {
    name,
    usage: usageText(usage),
    example,
    // What a card's button does is pressed there.
    line: access === 'requester' ? null : (bareLine(phrase) ?? null),
  };
}
