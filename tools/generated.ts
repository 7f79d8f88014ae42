import { COMMANDS } from '../src/commands/list.ts';
import { usageText } from '../src/commands/phrase.ts';
import { SETTINGS } from '../src/config.ts';
import { ROLES, ROLES_FOR, type Access } from '../src/domain/people/role.ts';
import { OPERATIONS } from '../src/graph/operations.ts';
import { PERMISSIONS } from '../src/graph/permissions.ts';

/** The parts of README.md that come from code: `<!-- name -->` to `<!-- /name -->`. A test holds them equal. */

const row = (cells: readonly string[]): string => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');

function who(access: Access): string {
  return access === 'everyone' ? 'any member' : ROLES_FOR[access].map((role) => ROLES[role].name).join(', ');
}

const commands = (): string =>
  table(
    ['command', 'what it does', 'who'],
    COMMANDS.map((command) => [`\`${usageText(command.usage)}\``, command.summary, who(command.access)]),
  );

/** One row for each operation of Graph that a command is there for. */
const operations = (): string =>
  table(
    ['command', 'Microsoft Graph', 'version', 'application permission', 'role of the person'],
    COMMANDS.flatMap(({ name: command, access, operations: used }) =>
      used.map((name) => {
        const { method, path, version, permission } = OPERATIONS[name];
        return [`\`${command}\``, `\`${method} ${path}\``, version, permission, who(access)];
      }),
    ),
  );

const permissions = (): string =>
  table(
    ['application permission', 'why', 'needed'],
    Object.entries(PERMISSIONS).map(([name, { why, required }]) => [`\`${name}\``, why, required ? 'yes' : 'optional']),
  );

const configuration = (): string =>
  table(
    ['name', 'meaning', 'default'],
    SETTINGS.map((setting) => [`\`${setting.name}\``, setting.meaning, setting.default]),
  );

const SECTIONS = { commands, operations, permissions, configuration } as const;

/** The text with every generated part made anew. Throws when a part's marks are missing. */
export function withGeneratedParts(text: string): string {
  return Object.entries(SECTIONS).reduce((made, [name, make]) => {
    const [open, close] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
    const [start, end] = [made.indexOf(open), made.indexOf(close)];
    if (start < 0 || end < start) throw new Error(`README.md lacks ${open} … ${close}`);
    return `${made.slice(0, start + open.length)}\n\n${make()}\n\n${made.slice(end)}`;
  }, text);
}
