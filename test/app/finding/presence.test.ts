import { beforeEach, describe, expect, test } from 'vitest';
import { countingHere, countingMany, presenceOfDrifts } from '../../../src/app/finding/presence.ts';
import type { Ports } from '../../../src/app/ports.ts';
import type { TenantInformation } from '../../../src/domain/partners/tenant.ts';
import type { Whose } from '../../../src/domain/partners/visitors.ts';
import type { Many } from '../../../src/domain/policy/many.ts';
import { planOf } from '../../../src/domain/policy/plan.ts';
import { live } from '../../../src/domain/policy/snapshot.ts';
import { aDrift, aProblem, aTenant, driftIdOf, HOME, MINUTE } from '../../builders.ts';

type Here = Awaited<ReturnType<Ports['visitors']['here']>>;

const counted = (count: number): Here => ({
  synced: { is: { count, isWhole: true } },
  privileged: { is: { count: 0, isWhole: true } },
});
const told = (synced: number) => ({ kind: 'counted', synced, privileged: { count: 0, isWhole: true } });
const FABRIKAM = aTenant({ defaultDomainName: 'fabrikam.com' });
const CONTOSO = aTenant({ defaultDomainName: 'contoso.com' });

let asked: string[];
let slept: number;
let logged: string[];
beforeEach(() => {
  asked = [];
  slept = 0;
  logged = [];
});

function world(answers: Readonly<Record<string, Promise<Here>>>) {
  const never = (): Promise<never> => Promise.reject(new Error('not asked for'));
  const log = { info: () => undefined, warn: () => undefined, error: (event: string) => void logged.push(event) };
  const clock = {
    now: () => 0,
    elapsed: () => slept,
    sleep: (ms: number) => {
      slept += ms;
      return Promise.resolve();
    },
  };
  const here = (whose: Whose): Promise<Here> => {
    asked.push(String(whose));
    return answers[String(whose)] ?? never();
  };
  return { visitors: { of: never, related: never, here }, clock, log };
}

const counting = (
  answers: Readonly<Record<string, Promise<Here>>>,
  ...[guess, surely]: [Parameters<typeof countingHere>[2], Parameters<typeof countingHere>[3]]
) => countingHere(world(answers), { homeTenant: HOME }, guess, surely);

describe('who is here already', () => {
  test('is counted at once for whom it was guessed, and waits for nobody else', async () => {
    const resolving = Promise.withResolvers<typeof FABRIKAM>();
    const here = counting({ 'fabrikam.com': Promise.resolve(counted(12)) }, FABRIKAM, resolving.promise);
    expect(asked).toEqual(['fabrikam.com']);
    resolving.resolve(FABRIKAM);
    expect(await here.inTime()).toEqual(told(12));
    expect(asked).toEqual(['fabrikam.com']);
  });

  test('is counted once for a card: where nobody guessed when it is known, and not again where it was guessed wrong', async () => {
    const answers = { 'fabrikam.com': Promise.resolve(counted(12)), 'contoso.com': Promise.resolve(counted(3)) };
    expect(await counting(answers, undefined, Promise.resolve(CONTOSO)).inTime()).toEqual(told(3));
    expect(asked).toEqual(['contoso.com']);
    const wrong = await counting(answers, FABRIKAM, Promise.resolve(CONTOSO)).inTime();
    expect(wrong).toEqual({ kind: 'unread', permission: null });
    expect(asked).toEqual(['contoso.com', 'fabrikam.com']);
  });

  test('is not told where it is nobody, the tenant has no domain, or it could not be found', async () => {
    const nameless = aTenant({ defaultDomainName: null });
    for (const surely of [Promise.resolve(null), Promise.resolve(nameless), Promise.reject(new Error('unread'))]) {
      expect(await counting({}, undefined, surely).inTime()).toBeNull();
    }
    expect(asked).toEqual([]);
  });

  test('is everybody where it is about what applies to all', async () => {
    const home = aTenant({ tenantId: HOME });
    const answers = { everybody: Promise.resolve(counted(40)) };
    expect(await counting(answers, undefined, Promise.resolve(home)).inTime()).toEqual(told(40));
  });

  test('is unread, with the permission that it takes, where Graph refuses it', async () => {
    const refused: Here = {
      synced: { problem: aProblem({ kind: 'forbidden', permission: 'User.Read.All' }) },
      privileged: { problem: aProblem({ kind: 'forbidden', permission: 'GroupMember.Read.All' }) },
    };
    const here = counting({ 'fabrikam.com': Promise.resolve(refused) }, undefined, Promise.resolve(FABRIKAM));
    expect(await here.inTime()).toEqual({ kind: 'unread', permission: 'User.Read.All' });
    const half = { ...counted(12), privileged: refused.privileged };
    const without = counting({ 'fabrikam.com': Promise.resolve(half) }, undefined, Promise.resolve(FABRIKAM));
    expect(await without.inTime()).toEqual({ kind: 'counted', synced: 12, privileged: null });
  });

  test('is not waited for longer than a moment, and a mistake in it harms nobody', async () => {
    const unread = { kind: 'unread', permission: null };
    const slow = counting({ 'fabrikam.com': new Promise(() => undefined) }, FABRIKAM, Promise.resolve(FABRIKAM));
    expect(await slow.inTime()).toEqual(unread);
    expect(slept).toBe(1_500);
    expect(await counting({}, FABRIKAM, Promise.resolve(FABRIKAM)).inTime()).toEqual(unread);
    expect(logged).toEqual(['presence.unread']);
  });
});

describe('who is here of many', () => {
  const several = (members: readonly TenantInformation[], kind: Many['kind'] = 'list') => {
    const all = members.map((partner) => ({ partner, plan: planOf(partner.tenantId, live(null), live(null)) }));
    const answers = {
      'fabrikam.com': Promise.resolve(counted(2)),
      'fabrikam.com,contoso.com': Promise.resolve(counted(5)),
      everybody: Promise.resolve(counted(40)),
    };
    return countingMany(world(answers), { homeTenant: HOME }, { kind, members: all }).inTime();
  };
  const nameless = aTenant({ defaultDomainName: null });

  test('is counted by the domains of all of them, each once', async () => {
    expect(await several([FABRIKAM, CONTOSO, { ...FABRIKAM, defaultDomainName: 'Fabrikam.com' }])).toEqual(told(5));
    expect(asked).toEqual(['fabrikam.com,contoso.com']);
  });

  test('is at least those where Graph tells no domain of somebody', async () => {
    expect(await several([FABRIKAM, nameless])).toEqual({ ...told(2), isAtLeast: true });
    expect(await several([nameless])).toBeNull();
    expect(await several([])).toBeNull();
  });

  test('is everybody in a freeze, and where what applies by default is among them', async () => {
    expect(await several([FABRIKAM], 'freeze')).toEqual(told(40));
    expect(await several([nameless, aTenant({ tenantId: HOME })])).toEqual(told(40));
  });

  test('is at least those whom one page has', async () => {
    const some: Here = { ...counted(5), synced: { is: { count: 5, isWhole: false } } };
    const here = countingMany(
      world({ 'fabrikam.com,contoso.com': Promise.resolve(some) }),
      { homeTenant: HOME },
      {
        kind: 'list',
        members: [FABRIKAM, CONTOSO].map((partner) => ({ partner, plan: planOf(HOME, live(null), live(null)) })),
      },
    );
    expect(await here.inTime()).toEqual({ ...told(5), isAtLeast: true });
    const refused: Here = {
      ...some,
      synced: { problem: aProblem({ kind: 'forbidden', permission: 'User.Read.All' }) },
    };
    const unread = countingMany(
      world({ 'fabrikam.com': Promise.resolve(refused) }),
      { homeTenant: HOME },
      {
        kind: 'list',
        members: [FABRIKAM, nameless].map((partner) => ({ partner, plan: planOf(HOME, live(null), live(null)) })),
      },
    );
    expect(await unread.inTime()).toEqual({ kind: 'unread', permission: 'User.Read.All' });
  });
});

describe('who is here of whom a drift is about', () => {
  const never = (): Promise<never> => Promise.reject(new Error('not asked for'));
  const log = { info: () => undefined, warn: () => undefined, error: (event: string) => void logged.push(event) };
  const clock = { now: () => 0, elapsed: () => slept, sleep: () => Promise.resolve() };
  let work: Promise<void>[];
  let answer: () => Promise<Here>;
  const looking = () => {
    work = [];
    const here = (whose: Whose): Promise<Here> => {
      asked.push(String(whose));
      return answer();
    };
    const background = { start: (_: string, begun: () => Promise<void>) => void work.push(begun()) };
    return presenceOfDrifts(
      { visitors: { of: never, related: never, here }, clock, log, background },
      { homeTenant: HOME },
    );
  };
  const drift = aDrift({ partner: FABRIKAM });

  test('is told by the next drawing, and counted anew where it is old', async () => {
    answer = () => Promise.resolve(counted(12));
    const present = looking();
    expect([present(drift), present(drift)]).toEqual([undefined, undefined]);
    await Promise.all(work);
    expect(present(drift)).toEqual(told(12));
    expect(asked).toHaveLength(1);
    slept = 11 * MINUTE;
    answer = () => Promise.resolve(counted(13));
    expect(present(drift)).toEqual(told(12));
    await Promise.all(work);
    expect(present(drift)).toEqual(told(13));
    expect(asked).toHaveLength(2);
  });

  test('is not counted of what is over, opens and closes nothing, or has no domain, nor of too many at once', () => {
    answer = () => new Promise(() => undefined);
    const present = looking();
    present({ ...drift, status: { state: 'superseded', by: null, at: 0 } });
    present({ ...drift, partner: aTenant({ defaultDomainName: null }) });
    present({ ...drift, before: live(null), after: live(null) });
    expect(asked).toEqual([]);
    for (let n = 1; n < 20; n += 1) present({ ...drift, id: driftIdOf(n) });
    expect(asked).toHaveLength(10);
  });

  test('is kept of so many, and where it could not be read says so', async () => {
    answer = never;
    const present = looking();
    for (let n = 0; n < 202; n += 1) {
      present({ ...drift, id: driftIdOf(n) });
      await Promise.all(work);
    }
    expect(present({ ...drift, id: driftIdOf(201) })).toEqual({ kind: 'unread', permission: null });
    expect(present({ ...drift, id: driftIdOf(0) })).toBeUndefined();
    expect(logged).toHaveLength(202);
  });
});
