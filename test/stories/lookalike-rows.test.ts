import { afterEach, expect, test } from 'vitest';
import { openedPast } from '../support/alerts.ts';
import { inThread, SECURITY, subscribe } from '../support/channel.ts';
import { organizations, Story } from '../support/story.ts';

let story: Story;
afterEach(() => story.end());

test('list open and history tell partners that are called alike apart, and history says why', async () => {
  story = await Story.begin();
  const { tenantId } = organizations.fabrikam;
  const why = `because of the merger ${'and of the audit '.repeat(20)}`;
  await story.ask('ada', `enable sync for fabrikam.com ${why}`);
  await story.ask('ada', 'list open');
  expect(story.words(story.last)).toContain(`fabrikam.com (Fabrikam) · ${tenantId.slice(0, 8)}`);
  await story.ask('ada', 'history');
  const said = story.words(story.last);
  expect(said).toContain(`fabrikam.com (Fabrikam) · ${tenantId.slice(0, 8)}`);
  expect(said).toContain('of the merger and of the audit');
  expect(said).not.toContain('of the audit '.repeat(10));
});

test('what a click is answered with, and no card is drawn of, warns of them, too', async () => {
  story = await Story.begin();
  const choice = await story.ask('ada', 'enable sync for adventure');
  const { text } = await story.press('ada', choice, 'Choose 1');
  expect(text).toContain('User sync is already on');
  expect(text).toContain('⚠ adventure-works.com (Adventure Works)');
});

/** Contoso calls itself as Fabrikam does, and the bot knows. */
async function withNamesake(): Promise<void> {
  story = await Story.begin();
  const known = story.graph.tenant.world.get(organizations.contoso.tenantId);
  if (known === undefined) throw new Error('no Contoso');
  known.displayName = 'Fabrikam';
  // What is shown is compared with names that are known; a list of partners makes them so.
  await story.ask('ada', 'list partners');
}

test('a Revert and what a freeze did warn of a partner that could be mistaken, as the request did', async () => {
  await withNamesake();
  const { fabrikam } = organizations;
  await subscribe(story, 'ada', 'notify here about drift', SECURITY);
  await story.watch();
  const drift = await openedPast(story);
  const named = `⚠ fabrikam.com (Fabrikam) · ${fabrikam.tenantId.slice(0, 8)}`;
  const before = story.teams.messages.length;
  await story.press('ada', drift, 'Revert', inThread(story, drift));
  await story.until(() => story.teams.messages.length > before, 'the card of the change');
  expect(story.words(story.last)).toContain(named);
  expect(story.words(story.last)).toContain('Look twice');
  await story.press('ada', story.last, 'Confirm', inThread(story, story.last));
  await story.seen(story.last, 'Applied');

  await story.change('ada', 'enable sync for fabrikam.com for 30 days');
  const frozen = await story.ask('ada', 'freeze all because accounts were stolen');
  await story.press('ada', frozen, 'Confirm');
  await story.seen(frozen, 'Applied');
  const history = story.words(await story.ask('ada', 'history fabrikam.com'));
  expect(history).toContain('Disable user sync');
  expect(history.replaceAll(named, '')).not.toContain('fabrikam.com (');
  const parts = story.words(await story.ask('ada', `show change ${story.changeOn(frozen)} page 1`));
  expect(parts).toContain('⚠ fabrikam.com');
});

test('list drift and list deleted warn of a tenant that could be mistaken for another', async () => {
  await withNamesake();
  const { fabrikam } = organizations;
  await subscribe(story, 'ada', 'notify here about drift', SECURITY);
  await story.watch();
  const card = await openedPast(story);
  const named = `fabrikam.com (Fabrikam) · ${fabrikam.tenantId.slice(0, 8)}`;
  expect(story.words(card)).toContain(`⚠ ${named}`);
  expect(card.summary).toMatch(/^⚠ fabrikam\.com · /);
  const heading = new RegExp(`^⚠ Fabrikam, fabrikam\\.com · ${fabrikam.tenantId.slice(0, 8)}$`, 'm');
  expect(story.words(await story.ask('ada', 'list drift'))).toMatch(heading);
  await story.change('ada', 'delete sync policy for fabrikam.com because it is over');
  expect(story.words(await story.ask('ada', 'list deleted'))).toMatch(heading);
});
