// @ts-nocheck
import { describe, expect, it } from 'vitest';
import { readSettings, SETTING_NAMES } from '../../teamsapp/settings.ts';
import { SETTINGS } from './parts.ts';

describe('settings', () => {
  it('are taken when all is there', () => {
    expect(readSettings([SETTINGS])).toEqual({ ok: true, values: SETTINGS, notes: [] });
  });

  it('are named all at once when missing', () => {
    const settings = readSettings([{}]);
    const problems = settings.ok ? [] : settings.problems;
    expect(problems).toHaveLength(SETTING_NAMES.length);
    for (const [index, name] of SETTING_NAMES.entries()) expect(problems[index]).toContain(`${name} `);
    for (const problem of problems) expect(problem).toMatch(/ is missing: set it to .+\.$/);
  });

  it('are named all at once when malformed', () => {
    const settings = readSettings([
      {
        ...SETTINGS,
        TEAMS_APP_ID: 'my-app',
        DEVELOPER_NAME: 'A name that is longer than Teams can show',
        DEVELOPER_PRIVACY_URL: 'http://contoso.com/privacy',
      },
    ]);
    expect(settings).toEqual({
      ok: false,
      problems: [
        'TEAMS_APP_ID is "my-app", which is not a GUID: set it to a GUID of the app’s own, the same for every later version.',
        'DEVELOPER_NAME is "A name that is longer than Teams can show", which has 41 characters: set it to who runs this bot, in at most 32 characters.',
        'DEVELOPER_PRIVACY_URL is "http://contoso.com/privacy", which is not an https address: set it to the https address of your privacy statement.',
      ],
    });
  });

  it('come from the first source that has one, and empty is none', () => {
    const name = (settings: ReturnType<typeof readSettings>): string | undefined =>
      settings.ok ? settings.values['DEVELOPER_NAME'] : undefined;
    expect(name(readSettings([{ DEVELOPER_NAME: 'Fabrikam' }, SETTINGS]))).toBe('Fabrikam');
    expect(name(readSettings([{ DEVELOPER_NAME: ' ' }, SETTINGS]))).toBe(SETTINGS['DEVELOPER_NAME']);
  });

  it('take the bot’s id under either name', () => {
    const { BOT_ID, ...others } = SETTINGS;
    expect(readSettings([{ ...others, MicrosoftAppId: BOT_ID }])).toMatchObject({ ok: true, values: { BOT_ID } });
    expect(readSettings([{ ...SETTINGS, MicrosoftAppId: BOT_ID?.toUpperCase() }])).toMatchObject({ ok: true });
  });

  it('refuse two different bots', () => {
    const settings = readSettings([{ MicrosoftAppId: '33333333-3333-4333-8333-333333333333' }, SETTINGS]);
    expect(settings).toEqual({
      ok: false,
      problems: [
        'BOT_ID is 22222222-2222-4222-8222-222222222222 but MicrosoftAppId is 33333333-3333-4333-8333-333333333333: they must be the same bot, so unset one.',
      ],
    });
  });

  it('note addresses that are only examples', () => {
    const settings = readSettings([{ DEVELOPER_WEBSITE_URL: 'https://example.com/bridgekeeper' }, SETTINGS]);
    expect(settings.ok && settings.notes).toEqual([expect.stringContaining('DEVELOPER_WEBSITE_URL: still an example')]);
  });
});
