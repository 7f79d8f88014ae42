import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { COMMANDS } from '../../../src/commands/list.ts';
import { parse } from '../../../src/commands/reading/parse.ts';
import { live } from '../../../src/domain/policy/snapshot.ts';
import { aTenant } from '../../builders.ts';

/** Partner, new name and reason of a line, and the line that asks for the same again. */
function read(line: string) {
  const parsed = parse(line, COMMANDS);
  if (parsed.kind !== 'request' || parsed.command.name !== 'rename sync policy') return parsed;
  if (parsed.request.kind !== 'change') throw new Error('rename sync policy asks for no change');
  const { partner, reason, goal, say } = parsed.request;
  const policy = { displayName: 'Named before', userSync: true, groupSync: 'unknown' } as const;
  const before = { automaticRedemption: { inbound: null, outbound: null }, identitySynchronization: policy };
  const wanted = goal(live(before), aTenant());
  if (wanted.kind !== 'change' || wanted.after.kind !== 'partner') throw new Error(`"${line}" renames nothing`);
  const name = wanted.after.partner?.identitySynchronization?.displayName;
  return { partner, name, reason, again: say('fabrikam.com') };
}

describe('rename sync policy', () => {
  test.each([
    ['fabrikam.com to "Fabrikam Residences"', 'fabrikam.com', 'Fabrikam Residences', null],
    ['fabrikam.com to Fabrikam EU', 'fabrikam.com', 'Fabrikam EU', null],
    ['Fabrikam TO fABRIKAM eu', 'Fabrikam', 'fABRIKAM eu', null],
    ['fabrikam.com to Fabrikam Inc.', 'fabrikam.com', 'Fabrikam Inc.', null],
    ['fabrikam.com to “Fabrikam”', 'fabrikam.com', 'Fabrikam', null],
    ['fabrikam.com to «Fabrikam»', 'fabrikam.com', 'Fabrikam', null],
    ["fabrikam.com to Fabrikam's", 'fabrikam.com', "Fabrikam's", null],
    ['fabrikam.com to The "best" of all', 'fabrikam.com', 'The "best" of all', null],
    ['fabrikam.com to New because it moved', 'fabrikam.com', 'New', 'it moved'],
    ['fabrikam.com to "New" because it moved', 'fabrikam.com', 'New', 'it moved'],
    ['fabrikam.com to "Because of it" because it moved', 'fabrikam.com', 'Because of it', 'it moved'],
    ['Fabrikam to "Talk to Us"', 'Fabrikam', 'Talk to Us', null],
    ['"Talk to Me" to "New name"', 'Talk to Me', 'New name', null],
    ['"Talk to Me" to "Talk to Us" because of it', 'Talk to Me', 'Talk to Us', 'of it'],
    ['fabrikam.com to "Fabrikam".', 'fabrikam.com', 'Fabrikam', null],
    ['fabrikam.com to "Fabrikam", because x', 'fabrikam.com', 'Fabrikam', 'x'],
    // A quote that never ends is none.
    ["fabrikam.com to '90s Club because y", 'fabrikam.com', "'90s Club", 'y'],
    // Without quotes the first "to" ends the partner's name.
    ['Talk to Me to New', 'Talk', 'Me to New', null],
  ])('for %s', (line, partner, name, reason) => {
    expect(read(`rename sync policy for ${line}`)).toEqual({
      partner,
      name,
      reason,
      again: `rename sync policy for fabrikam.com to "${name}"`,
    });
  });

  test.each(['""', '“”', '"  "'])('a name that is nothing but quotes (%s) is asked for', (name) => {
    expect(read(`rename sync policy for fabrikam.com to ${name}`)).toMatchObject({
      kind: 'invalid',
      problems: ['policyNameMissing'],
    });
  });

  test('a name has at most 256 characters, quotes not counted', () => {
    const named = (name: string) => read(`rename sync policy for fabrikam.com to "${name}"`);
    expect(named('x'.repeat(256))).toMatchObject({ name: 'x'.repeat(256) });
    expect(named('x'.repeat(257))).toMatchObject({ problems: ['policyNameTooLong'] });
  });

  test('a quoted name survives, and asking again asks for the same', () => {
    const aWord = fc.oneof(
      fc.constantFrom('to', 'because', 'for', 'TO', 'Fabrikam', 'Inc.', 'a,', '&', "O'Brien", 'Zürich', '日本'),
      fc.stringMatching(/^[A-Za-z0-9]{1,8}$/),
    );
    fc.assert(
      fc.property(fc.array(aWord, { minLength: 1, maxLength: 6 }), fc.boolean(), (words, hasReason) => {
        const name = words.join(' ');
        const reason = hasReason ? 'it moved' : null;
        const line = `rename sync policy for "Talk to Me" to "${name}"`;
        const first = read(hasReason ? `${line} because it moved` : line);
        expect(first).toMatchObject({ partner: 'Talk to Me', name, reason });
        const again = 'again' in first ? first.again : '';
        expect(read(again)).toEqual({ partner: 'fabrikam.com', name, reason: null, again });
      }),
      { numRuns: 500, seed: 20260105 },
    );
  });
});
