import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isPasted, showsAs } from '../../../src/domain/partners/pasted.ts';
import { shortened, shown, visible, withoutMiddle } from '../../../src/words/text.ts';
import { anyText, HOSTILE_TEXTS } from '../../support/texts.ts';

const spelling = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
const shows = (text: string, label: string): boolean => isPasted(text) && showsAs(text, spelling)(spelling(label));

describe('a name as a card shows it', () => {
  test.each([
    ['Adventure Wor…', 'Adventure Works'],
    ['adventure …', 'Adventure Works'],
    // What is missing may be blank.
    ['Adventure Works…', 'Adventure Works '],
    ['contoso-of-the-…onmicrosoft.com', 'contoso-of-the-north.onmicrosoft.com'],
    ['a…c…e', 'abcde'],
    ['Fabri[U+202E]kam', 'Fabri\u202ekam'],
    ['fabri[u+202e]kam', 'Fabri\u202eKAM'],
    ['[U+200B]Fabrikam[U+E0041]', '\u200bFabrikam\u{e0041}'],
    ['Fabri[U+202E]k…', 'Fabri\u202ekam'],
    ['Fabri[U+20…', 'Fabri\u202ekam'],
  ])('%j is %j', (text, label) => {
    expect(shows(text, label)).toBe(true);
  });

  test.each([
    ['Adventure Wor…', 'Adventure'],
    ['Adventure Wor…', 'The Adventure Works'],
    ['Advent…Cycles', 'Adventure Works'],
    ['a…b…c', 'a-c-b'],
    ['aa…aa', 'aaa'],
    ['Fabri[U+202E]kam', 'Fabri\u202dkam'],
    ['Fabri[U+202E]kam', 'Fabrikam'],
    ['Fabri[U+110000]kam', 'Fabrikam'],
    ['…', 'Fabrikam'],
    [' … … ', 'Fabrikam'],
    ['[U+FEFF]', 'Fabrikam'],
    ['Fabrikam', 'Fabrikam'],
    ['Fabri[202E]kam', 'Fabri\u202ekam'],
  ])('%j is not %j', (text, label) => {
    expect(shows(text, label)).toBe(false);
  });

  test('whatever a tenant calls itself: what a card shows of it leads back to it', () => {
    const leadsBack = (name: string, longest: number): void => {
      const seen = [shown(name, longest), shortened(visible(name), longest), visible(withoutMiddle(name, longest))];
      for (const text of seen) {
        // Whoever pastes it has lost what leaves no ink, as in a message of Teams'.
        const pasted = text.replace(/[\u200b\u2068\u2069]/g, '');
        const said = pasted.replaceAll(/\[U\+[^…\]]*\]?/g, '');
        if (isPasted(pasted) && /[\p{L}\p{N}]{3}/u.test(spelling(said))) expect(shows(pasted, name), pasted).toBe(true);
      }
    };
    for (const name of HOSTILE_TEXTS) leadsBack(name, 40);
    fc.assert(fc.property(anyText(), fc.integer({ min: 12, max: 60 }), leadsBack));
  });
});
