import { expect, test } from 'vitest';
import type { Notice } from '../../../src/domain/replies/notice.ts';
import { partnerOf } from '../../../src/domain/replies/partner-of.ts';
import { aChange, aDrift, anEnding, aTenant, driftIdOf, NOW, tenantIdOf } from '../../builders.ts';
import { MANY } from '../../cards/many.ts';
import { HARMLESS, noticesWith } from '../../words/every-notice.ts';

const partner = aTenant({ tenantId: tenantIdOf(2) });
const marked = { ...partner, isAlike: true };
const ending = anEnding({ partner });
const burst = { partner, domain: 'fabrikam.com', count: 51, limit: 50, from: NOW, until: NOW };

test.each<readonly [string, Notice, unknown]>([
  ['a change', { kind: 'reviewDue', change: aChange({ proposal: { partner } }) }, { ...partner, isAlike: false }],
  ['a change, marked', { kind: 'reviewDue', change: aChange({ proposal: { partner: marked } }) }, marked],
  ['many', { kind: 'listStopped', change: MANY['list, asked'].change }, undefined],
  ['an end', { kind: 'endOverdue', ending }, partner],
  ['an end of what applies to all', { kind: 'endOverdue', ending: { ...ending, isOfDefault: true } }, undefined],
  ['a drift', { kind: 'driftUnheard', drift: aDrift({ partner }), more: 0, way: 'nobodyHears' }, partner],
  ['a drift by its id', { kind: 'driftRewritten', drift: driftIdOf(1), partner }, partner],
  ['a burst', { kind: 'syncBurst', burst }, partner],
  ['a burst of nobody known', { kind: 'syncBurst', burst: { ...burst, partner: null } }, undefined],
  ['a question', { kind: 'partnerKept', partner, doors: ['userSync'], next: NOW }, partner],
  ['nothing', { kind: 'unsubscribed' }, undefined],
])('what is told of %s begins with whom it is about', (_, notice, whom) => {
  expect(partnerOf(notice)).toEqual(whom);
});

test('of a refusal nothing stands before what it says itself: whoever is refused may be one who is to learn nothing', () => {
  const refusals = noticesWith(HARMLESS).filter(({ kind }) => kind === 'refused');
  expect(refusals.length).toBeGreaterThan(30);
  expect(refusals.map(partnerOf).filter((one) => one !== undefined)).toEqual([]);
});
