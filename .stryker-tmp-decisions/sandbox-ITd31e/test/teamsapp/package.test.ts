// @ts-nocheck
import { strFromU8, unzipSync } from 'fflate';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { packageApp } from '../../teamsapp/package.ts';
import { PARTS, SETTINGS } from './parts.ts';

describe('the app package', () => {
  afterEach(() => {
    vi.unstubAllEnvs();
  });

  it('holds the filled manifest and both icons, all at the root', async () => {
    const files = unzipSync(await zipped());
    expect(Object.keys(files).sort()).toEqual(['color.png', 'manifest.json', 'outline.png']);
    expect(files['color.png']).toEqual(new Uint8Array(PARTS.color));
    expect(files['outline.png']).toEqual(new Uint8Array(PARTS.outline));
    const manifest = strFromU8(files['manifest.json'] ?? new Uint8Array());
    expect(manifest).not.toContain('${{');
    expect(JSON.parse(manifest)).toMatchObject({
      id: SETTINGS['TEAMS_APP_ID'],
      developer: { name: SETTINGS['DEVELOPER_NAME'] },
      bots: [{ botId: SETTINGS['BOT_ID'] }],
    });
  });

  it('is the same to the byte, in any time zone', async () => {
    const offsets = new Set<number>();
    const packages = new Set<string>();
    for (const zone of ['Pacific/Auckland', 'UTC', 'America/Los_Angeles']) {
      vi.stubEnv('TZ', zone);
      offsets.add(new Date().getTimezoneOffset());
      packages.add(Buffer.from(await zipped()).toString('base64'));
    }
    expect(offsets.size).toBe(3);
    expect(packages.size).toBe(1);
  });

  it('is not made while a setting is missing', async () => {
    expect(await packageApp(PARTS, [{ ...SETTINGS, BOT_ID: '' }])).toEqual({
      ok: false,
      problems: [expect.stringContaining('BOT_ID (or MicrosoftAppId) is missing')],
    });
  });

  it('is not made from a manifest with a placeholder nobody fills', async () => {
    const manifest = PARTS.manifest.replace('"Bridgekeeper"', '"${{APP_NAME}}"');
    expect(await packageApp({ ...PARTS, manifest }, [SETTINGS])).toEqual({
      ok: false,
      problems: ['manifest.json asks for APP_NAME, which settings.ts lacks.'],
    });
  });

  it('is not made from a manifest that Teams would refuse', async () => {
    const manifest = PARTS.manifest.replace('"accentColor": "#14304D"', '"accentColor": "dark blue"');
    expect(await packageApp({ ...PARTS, manifest }, [SETTINGS])).toEqual({
      ok: false,
      problems: [expect.stringMatching(/^manifest\.json: \/accentColor must match pattern/)],
    });
  });
});

async function zipped(): Promise<Uint8Array> {
  const packaged = await packageApp(PARTS, [SETTINGS]);
  if (!packaged.ok) throw new Error(packaged.problems.join('\n'));
  return packaged.zip;
}
