import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { COMMANDS } from '../../src/commands/list.ts';
import { parse } from '../../src/commands/reading/parse.ts';
import { EXTENSION_COMMANDS } from '../../src/teams/extension.ts';
import { commandLists, LIMITS } from '../../teamsapp/commands.ts';
import manifest from '../../teamsapp/manifest.json' with { type: 'json' };
import { fillPlaceholders, validateManifest } from '../../teamsapp/package.ts';
import { PARTS, SETTINGS } from './parts.ts';

describe('the manifest', () => {
  beforeEach(() => {
    vi.stubGlobal('fetch', () => Promise.reject(new Error('the schema must come from the installed package')));
  });
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  const filled = (template: string): unknown => {
    const values = Object.fromEntries(Object.entries(SETTINGS).map(([name, value]) => [name, value ?? '']));
    const { text, unknown } = fillPlaceholders(template, values);
    expect(unknown).toEqual([]);
    return JSON.parse(text);
  };

  it('is valid once its placeholders are filled', async () => {
    expect(await validateManifest(filled(PARTS.manifest))).toEqual([]);
  });

  it('is held against a schema that would notice', async () => {
    const wrong = [
      PARTS.manifest.replace('${{TEAMS_APP_ID}}', 'not a guid'),
      PARTS.manifest.replace('"version"', '"surprise": true, "version"'),
      PARTS.manifest.replace('"groupChat"', '"groupchat"'),
      '"a text"',
    ];
    for (const template of wrong) expect(await validateManifest(filled(template))).not.toEqual([]);
  });

  it('says the same schema version twice', () => {
    expect(manifest.$schema).toContain(`/teams/v${manifest.manifestVersion}/`);
  });

  it('is there for people, group chats and teams, and therefore supports channel features', () => {
    expect(manifest.bots.map(({ scopes }) => scopes)).toEqual([['personal', 'groupChat', 'team']]);
    expect(manifest.supportsChannelFeatures).toBe('tier1');
  });

  it('asks for nothing: no permissions, no sign-in, no domains, no calls', () => {
    expect(Object.keys(manifest)).not.toContain('permissions');
    expect(Object.keys(manifest)).not.toContain('authorization');
    expect(Object.keys(manifest)).not.toContain('webApplicationInfo');
    expect(manifest.validDomains).toEqual([]);
    expect(manifest.bots).toMatchObject([{ supportsFiles: true, supportsCalling: false, supportsVideo: false }]);
  });
});

describe('messages that only one person can see', () => {
  it('can be written to the bot: the schema knows that since 1.29', () => {
    expect(manifest.bots).toMatchObject([{ supportsTargetedMessages: true }]);
    const [major = 0, minor = 0] = manifest.manifestVersion.split('.').map(Number);
    expect(major * 1000 + minor).toBeGreaterThanOrEqual(1029);
  });
});

describe('the message extension', () => {
  it('is the same bot, and has the commands that the bot answers', () => {
    const [{ botId }] = manifest.bots as [(typeof manifest.bots)[number]];
    expect(manifest.composeExtensions.map((extension) => extension.botId)).toEqual([botId]);
    const ids = manifest.composeExtensions.flatMap(({ commands }) => commands.map(({ id }) => id));
    expect(ids).toEqual(Object.values(EXTENSION_COMMANDS));
  });
});

describe('the command menu', () => {
  it('has what people say most, where it can be said', () => {
    const [alone, others] = commandLists(COMMANDS).map(({ commands }) => commands.map(({ title }) => title));
    for (const titles of [alone, others]) expect(titles).toEqual(expect.arrayContaining(['list open', 'undo', 'help']));
    expect(others).toContain('notify here');
    expect(alone).not.toContain('notify here');
  });

  it('is offered after a slash, too, where what is said so is between the two', () => {
    const [alone, others] = commandLists(COMMANDS);
    expect(alone).toMatchObject({ triggers: ['mention'], scopes: ['personal'] });
    expect(others).toMatchObject({ triggers: ['mention', 'slash'], scopes: ['groupChat', 'team'] });
  });

  it('is what the bot knows; if not, run: node tools/generate.ts', () => {
    expect(manifest.bots.map((bot) => bot.commandLists)).toEqual([commandLists(COMMANDS)]);
  });

  it.each(commandLists(COMMANDS).flatMap(({ commands }) => commands))(
    'types the beginning of a line the bot understands: $title',
    ({ title }) => {
      const kinds = [title, `${title} fabrikam.com`, `${title} C-5YJHB7VX`].map((line) => parse(line, COMMANDS).kind);
      expect(kinds).toContain('request');
    },
  );

  it('stays within what Teams takes, and all it names is there', () => {
    for (const { commands } of commandLists(COMMANDS, () => 'long '.repeat(1000))) {
      expect(commands).toHaveLength(LIMITS.commands);
      for (const { title, description } of commands) {
        expect(title.length).toBeLessThanOrEqual(LIMITS.title);
        expect(description).toHaveLength(LIMITS.description);
      }
    }
  });
});
