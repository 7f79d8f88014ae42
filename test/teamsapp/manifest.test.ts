import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { COMMANDS } from '../../src/commands/list.ts';
import { parse } from '../../src/commands/parse.ts';
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

  it('asks for nothing: no permissions, no sign-in, no domains, no files or calls', () => {
    expect(Object.keys(manifest)).not.toContain('permissions');
    expect(Object.keys(manifest)).not.toContain('authorization');
    expect(Object.keys(manifest)).not.toContain('webApplicationInfo');
    expect(manifest.validDomains).toEqual([]);
    expect(manifest.bots).toMatchObject([{ supportsFiles: false, supportsCalling: false, supportsVideo: false }]);
  });
});

describe('messages that only one person can see', () => {
  it('can be written to the bot: the schema knows that since 1.29', () => {
    expect(manifest.bots).toMatchObject([{ supportsTargetedMessages: true }]);
    const [major = 0, minor = 0] = manifest.manifestVersion.split('.').map(Number);
    expect(major * 1000 + minor).toBeGreaterThanOrEqual(1029);
  });
});

describe('the command menu', () => {
  it('is what the bot knows; if not, run: node tools/generate.ts', () => {
    expect(manifest.bots.map((bot) => bot.commandLists)).toEqual([commandLists(COMMANDS)]);
  });

  it.each(commandLists(COMMANDS).flatMap(({ commands }) => commands))(
    'types the beginning of a line the bot understands: $title',
    ({ title }) => {
      const kinds = [title, `${title} fabrikam.com`].map((line) => parse(line, COMMANDS).kind);
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
