import { describe, expect, test } from 'vitest';
import { COMMANDS } from '../../src/commands/list.ts';
import { parse } from '../../src/commands/reading/parse.ts';
import { match, opening } from '../../src/commands/reading/phrase.ts';
import { summaryOf, words as said } from '../../src/words/words.ts';
import { aTenant } from '../builders.ts';

/** Words that could also be what somebody calls a partner: the longer command is asked first. */
const SPECIAL = ['show template', 'show defaults', 'show deleted', 'show change'];

describe.each(COMMANDS)('the command $name', (command) => {
  test('has an example that is this very command', () => {
    expect(parse(command.example, COMMANDS)).toMatchObject({ kind: 'request', command: { name: command.name } });
  });

  test('has an example that uses its name and fits in one line', () => {
    expect(command.example.startsWith(command.name)).toBe(true);
    expect(command.example).not.toMatch(/[\n<>[\]|]/);
  });

  test('begins with its name, so that its name is all one has to remember', () => {
    expect(opening(command.phrase).join(' ').startsWith(command.name)).toBe(true);
  });

  test('is explained in one sentence', () => {
    expect(summaryOf(command.name)).toMatch(/^[A-Z].*\.$/);
  });

  test('has a usage that begins with its name', () => {
    expect(command.name).toMatch(/^[a-z]+(?: [a-z]+)*:?$/);
    expect(`${command.usage} `.startsWith(`${command.name} `)).toBe(true);
  });

  test('is alone in reading its example, but for show, which comes after and knows the id of a change', () => {
    const words = command.example.split(' ');
    const readers = COMMANDS.filter(({ phrase, read }) => {
      const slots = match(phrase, words);
      return slots !== undefined && read(slots).ok;
    }).map(({ name }) => name);
    expect(readers).toEqual(
      command.name !== 'show change' && SPECIAL.includes(command.name) ? [command.name, 'show'] : [command.name],
    );
  });
});

test('no two commands begin alike, but for the special cases of show, which come before it', () => {
  const openings = COMMANDS.map(({ phrase }) => opening(phrase).join(' '));
  expect(new Set(openings).size).toBe(COMMANDS.length);
  for (const one of openings) {
    const alike = openings.filter((other) => `${other} `.startsWith(`${one} `) && !SPECIAL.includes(other));
    expect(alike.filter((other) => other !== one)).toEqual([]);
  }
  for (const special of SPECIAL) expect(openings.indexOf(special)).toBeLessThan(openings.indexOf('show'));
});

test('only commands that change something ask for the right to change, and everybody may ask for help', () => {
  const named = (access: string) => COMMANDS.filter((command) => command.access === access).map(({ name }) => name);
  expect(named('everyone')).toEqual(['help']);
  expect(named('self')).toEqual(['whoami']);
  expect(named('account')).toEqual(['explain']);
  expect(named('requester')).toEqual(['confirm', 'cancel', 'approve', 'reject', 'withdraw']);
  expect(named('read')).toEqual([
    'overview',
    'list partners',
    'list drift',
    'check now',
    'list deleted',
    'show template',
    'show defaults',
    'show deleted',
    'show change',
    'evidence',
    'show',
    'find tenant',
    'reach',
    'history',
    'export partners',
    'list ending',
    'list open',
    'list recertification',
    'list subscriptions',
    'list webhook',
  ]);
  for (const { name, access, example } of COMMANDS) {
    const parsed = parse(example, COMMANDS);
    const kind = parsed.kind === 'request' ? parsed.request.kind : parsed.kind;
    const changing = [
      'change',
      'changeDefault',
      'changeTemplate',
      'followUp',
      'subscribe',
      'retryWebhook',
      'unsubscribe',
      'keepDigest',
      'offerForm',
      'stopDigest',
      'closeReview',
      'keepPartner',
      'ownPartner',
      'recertify',
      'resumeWriting',
      'acceptDrift',
      'revertDrift',
      'renew',
      'endNow',
      'freezeAll',
      'thaw',
      'stopChange',
      'planFile',
    ];
    expect(changing.includes(kind), name).toBe(access === 'change');
  }
});

test('what only Graph beta has is marked so', () => {
  expect(COMMANDS.filter(({ preview }) => preview).map(({ name }) => name)).toEqual([
    'list deleted',
    'show deleted',
    'enable group sync',
    'disable group sync',
    'restore sync policy',
    'purge sync policy',
  ]);
});

test('what is about deleted items reads them, and what cannot be undone for sure is challenged', () => {
  const requests = COMMANDS.flatMap(({ name, example }) => {
    const parsed = parse(example, COMMANDS);
    return parsed.kind === 'request' && parsed.request.kind === 'change' ? [{ name, ...parsed.request }] : [];
  });
  const named = (flag: 'readsDeleted' | 'challenged') =>
    requests.filter((request) => request[flag] === true).map(({ name }) => name);
  expect(named('readsDeleted')).toEqual(['restore sync policy', 'purge sync policy']);
  expect(named('challenged')).toEqual(['purge sync policy']);
});

describe('a line is read as what it says', () => {
  const read = (line: string) => {
    const parsed = parse(line, COMMANDS);
    return parsed.kind === 'request' ? [parsed.command.name, parsed.request] : [parsed.kind];
  };

  test.each([
    ['show template', 'show template', {}],
    ['show deleted contoso.com', 'show deleted', { partner: 'contoso.com' }],
    ['show change C-7K3M9QX2', 'show change', { change: 'C-7K3M9QX2' }],
    ['Show Template.', 'show template', {}],
    ['show template inc', 'show', { partner: 'template inc' }],
    ['show deleted', 'show', { partner: 'deleted' }],
    ['show deleted Wide World Importers', 'show deleted', { partner: 'Wide World Importers' }],
    ['show change c-7k3m9qx2.', 'show change', { change: 'C-7K3M9QX2' }],
    ['show change', 'show', { partner: 'change' }],
    ['show change management inc', 'show', { partner: 'change management inc' }],
    ['history', 'history', { partner: null, page: 1 }],
    ['history page 2', 'history', { partner: null, page: 2 }],
    ['history Wide World Importers page 2', 'history', { partner: 'Wide World Importers', page: 2 }],
    ['history fabrikam.com', 'history', { partner: 'fabrikam.com', page: 1 }],
    ['history fabrikam.com page 2', 'history', { partner: 'fabrikam.com', page: 2 }],
    ['HISTORY PAGE 2', 'history', { partner: null, page: 2 }],
    ['history page 2.', 'history', { partner: null, page: 2 }],
    ['history "page 2"', 'history', { partner: 'page 2', page: 1 }],
    ['history page turners inc', 'history', { partner: 'page turners inc', page: 1 }],
    ['enable sync in template', 'enable sync in template', { kind: 'changeTemplate', reason: null }],
    ['disable sync in template because of it', 'disable sync in template', { reason: 'of it' }],
    ['enable sync for template', 'enable sync', { kind: 'change', partner: 'template' }],
    ['reset template because of it', 'reset template', { kind: 'changeTemplate', reason: 'of it' }],
    ['enable auto redemption from Fabrikam', 'enable auto redemption', { partner: 'Fabrikam', reason: null }],
    [
      'disable auto redemption from From Here to There Ltd',
      'disable auto redemption',
      { partner: 'From Here to There Ltd' },
    ],
    ['enable auto redemption to Fabrikam because Falcon', 'enable auto redemption', { partner: 'Fabrikam' }],
    ['undo c-7k3m9qx2', 'undo', { change: 'C-7K3M9QX2', what: 'undo' }],
    ['continue C-7K3M9QX2', 'continue', { what: 'continue' }],
  ])('%s', (line, name, request) => {
    expect(read(line)).toMatchObject([name, request]);
  });

  describe('what a command says again', () => {
    const asked = (line: string) => {
      const parsed = parse(line, COMMANDS);
      if (parsed.kind !== 'request') throw new Error(`"${line}" is not understood`);
      return parsed;
    };
    /** What can be compared of a request: its goal is a function, and whom a text may name besides depends on the text. */
    const plain = ({ command, request }: ReturnType<typeof asked>) => [
      command.name,
      request.kind === 'change'
        ? { ...request, goal: undefined, orNamed: undefined, say: request.say('x.com') }
        : request,
    ];
    const changes = COMMANDS.filter(({ access }) => access === 'change');

    test.each([
      ['fabrikam.com', 'fabrikam.com'],
      ['00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000001'],
      ['Wide World Importers', 'Wide World Importers'],
      ['"Talk to Me"', 'Talk to Me'],
      ['"Because Ltd"', 'Because Ltd'],
      ['"From Here to There because We Can"', 'From Here to There because We Can'],
      ['Margie’s Travel', 'Margie’s Travel'],
      ["O'Brien & Sons", "O'Brien & Sons"],
      ['Contoso Ltd.', 'Contoso Ltd.'],
    ])('of %s is that command, of that partner', (named, partner) => {
      for (const { example } of changes) {
        const first = asked(example);
        if (first.request.kind !== 'change') continue;
        const { say } = first.request;
        const again = asked(say(named));
        expect(plain(again), say(named)).toEqual(
          plain({ ...first, request: { ...first.request, partner, reason: null } }),
        );
        expect(again.request).toMatchObject({ partner });
      }
    });

    test.each([true, false, null])('changes a policy that says %s to the same', (userSync) => {
      const before = {
        kind: 'partner',
        partner: {
          automaticRedemption: { inbound: userSync, outbound: userSync },
          identitySynchronization: { displayName: 'Fabrikam', userSync, groupSync: userSync },
        },
        deleted: { partner: null, policy: { displayName: 'Old', userSync, groupSync: userSync, deletedAt: 0 } },
      } as const;
      for (const { example } of changes) {
        const first = asked(example).request;
        if (first.kind !== 'change') continue;
        const again = asked(first.say('fabrikam.com')).request;
        if (again.kind !== 'change') throw new Error(`${example} asks for something else again`);
        expect(again.goal(before, aTenant()), example).toEqual(first.goal(before, aTenant()));
      }
    });

    test('of the template is that command', () => {
      for (const { example } of changes) {
        const first = asked(example);
        if (first.request.kind !== 'changeTemplate') continue;
        const again = asked(first.request.say);
        expect(again.command.name).toBe(first.command.name);
        for (const userSync of [true, false, null]) {
          const before = { kind: 'template', userSync, appliesTo: 'none' } as const;
          if (again.request.kind !== 'changeTemplate') throw new Error(`${example} asks for something else again`);
          expect(again.request.goal(before)).toEqual(first.request.goal(before));
        }
      }
    });
  });
});

test('no command is explained that there is not', () => {
  expect(Object.keys(said.help.summaries).sort()).toEqual(COMMANDS.map(({ name }) => name).sort());
});
