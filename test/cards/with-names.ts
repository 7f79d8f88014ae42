import { isKnownSetting } from '../../src/domain/policy/settings.ts';
import type { Reply } from '../../src/domain/replies/reply.ts';
import type { Texts } from '../words/every-notice.ts';

/** Cards with names as long as they can be, and with names that want to be something else. */

const fill = (text: string, length: number): string => text.repeat(length).slice(0, length);

const LONG: Texts = {
  name: fill('Consolidated Messenger Holdings of the Northern Territories ', 256),
  domain: `${fill('consolidatedmessengerholdings-', 63)}.${fill('northernterritories-', 63)}.onmicrosoft.com`,
  person: fill('Maximiliana Featherstonehaugh-Cholmondeley ', 256),
  reason: fill('Because the project that starts on Monday needs the people of the partner in our directory. ', 500),
};

const HOSTILE: Texts = {
  name: '**Approved** [by Microsoft](https://evil.example) ${name} <at>all</at> \u202Etfosorcim 漢字 😀 ש'.padEnd(
    256,
    'W',
  ),
  domain: 'xn--fbrikam-2fg.con\u200Btoso.com_`{{DATE(2017-02-14T06:08:39Z, SHORT)}}`',
  person: 'Ada\r\n\r\n# Approved by Ben <b>Security Administrator</b> '.padEnd(256, 'M'),
  reason: `{{TIME(2017-02-14T06:08:39Z)}} ${fill('W', 230)} ${fill('漢字', 60)} \u202E **urgent** \u0001`.padEnd(
    500,
    '"',
  ),
};

export const ODD_NAMES = { long: LONG, hostile: HOSTILE } as const satisfies Readonly<Record<string, Texts>>;

/** Where in a reply somebody else's words stand. */
const WHOSE: Readonly<Record<string, keyof Texts>> = {
  displayName: 'name',
  defaultDomainName: 'domain',
  unicode: 'domain',
  name: 'person',
  signInName: 'domain',
  organization: 'name',
  throughGroup: 'name',
  reason: 'reason',
  finding: 'reason',
};

/** The same reply with these names wherever one can stand. */
export function withNames(reply: Reply, texts: Texts): Reply {
  // What help names are commands.
  return reply.kind === 'help' || reply.kind === 'topicHelp' ? reply : (rename(reply, texts) as Reply);
}

function rename(value: unknown, texts: Texts): unknown {
  if (Array.isArray(value)) return value.map((one: unknown) => rename(one, texts));
  if (typeof value !== 'object' || value === null) return value;
  const isPerson = 'objectId' in value;
  // What settings are called that the bot knows is nobody's to choose.
  const isSetting = 'name' in value && typeof value.name === 'string' && isKnownSetting(value.name);
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]: [string, unknown]) => {
      const whose = key === 'displayName' && isPerson ? 'person' : WHOSE[key];
      if (isSetting && key === 'name') return [key, inner];
      return [key, typeof inner === 'string' && whose !== undefined ? texts[whose] : rename(inner, texts)];
    }),
  );
}
