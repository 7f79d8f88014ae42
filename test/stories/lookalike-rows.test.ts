import { afterEach, expect, test } from 'vitest';
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
