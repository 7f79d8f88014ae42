import { SETTINGS, type Setting } from '../src/config/settings.ts';

/** Set by a template itself: who the bot is, where it listens, how it proves who it is. */
const TEMPLATES_OWN = [
  'PORT',
  'MicrosoftAppId',
  'MicrosoftAppTenantId',
  'MicrosoftAppType',
  'MicrosoftAppPassword',
  'AZURE_CLIENT_CERTIFICATE_PATH',
  'AZURE_FEDERATED_TOKEN_FILE',
  'STORE',
  'STORE_AUTH',
  'BOT_DOMAIN',
  'BOT_ID',
];

const given: readonly Setting[] = SETTINGS.filter(({ name }) => !TEMPLATES_OWN.includes(name));
/** Bicep ends a text at a quotation mark of its own. */
const text = (words: string): string => `'${words.replaceAll('`', '').replaceAll("'", '’')}'`;
const valueOf = (setting: Setting): string => (setting.default === 'none' ? "''" : text(setting.default));

/** teamsapp/infra/settings.bicep. */
export const settingsBicep =
  (): string => `// Every setting of docs/configuration.md that is not a template's own. Made by \`npm run generate\` from src/config/settings.ts.
//
// A template takes them as one parameter, so that a deployment sets all of them, each time, as they are written down: what
// was set by hand in the portal is gone with the next one, and nothing may turn a stricter rule back by being left out.

@export()
type settings = {
${given
  .filter(({ secret }) => secret !== true)
  .map(({ name, meaning }) => `  @description(${text(meaning)})\n  ${name}: string`)
  .join('\n\n')}
}

// A parameter of this type is to be @secure().
@export()
type secrets = {
${given
  .filter(({ secret }) => secret === true)
  .map(({ name, meaning }) => `  @description(${text(meaning)})\n  ${name}: string?`)
  .join('\n\n')}
}
`;

/** The values that apply where nothing is set, for a file of parameters. */
export const DEFAULTS: Readonly<Record<string, string>> = Object.fromEntries(
  given.flatMap((setting) => (setting.secret === true ? [] : [[setting.name, valueOf(setting).slice(1, -1)]])),
);
