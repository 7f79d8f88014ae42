import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { numbersInSentences } from './find-numbers.ts';

/** Numbers after which no word depends on how many there are, or of which there are always several. */
const KNOWN = [
  'changes/journal.ts: count more',
  'changes/many.ts: all',
  'changes/many.ts: all may',
  'changes/many.ts: done of',
  'changes/many.ts: open of',
  'changes/meaning.ts: number',
  'common.ts: page of',
  'common.ts: pages',
  "drifts/list.ts: look.fresh === 0 ? 'nothing' : look.fresh new",
  'evidence.ts: left more',
  'evidence.ts: nth',
  'lists/choice.ts: nth',
  'lists/overview.ts: lookedInto',
  'lists/overview.ts: number',
  'lists/overview.ts: open of',
  'notices/letters.ts: entry',
  'notices/misread.ts: LONGEST_NAME characters',
  'notices/misread.ts: LONGEST_REASON characters',
  'notices/misread.ts: length',
  'notices/misread.ts: longest characters',
  // What a setting is set to.
  'notices/places.ts: approvers',
  'people.ts: left more',
  'refusals/access.ts: refusal.atOnce',
  'refusals/access.ts: refusal.perMinute more',
  // Of a file: which one.
  'refusals/plan-file.ts: line',
].map((number) => `src/words/en/${number}`);

test('a sentence says how many of something through plural()', () => {
  expect([...new Set(numbersInSentences())].sort()).toEqual(KNOWN);
}, 60_000);

test('one that does not is found', () => {
  const file = 'src/words/en/lists/choice.ts';
  const more = `${readFileSync(file, 'utf8')}\nexport const some = (left: number): string => \`\${left} partners match\`;\n`;
  expect(numbersInSentences({ [file]: more })).toContain(`${file}: left partners`);
}, 60_000);
