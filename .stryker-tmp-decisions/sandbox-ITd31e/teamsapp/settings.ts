/** What the manifest needs to know about one installation, and where it comes from. */
// @ts-nocheck


export type Environment = Readonly<Record<string, string | undefined>>;

export type Settings =
  | { readonly ok: true; readonly values: Readonly<Record<string, string>>; readonly notes: readonly string[] }
  | { readonly ok: false; readonly problems: readonly string[] };

type Setting = {
  /** The placeholder's name in manifest.json: `${{BOT_ID}}`. */
  readonly name: string;
  /** Another name the same value goes by. */
  readonly alias?: string;
  /** Ends the sentence "It is missing: set it to …". */
  readonly wanted: string;
  /** What is wrong with a value, to follow its name; undefined when nothing is. */
  readonly wrong: (value: string) => string | undefined;
};

const SETTINGS: readonly Setting[] = [
  { name: 'TEAMS_APP_ID', wanted: 'a GUID of the app’s own, the same for every later version', wrong: notGuid },
  {
    name: 'BOT_ID',
    // The bot itself reads it under Bot Framework's name; one of the two is enough.
    alias: 'MicrosoftAppId',
    wanted: 'the client id of the bot’s Entra app or managed identity',
    wrong: notGuid,
  },
  { name: 'DEVELOPER_NAME', wanted: 'who runs this bot, in at most 32 characters', wrong: notName },
  { name: 'DEVELOPER_WEBSITE_URL', wanted: 'an https address where people find support', wrong: notHttps },
  { name: 'DEVELOPER_PRIVACY_URL', wanted: 'the https address of your privacy statement', wrong: notHttps },
  { name: 'DEVELOPER_TERMS_OF_USE_URL', wanted: 'the https address of your terms of use', wrong: notHttps },
];

/** The names a manifest may use. */
export const SETTING_NAMES: readonly string[] = SETTINGS.map((setting) => setting.name);

/**
 * Reads every setting, the first source that has one winning; an empty text counts as none, because that is how an
 * environment file says "not yet". Never throws: all that is missing or malformed is told at once.
 */
export function readSettings(sources: readonly Environment[]): Settings {
  const find = (name: string): string | undefined =>
    sources.map((source) => source[name]?.trim()).find((value) => value !== undefined && value !== '');
  const values: Record<string, string> = {};
  const problems: string[] = [];
  for (const { name, alias, wanted, wrong } of SETTINGS) {
    const own = find(name);
    const other = alias === undefined ? undefined : find(alias);
    const value = own ?? other;
    const called = alias === undefined ? name : `${name} (or ${alias})`;
    if (value === undefined) {
      problems.push(`${called} is missing: set it to ${wanted}.`);
    } else if (own !== undefined && other !== undefined && own.toLowerCase() !== other.toLowerCase()) {
      problems.push(`${name} is ${own} but ${alias ?? ''} is ${other}: they must be the same bot, so unset one.`);
    } else {
      const mistake = wrong(value);
      if (mistake !== undefined) problems.push(`${called} is "${value}", ${mistake}: set it to ${wanted}.`);
      values[name] = value;
    }
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, values, notes: notes(values) };
}

/** What can be installed as it is, but should not reach other people. */
function notes(values: Readonly<Record<string, string>>): readonly string[] {
  const examples = Object.keys(values).filter((name) => name.endsWith('_URL') && isExample(values[name] ?? ''));
  return examples.length === 0
    ? []
    : [`${examples.join(', ')}: still an example address. Set your own before other people install the app.`];
}

function isExample(address: string): boolean {
  const { hostname } = new URL(address);
  return hostname === 'example.com' || hostname.endsWith('.example.com');
}

function notGuid(value: string): string | undefined {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value) ? undefined : 'which is not a GUID';
}

function notName(value: string): string | undefined {
  return value.length <= 32 ? undefined : `which has ${value.length} characters`;
}

function notHttps(value: string): string | undefined {
  return URL.canParse(value) && new URL(value).protocol === 'https:' ? undefined : 'which is not an https address';
}
