import type { Command } from '../src/commands/command.ts';
import { opening } from '../src/commands/phrase.ts';
import { summaryOf } from '../src/words/words.ts';

/** The manifest schema's limits; what is longer is refused by Teams as a whole. */
export const LIMITS = { commands: 12, title: 128, description: 4000 } as const;

export type CommandList = {
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
  return [
    {
      scopes: ['personal', 'groupChat', 'team'],
      commands: commands
        .filter(({ name }) => MENU.includes(name))
        .map((command) => ({
          title: cut(opening(command.phrase).join(' '), LIMITS.title),
          description: cut(summary(command.name), LIMITS.description),
        })),
    },
  ];
}

const MENU: readonly string[] = [
  'help',
  'whoami',
  'list partners',
  'show',
  'find tenant',
  'history',
  'explain',
  'enable sync',
  'disable sync',
  'add partner',
  'list deleted',
  'delete sync policy',
];

function cut(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`;
}
