import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { COMMANDS } from '../../../src/commands/list.ts';
import { parse } from '../../../src/commands/reading/parse.ts';
import { match } from '../../../src/commands/reading/phrase.ts';
import { SYNONYMS } from '../../../src/commands/reading/synonyms.ts';

const said = (line: string) => parse(line, COMMANDS);

/** The command and what it asks for, without its functions. */
function request(line: string): object {
  const parsed = said(line);
  if (parsed.kind !== 'request') return parsed;
  return { command: parsed.command.name, ...(JSON.parse(JSON.stringify(parsed.request)) as object) };
}

function suggestion(line: string): string | null {
  const parsed = said(line);
  if (parsed.kind !== 'notUnderstood') throw new Error(`"${line}" is understood: ${parsed.kind}`);
  return parsed.suggestion?.line ?? null;
}

describe('other words for a whole line', () => {
  test.each([
    ['list', 'list partners'],
    ['Partners?', 'list partners'],
    ['STATUS!', 'overview'],
    ['status', 'overview'],
    ['What can you do?', 'help'],
    ['help me', 'help'],
  ])('“%s” is “%s”', (line, command) => {
    expect(request(line)).toMatchObject({ command });
  });

  test.each(['list of partners please', 'partners of Contoso', 'status quo', 'x'.repeat(3000)])(
    '“%s” is more than such a word',
    (line) => {
      expect(said(line).kind).toBe('notUnderstood');
    },
  );

  test('what a command reads stays as it is', () => {
    expect(request('show partners')).toMatchObject({ command: 'show', partner: 'partners' });
    expect(request('history status')).toMatchObject({ command: 'history', partner: 'status' });
    expect(request('explain turn on')).toMatchObject({ command: 'explain', text: 'turn on' });
  });
});

describe('other words for how a command begins', () => {
  test.each([
    ['freeze because accounts were stolen', 'freeze all because accounts were stolen'],
    ['Freeze!', 'freeze all'],
    ['FREEZE all partners, because accounts were stolen', 'freeze all because accounts were stolen'],
    ['freeze everything and default because of it', 'freeze all and default because of it'],
    ['thaw all', 'thaw'],
    ['unfreeze because it is over', 'thaw because it is over'],
    ['thaw all partners: because it is over', 'thaw because it is over'],
    ['renew C-7K3M9QX2', 'renew end C-7K3M9QX2'],
    ['renew D-7K3M9QX2, for 30 days', 'renew end D-7K3M9QX2 for 30 days'],
    ['accept D-7K3M9QX2 until 2027-03-31 because ok', 'accept drift D-7K3M9QX2 until 2027-03-31 because ok'],
    ['revert d‑7k3m9qx2', 'revert drift D-7K3M9QX2'],
    ['recertify', 'list recertification'],
    ['Recertify?', 'list recertification'],
  ])('“%s” is “%s”', (line, same) => {
    expect(request(line)).toMatchObject({ command: expect.any(String) as string });
    expect(request(line)).toEqual(request(same));
  });

  test.each([
    'freeze contoso.com',
    'freeze all partners except contoso.com',
    'freeze all partners with sync on',
    'freeze nothing',
    'thaw contoso.com',
    'do not freeze',
    'renew contoso.com',
    'accept it all',
    'unfreeze contoso.com because of it',
    'freeze and thaw',
  ])('“%s” is none of it', (line) => {
    expect(said(line).kind).toBe('notUnderstood');
  });
});

describe('other words for a verb', () => {
  test.each([
    ['turn on sync for fabrikam.com', 'enable sync for fabrikam.com'],
    ['enable user sync for fabrikam.com', 'enable sync for fabrikam.com'],
    ['Switch off User Sync for fabrikam.com because it is over', 'disable sync for fabrikam.com because it is over'],
    ['break glass: enable user sync for fabrikam.com', 'break glass: enable sync for fabrikam.com'],
    ['Turn sync on for fabrikam.com', 'enable sync for fabrikam.com'],
    ['switch on sync for fabrikam.com', 'enable sync for fabrikam.com'],
    ['allow sync for Fabrikam because project Falcon starts', 'enable sync for Fabrikam because project Falcon starts'],
    ['allow group sync for fabrikam.com.', 'enable group sync for fabrikam.com'],
    ['turn group sync on for fabrikam.com', 'enable group sync for fabrikam.com'],
    ['allow auto redemption from fabrikam.com', 'enable auto redemption from fabrikam.com'],
    ['turn off sync for Turn On Ltd', 'disable sync for Turn On Ltd'],
    ['ＢＬＯＣＫ sync for fabrikam.com', 'disable sync for fabrikam.com'],
    ['turn auto redemption off to fabrikam.com', 'disable auto redemption to fabrikam.com'],
    ['block sync in template', 'disable sync in template'],
  ])('“%s” is “%s”', (line, same) => {
    expect(request(line)).toEqual(request(same));
    expect(request(line)).not.toHaveProperty('suggestion');
  });

  test.each([
    'do not turn on sync for fabrikam.com',
    'don’t allow sync for fabrikam.com',
    'never block sync for fabrikam.com',
    'not allow sync for fabrikam.com',
    'allow no sync for fabrikam.com',
    'turn for on fabrikam.com',
    'turn sync for fabrikam.com on',
    'turn the sync on for fabrikam.com',
    'turn',
    'allow nobody',
    'turn on the light',
  ])('“%s” leads nowhere', (line) => {
    expect(suggestion(line)).toBeNull();
  });

  test.each([
    ['allow', 'enable sync for <partner> [for <days> days|day] [until <until>] [because <reason>]'],
    ['turn off', 'disable sync for <partner> [because <reason>]'],
    ['allow sync', 'enable sync for <partner> [for <days> days|day] [until <until>] [because <reason>]'],
    ['allow fabrikam.com', 'enable sync for fabrikam.com'],
    ['block 9b1d5bbd-8a0a-4a53-9f62-0c5d2c6f7d11', 'disable sync for 9b1d5bbd-8a0a-4a53-9f62-0c5d2c6f7d11'],
    ['block snyc for fabrikam.com', 'disable sync for fabrikam.com'],
    ['block fabrikam.com, because it is over', 'disable sync for fabrikam.com, because it is over'],
    ['allow fabrikam.com for 30 days', 'enable sync for fabrikam.com for 30 days'],
    ['add fabrikam.com', 'add partner fabrikam.com'],
    ['delete fabrikam.com because the contract ended', 'remove partner fabrikam.com because the contract ended'],
    ['Please block fabrikam.com', 'disable sync for fabrikam.com'],
  ])('“%s” does nothing, and gets “%s” to say', (line, better) => {
    expect(suggestion(line)).toBe(better);
  });

  test('never decide anything, nor lead to what means the opposite', () => {
    const rest = fc.array(fc.constantFrom('sync', 'for', 'x', 'on', 'off', 'C-7K3M9QX2', 'because', 'not', 'here'));
    for (const verb of ['enable', 'disable']) {
      fc.assert(
        fc.property(fc.constantFrom(...(SYNONYMS[verb] ?? [])), rest, (words, more) => {
          const parsed = said([words, ...more].join(' '));
          const led =
            parsed.kind === 'notUnderstood'
              ? (parsed.suggestion?.line ?? verb)
              : 'command' in parsed
                ? parsed.command.name
                : '';
          expect(led.startsWith(verb)).toBe(true);
        }),
      );
    }
  });
});

describe('a whole sentence', () => {
  test.each([
    [
      'please enable sync for fabrikam.com, because Falcon starts',
      'enable sync for fabrikam.com because Falcon starts',
    ],
    ['PLEASE, please list partners', 'list partners'],
    ['pls turn off sync for fabrikam.com', 'disable sync for fabrikam.com'],
  ])('that asks kindly is what it asks for: “%s”', (line, same) => {
    expect(request(line)).toEqual(request(same));
  });

  test.each([
    ['can you enable sync for fabrikam.com?', 'enable sync for fabrikam.com'],
    ['Hi Bridgekeeper, could you please turn off sync for fabrikam.com', 'disable sync for fabrikam.com'],
    ['I’d like to see overview', null],
    ['I would like to list partners!', 'list partners'],
    ['ok bot now we need to block fabrikam.com because it is over', 'disable sync for fabrikam.com because it is over'],
    ['could you lsit partners', 'list partners'],
    ['hi bot, can you help me?', 'help'],
    ['can you not enable sync for fabrikam.com', null],
    ['please don’t enable sync for fabrikam.com', null],
    ['we want to never enable sync for fabrikam.com', null],
    ['can you', null],
    ['please please please', null],
  ])('does nothing by itself, and gets what it asks for to say: “%s”', (line, better) => {
    expect(suggestion(line)).toBe(better);
  });
});

test('no command reads such words itself', () => {
  for (const words of Object.values(SYNONYMS).flat()) {
    const reading = COMMANDS.filter(({ phrase }) => match(phrase, words.split(' ')) !== undefined);
    expect(reading.map(({ name }) => name)).toEqual([]);
  }
});

describe('who is kind is answered kindly', () => {
  test.each([
    ['hello', 'hello'],
    ['Hi there!', 'hello'],
    ['Good morning, everybody', 'hello'],
    ['hey , Bridgekeeper …', 'hello'],
    ['thanks', 'thanks'],
    ['Thank you so much!', 'thanks'],
    ['many thanks', 'thanks'],
  ])('“%s”', (line, courtesy) => {
    expect(said(line)).toEqual({ kind: 'courtesy', courtesy });
  });

  test.each(['good', 'thanks for nothing', 'hi hi hi hi hi hi hi', 'hello thanks', 'thank Contoso', 'you all'])(
    '“%s” says something else',
    (line) => {
      expect(said(line).kind).toBe('notUnderstood');
    },
  );

  test('what decides beside a thank-you is still that word', () => {
    expect(request('yes, thanks')).toMatchObject({ command: 'confirm', change: null });
  });
});
