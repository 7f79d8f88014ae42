import { CLOUDS, type Cloud } from '../src/cloud.ts';
import { METRICS, type Metric } from '../src/app/ports/metrics.ts';
import { COMMANDS } from '../src/commands/list.ts';
import { usageText } from '../src/commands/reading/phrase.ts';
import { SYNONYMS } from '../src/commands/reading/synonyms.ts';
import { SETTINGS } from '../src/config/settings.ts';
import { ASKED, HOW, openFilter } from '../src/domain/policy/filters.ts';
import { ROLES, rolesFor, type Access } from '../src/domain/people/role.ts';
import { OPERATIONS } from '../src/graph/operations.ts';
import { PERMISSIONS, type Need } from '../src/graph/permissions.ts';
import { FAULT_NAMES, faultOf } from '../src/simulator/faults/faults.ts';
import { summaryOf, words } from '../src/words/words.ts';
import { permissionsBicep } from './permissions/bicep.ts';
import { SCRIPTS } from './permissions/scripts.ts';
import { settingsBicep } from './settings-bicep.ts';

/** The parts of documents that come from code: `<!-- name -->` to `<!-- /name -->`. A test holds them equal. */

const row = (cells: readonly string[]): string => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');

function who(access: Access): string {
  const roles = rolesFor(access);
  return roles.length === 0 ? 'any member' : roles.map((role) => ROLES[role].name).join(', ');
}

const commands = (): string =>
  table(
    ['command', 'what it does', 'who'],
    COMMANDS.map((command) => [`\`${usageText(command.usage)}\``, summaryOf(command.name), who(command.access)]),
  );

const synonyms = (): string =>
  table(
    ['what people also say', 'is read as'],
    Object.entries(SYNONYMS).map(([meant, said]) => [said.map((words) => `\`${words}\``).join(', '), `\`${meant}\``]),
  );

/** What `list partners with …` knows, from the table of a partner's settings. */
const conditions = (): string =>
  table(
    ['setting', ...HOW.map((how) => `\`${how}\``)],
    ASKED.map((what) => [
      `\`${what}\``,
      ...HOW.map((how) => {
        const filter = openFilter(what, how);
        return filter.how === how ? words.lists.partners.subtitle({ filter, total: 1 }) : `as \`${filter.how}\``;
      }),
    ]),
  );

/** One row for each operation of Graph that a command is there for. */
const operations = (): string =>
  table(
    ['command', 'Microsoft Graph', 'version', 'application permission', 'role of the person'],
    COMMANDS.flatMap(({ name: command, access, operations: used }) =>
      used.map((name) => {
        const { method, path, version, permission, fallback } = OPERATIONS[name];
        const needed = fallback === undefined ? permission : `${permission}; where that is refused, ${fallback}`;
        return [`\`${command}\``, `\`${method} ${path}\``, version, needed, who(access)];
      }),
    ),
  );

const NEEDS: Readonly<Record<Need, string>> = {
  always: 'yes',
  optional: 'optional',
  fallback: 'as a fall-back',
  wanted: 'where wanted',
};
const permissions = (): string =>
  table(
    ['application permission', 'why', 'needed'],
    Object.entries(PERMISSIONS).map(([name, { why, need }]) => [`\`${name}\``, why, NEEDS[need]]),
  );

const grant = (): string => `\`\`\`powershell\n${SCRIPTS.powershell()}\n\`\`\``;

const configuration = (): string =>
  table(
    ['name', 'meaning', 'default'],
    SETTINGS.map((setting) => [`\`${setting.name}\``, setting.meaning, setting.default]),
  );

const hosts = (): string =>
  table(
    ['`GRAPH_CLOUD`', 'Microsoft Graph', 'tokens', 'keys of Teams’ tokens', 'answers to Teams'],
    Object.entries(CLOUDS).map(([name, cloud]) => [`\`${name}\``, ...hostsOf(cloud)]),
  );

function hostsOf({ graph, authority, authorityAlias, botFramework }: Cloud): readonly string[] {
  const authorities = [authority, ...(authorityAlias === undefined ? [] : [authorityAlias])];
  const services = botFramework.serviceHosts.map((host) => (host.startsWith('.') ? `*${host}` : host));
  return [[host(graph)], authorities.map(host), [host(botFramework.openIdMetadata)], services].map((names) =>
    names.map((name) => `\`${name}\``).join(', '),
  );
}

const host = (address: string): string => new URL(address).host;

const faults = (): string =>
  table(
    ['fault', 'what goes wrong'],
    FAULT_NAMES.map((name) => [`\`${name}\``, faultOf(name).does]),
  );

const metrics = (): string =>
  table(
    ['figure', 'kind', 'unit', 'what it tells', 'divided by'],
    Object.entries<Metric>(METRICS).map(([name, { kind, unit, says, by }]) => [
      `\`${name}\``,
      kind,
      `\`${unit}\``,
      says,
      by.map((attribute) => `\`${attribute}\``).join(', '),
    ]),
  );

type Parts = Readonly<Record<string, () => string>>;

/** By document, below the project's folder: its generated parts. */
export const GENERATED: Readonly<Record<string, Parts>> = {
  'docs/commands.md': { commands, conditions, synonyms },
  'docs/graph-calls.md': { operations },
  'docs/permissions.md': { permissions, grant },
  'docs/configuration.md': { configuration },
  'docs/deploy.md': { hosts },
  'docs/operate.md': { metrics },
  'CONTRIBUTING.md': { faults },
};

/** The text of a document with its generated parts made anew. Throws when a part's marks are missing. */
export function withGeneratedParts(text: string, parts: Parts): string {
  return Object.entries(parts).reduce((made, [name, make]) => {
    const [open, close] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
    const [start, end] = [made.indexOf(open), made.indexOf(close)];
    if (start < 0 || end < start) throw new Error(`The document lacks ${open} … ${close}`);
    return `${made.slice(0, start + open.length)}\n\n${make()}\n\n${made.slice(end)}`;
  }, text);
}

/** Files that come from code as a whole. */
export const GENERATED_FILES: Readonly<Record<string, () => string>> = {
  'teamsapp/infra/permissions.bicep': permissionsBicep,
  'teamsapp/infra/settings.bicep': settingsBicep,
};
