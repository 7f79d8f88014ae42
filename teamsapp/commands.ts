import type { Command } from '../src/commands/command.ts';
import { opening } from '../src/commands/reading/phrase.ts';
import { summaryOf } from '../src/words/words.ts';

/** The manifest schema's limits; what is longer is refused by Teams as a whole. */
export const LIMITS = { commands: 12, title: 128, description: 4000 } as const;

export type CommandList = {
  /** Whether it is shown at an @mention, or after `/`, where what is said is between the two (Teams: targeted messages). */
  readonly triggers: readonly ('mention' | 'slash')[];
  readonly scopes: readonly Scope[];
  readonly commands: readonly { readonly title: string; readonly description: string }[];
};

type Scope = 'personal' | 'groupChat' | 'team';

/**
 * The menu that Teams offers above the message box. Choosing an entry types its title and leaves the rest to the
 * person, so the title is how the line begins (`enable sync for`) and never an example with somebody's domain in it.
 * There is room for a dozen, so it has what people ask for day by day: `help` shows all.
 * @param summary what a command does, by its name
 */
export function commandLists(
  commands: readonly Command[],
  summary: (command: string) => string = summaryOf,
): readonly CommandList[] {
  const list = (menu: readonly string[]): CommandList['commands'] =>
    commands
      .filter(({ name }) => menu.includes(name))
      .map((command) => ({
        title: cut(opening(command.phrase).join(' '), LIMITS.title),
        description: cut(summary(command.name), LIMITS.description),
      }));
  return [
    { triggers: ['mention'], scopes: ['personal'], commands: list([...EVERYWHERE, ...ALONE]) },
    { triggers: ['mention', 'slash'], scopes: ['groupChat', 'team'], commands: list([...EVERYWHERE, ...AMONG_OTHERS]) },
  ];
}

const EVERYWHERE = [
  ...['help', 'list partners', 'show', 'enable sync', 'disable sync', 'undo', 'list open', 'list drift', 'history'],
  'explain',
];
const ALONE = ['whoami', 'add partner'];
/** What is about the place where it is said. */
const AMONG_OTHERS = ['notify here', 'stop notifying here'];

function cut(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`;
}
