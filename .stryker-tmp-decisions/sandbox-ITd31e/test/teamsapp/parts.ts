// @ts-nocheck
import { readFileSync } from 'node:fs';
import type { Parts } from '../../teamsapp/package.ts';
import type { Environment } from '../../teamsapp/settings.ts';

export function read(path: string): Buffer {
  return readFileSync(new URL(`../../${path}`, import.meta.url));
}

/** The parts as they lie in git. */
export const PARTS: Parts = {
  manifest: read('teamsapp/manifest.json').toString('utf8'),
  color: read('teamsapp/color.png'),
  outline: read('teamsapp/outline.png'),
};

/** Everything the manifest asks for. */
export const SETTINGS: Environment = {
  TEAMS_APP_ID: '11111111-1111-4111-8111-111111111111',
  BOT_ID: '22222222-2222-4222-8222-222222222222',
  DEVELOPER_NAME: 'Contoso "IT" Security',
  DEVELOPER_WEBSITE_URL: 'https://contoso.com/bridgekeeper',
  DEVELOPER_PRIVACY_URL: 'https://contoso.com/privacy',
  DEVELOPER_TERMS_OF_USE_URL: 'https://contoso.com/terms',
};
