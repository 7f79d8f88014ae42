import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { titlesOf } from '../support/cards.ts';
import type { BotMessage } from '../support/fake-teams.ts';
import { organizations, Story, type StoryOptions } from '../support/story.ts';

let story: Story;
const begin = async (options: StoryOptions = {}): Promise<void> => {
  story = await Story.begin(options);
};
afterEach(() => story.end());

const { alpineSkiHouse, contoso, fabrikam, litware, woodgrove } = organizations;
const unknown = '00000000-0000-4000-8000-00000000dead';

const attachment = () => ({
  contentType: 'application/vnd.microsoft.teams.file.download.info',
  name: 'partners.yaml',
  content: { downloadUrl: `${story.sharePoint.url}/download`, uniqueId: 'x', fileType: 'yaml' },
});

const planned = async (yaml: string, line = 'plan because of the review'): Promise<BotMessage> => {
  story.sharePoint.serve(yaml);
  const [card] = await story.say('ada', line, { attachments: [attachment()] });
  if (card === undefined) throw new Error('no answer');
  return card;
};

const fileOf = (partners: string): string =>
  `version: 1\norganization: ${woodgrove.tenantId}\npartners:\n${partners.replaceAll(/^/gm, '  ')}`;

const isOpen = (tenantId: string): boolean => story.letsIn({ tenantId });
const redeems = (tenantId: string) => story.partner(tenantId)?.automaticUserConsentSettings?.inboundAllowed;

/** What `export partners` hands out. */
async function exported(): Promise<string> {
  const [yaml] = await story.say('ada', 'export partners');
  const context = (yaml?.cards.at(-1) as { acceptContext?: unknown } | undefined)?.acceptContext;
  const before = story.sharePoint.uploads.length;
  const said = story.teams.messages.length;
  const uploadInfo = { uploadUrl: `${story.sharePoint.url}/upload`, name: 'partners.yaml' };
  await story.post({
    ...story.message('ada', '', {}),
    text: undefined,
    type: 'invoke',
    name: 'fileConsent/invoke',
    replyToId: yaml?.id,
    value: { type: 'fileUpload', action: 'accept', context, uploadInfo },
  });
  await story.until(() => story.sharePoint.uploads.length > before, 'an upload');
  await story.until(() => story.teams.messages.length > said, 'a word about it');
  return story.sharePoint.uploads.at(-1)?.text ?? '';
}

describe('plan', () => {
  beforeEach(() => begin());

  test('of an export that nobody has changed says that there is nothing to do; edited, it is what differs', async () => {
    const yaml = await exported();
    expect(story.words(await planned(yaml))).toContain('There is nothing to do');
    const closed = yaml.replace(/(tenant: "3e7b5c90[^]*?users: )true/, '$1false');
    expect(closed).not.toBe(yaml);
    const card = await planned(closed);
    expect(story.words(card)).toContain('1 partner');
    expect(story.words(card)).toContain('13 are as the file says already.\n');
    await story.press('ada', card, 'Confirm');
    await story.seen(card, 'Applied');
    expect(isOpen(contoso.tenantId)).toBe(false);
    expect(story.sharePoint.readWith).toEqual([undefined, undefined]);
  });

  test('without a file says how; with one that is not understood in full says where, and does nothing', async () => {
    expect(story.words(await story.ask('ada', 'plan'))).toContain('Attach the YAML file');
    for (const [partners, where, why] of [
      [`- tenant: ${contoso.tenantId}\n  synchronisation: null`, 'Line 5', 'unknown key'],
      [`- tenant: ${contoso.tenantId}\n  ends:\n    userSync: "2027-02-30"`, 'Line 6', 'not a date or time'],
      [`- tenant: ${contoso.tenantId}\n- tenant: ${contoso.tenantId}`, 'Line 5', 'duplicate partner'],
      [`- &a {tenant: ${contoso.tenantId}}\n- *a`, 'Line 4', 'an alias'],
    ] as const) {
      const words = story.words(await planned(fileOf(partners)));
      expect(words).toContain(where);
      expect(words).toContain(why);
      expect(words).toContain('I did nothing.');
    }
    expect(story.words(await planned('a\n'))).toContain('expected a mapping');
    const newer = fileOf('[]').replace('version: 1', 'version: 2');
    expect(story.words(await planned(newer))).toContain('a newer version of me');
    const others = fileOf('[]').replace(woodgrove.tenantId, contoso.tenantId);
    expect(story.words(await planned(others))).toContain('this file is for another organisation');
    const crowd = Array.from(
      { length: 201 },
      (_, n) => `- tenant: 00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
    );
    expect(story.words(await planned(fileOf(crowd.join('\n'))))).toContain('The file differs for 201 partners');
    expect(story.words(await story.ask('dana', 'plan'))).toContain('role');
    expect(isOpen(contoso.tenantId)).toBe(true);
  });
});

test('that names some of what is trusted keeps the rest: what is, or what the default trusts', async () => {
  await begin();
  await story.change('ada', 'trust compliant devices by default');
  await story.change('ada', 'trust hybrid devices from fabrikam.com');
  const own = story.partner(fabrikam.tenantId)?.inboundTrust;
  const trust = (mfa: boolean): string =>
    [fabrikam, alpineSkiHouse].map(({ tenantId }) => `- tenant: ${tenantId}\n  trust: {mfa: ${mfa}}\n`).join('');
  const card = await planned(fileOf(trust(false)));
  await story.press('ada', card, 'Confirm');
  await story.seen(card, 'Applied');
  expect(story.partner(fabrikam.tenantId)?.inboundTrust).toEqual({ ...own, isMfaAccepted: false });
  expect(story.partner(alpineSkiHouse.tenantId)?.inboundTrust).toMatchObject({
    isMfaAccepted: false,
    isCompliantDeviceAccepted: null,
  });
  const other = fileOf(`- tenant: ${litware.tenantId}\n  trust: {mfa: true}\n`);
  const opening = await planned(other);
  await story.press('ada', opening, 'Confirm');
  await story.seen(opening, 'Applied');
  expect(story.partner(litware.tenantId)?.inboundTrust).toMatchObject({
    isMfaAccepted: true,
    isCompliantDeviceAccepted: true,
  });
});

test('closes one, opens another until an end, trusts a third and adds a fourth by one decision of two people', async () => {
  await begin({ approvals: 'self' });
  const channel = { conversation: story.conversation('group', '19:reviewers@thread.v2') };
  await story.say('ben', 'send approvals here', channel);
  story.elsewhere('ben', fabrikam.tenantId, (partner) => {
    partner.isServiceProvider = true;
  });
  const end = new Date(story.now() + 40 * 86_400_000).toISOString();
  const card = await planned(
    fileOf(
      `- tenant: ${contoso.tenantId}
  synchronization: {users: false}
- tenant: ${litware.tenantId}
  synchronization:
    users: true
  ends:
    userSync: ${end}
- tenant: ${fabrikam.tenantId}
  trust: {compliantDevices: true}
  settings:
    isServiceProvider: false
    b2bDirectConnectInbound: {applications: {accessType: allowed, targets: []}}
- tenant: ${alpineSkiHouse.tenantId}
  automaticRedemption: {inbound: false}
- tenant: ${unknown}
- tenant: ${woodgrove.tenantId}
`,
    ),
  );
  const words = story.words(card);
  expect(words).toContain('4 partners');
  expect(words).toContain('until ');
  expect(words).toContain('lets no app set some of it: service provider');
  expect(words).toContain('only Revert and undo set some of it: B2B');
  expect(words).toContain('I know nobody of that name');
  expect(words).toContain('this organisation itself');
  expect(words).toContain(unknown);
  expect(titlesOf(card.cards.at(-1))).not.toContain('Confirm');
  const asking = () => story.teams.messages.findLast(({ cards }) => titlesOf(cards.at(-1)).includes('Approve'));
  await story.until(() => asking() !== undefined, 'the card that asks others');
  const asked = asking();
  if (asked === undefined) throw new Error('nobody is asked');
  expect(asked.conversationId).toBe('19:reviewers@thread.v2');
  await story.press('ben', asked, 'Approve', channel);
  await story.seen(asked, 'Applied');
  expect([contoso, litware].map(({ tenantId }) => isOpen(tenantId))).toEqual([false, true]);
  expect(story.partner(fabrikam.tenantId)?.inboundTrust).toMatchObject({ isCompliantDeviceAccepted: true });
  expect(story.partner(fabrikam.tenantId)?.b2bDirectConnectInbound ?? null).toBeNull();
  expect(redeems(alpineSkiHouse.tenantId)).toBe(false);
  expect(story.words(await story.ask('ada', 'list ending'))).toContain('Litware');
  const undo = await story.say('ada', `undo ${/C-[0-9A-Z]{8}/.exec(story.words(asked))?.[0] ?? ''}`);
  expect(story.words(undo.at(0) ?? asked)).toContain('4 partners');
});
