import { beforeEach, describe, expect, test, vi } from 'vitest';
import { domainsOf, tellBursts, type Domains } from '../../../src/app/watching/find-bursts.ts';
import type { Arrivals } from '../../../src/domain/partners/arrivals.ts';
import type { TenantInformation } from '../../../src/domain/partners/tenant.ts';
import { aTenant, NOW, tenantIdOf } from '../../builders.ts';
import { noTo, unreadable, World } from '../world.ts';

let world: World;
beforeEach(() => {
  world = new World();
});

const CONFIGURED = { automaticRedemption: { inbound: null, outbound: null }, identitySynchronization: null };
const LIMIT = { syncBurst: 2 };
const FABRIKAM = aTenant({ tenantId: tenantIdOf(1) });
const CONTOSO = aTenant({ tenantId: tenantIdOf(2) });
const known: Domains = (domain) => Promise.resolve(domain === 'contoso.com' ? CONTOSO : FABRIKAM);
const came = (domain: string, from: number, count: number): readonly Arrivals[] =>
  Array.from({ length: count }, (_, n) => ({ domain, count: 1, from: NOW + from + n, until: NOW + from + n }));
const look = (arrivals: readonly Arrivals[], domains = known) => tellBursts(world.ports, LIMIT, domains, arrivals);
const told = async () =>
  (await world.store.circulars()).flatMap(({ letter: { word } }) => (word.kind === 'syncBurst' ? [word.burst] : []));

describe('a burst', () => {
  test('is of all domains of one tenant together, and of no other', async () => {
    await look([
      ...came('fabrikam.com', 0, 2),
      ...came('fabrikam.onmicrosoft.com', 2, 1),
      ...came('contoso.com', 0, 2),
    ]);
    expect(await told()).toEqual([
      {
        partner: FABRIKAM,
        domain: 'fabrikam.onmicrosoft.com',
        count: 3,
        limit: 2,
        from: NOW,
        until: NOW + 2,
      },
    ]);
  });

  test('is told once as it goes on, also when only its end is read any more, and another one again', async () => {
    const HOUR = 60 * 60_000;
    await look(came('fabrikam.com', 0, 3));
    await look(came('fabrikam.com', 0, 9));
    await look(came('fabrikam.com', 6, 9));
    expect(await told()).toHaveLength(1);
    await look([...came('fabrikam.com', 6, 9), ...came('fabrikam.com', 2 * HOUR, 3)]);
    expect(await told()).toHaveLength(2);
  });

  test('does not wait for a name, and is not told again when that is known', async () => {
    await look(came('fabrikam.com', 0, 3), noTo(unreadable()));
    expect(await told()).toMatchObject([{ partner: null, domain: 'fabrikam.com', count: 3 }]);
    await look(came('fabrikam.com', 0, 4));
    await look(came('fabrikam.com', 1, 4), noTo(unreadable()));
    expect(await told()).toHaveLength(1);
  });

  test('is told again where it has become ten times as large as one, once for each such size, however it came to it', async () => {
    await look(came('fabrikam.com', 0, 3));
    await look(came('fabrikam.com', 0, 20));
    expect(await told()).toMatchObject([{ count: 3 }]);
    await look(came('fabrikam.com', 0, 5_000));
    await look(came('fabrikam.com', 4_000, 5_000));
    await look(came('fabrikam.com', 8_900, 100));
    expect(await told()).toMatchObject([{ count: 3 }, { count: 5_000 }]);
    await look(came('fabrikam.com', 0, 20_001));
    expect(await told()).toHaveLength(3);
  });

  test('that follows a smaller one within the hour is told where it is ten times as large as one', async () => {
    const HALF = 30 * 60_000;
    await look(came('fabrikam.com', 0, 3));
    await look(came('fabrikam.com', HALF, 20));
    await look(came('fabrikam.com', HALF, 21));
    expect(await told()).toMatchObject([{ count: 3 }, { count: 21 }]);
  });

  describe('of nobody who is a partner', () => {
    const others: Domains = (domain) =>
      Promise.resolve(domain.endsWith('.example') ? null : domain === 'contoso.com' ? CONTOSO : FABRIKAM);
    const spread = (count: number) => Array.from({ length: count }, (_, n) => came(`d${n}.example`, n, 1)).flat();

    test('is one however many domains it is spread over, told once, and again where it has grown', async () => {
      await look(spread(2), others);
      expect(await told()).toEqual([]);
      await look(spread(3), others);
      await look(spread(4), others);
      expect(await told()).toMatchObject([{ partner: null, domain: 'd2.example', others: 2, count: 3 }]);
      await look(spread(21), others);
      expect(await told()).toHaveLength(2);
    });

    test('counts those of tenants that are none, and none of a partner’s or of whom nobody could tell', async () => {
      const before = { tenantId: CONTOSO.tenantId, state: CONFIGURED };
      await world.store.beginWatch([before], NOW);
      await look([...came('contoso.com', 0, 2), ...came('a.example', 0, 1)], others);
      await look([...came('fabrikam.com', 0, 2), ...came('b.example', 0, 1)], noTo(unreadable()));
      expect(await told()).toEqual([]);
      await look([...came('fabrikam.com', 0, 2), ...came('a.example', 0, 1)], others);
      expect(await told()).toMatchObject([{ partner: null, others: 1, count: 3 }]);
    });

    test('are looked for among partners only where all who came are a burst together', async () => {
      const watched = vi.spyOn(world.store, 'watched');
      const HOUR = 60 * 60_000;
      for (const hours of [0, 1, 2])
        await look([...came('a.example', 0, 2), ...came('b.example', hours * HOUR, 2)], others);
      expect(watched).toHaveBeenCalledTimes(1);
      await look(
        [0, 1, 2, 3].flatMap((hours) => came(`d${hours}.example`, hours * HOUR, 1)),
        others,
      );
      expect(watched).toHaveBeenCalledTimes(1);
    });

    test('are no strangers before anybody has looked who is a partner', async () => {
      await look([...came('contoso.com', 0, 2), ...came('fabrikam.com', 0, 2)], others);
      expect(await told()).toEqual([]);
    });

    test('is told for itself where one of them is a burst alone', async () => {
      await look([...came('a.example', 0, 3), ...came('b.example', 0, 1)], others);
      expect(await told()).toMatchObject([{ partner: null, domain: 'a.example', count: 3 }]);
    });
  });

  test('whose tenant cannot be found because of a mistake is one that is seen', async () => {
    await expect(look(came('fabrikam.com', 0, 3), noTo(new TypeError('a mistake')))).rejects.toThrow('a mistake');
  });
});

describe('whose a domain is', () => {
  let asked: string[];
  let elapsed: number;
  let answer: (domain: string) => Promise<TenantInformation | null>;
  const domains = (mostKnown?: number): Domains =>
    domainsOf(
      {
        tenants: {
          byId: noTo(new Error('not asked here')),
          byDomain: (domain) => {
            asked.push(domain);
            return answer(domain);
          },
        },
        clock: { ...world.ports.clock, elapsed: () => elapsed },
      },
      mostKnown,
    );
  beforeEach(() => {
    asked = [];
    elapsed = 0;
    answer = known;
  });

  test('is asked once an hour, also where it is nobody’s, and again where it could not be read', async () => {
    const whose = domains();
    answer = noTo(unreadable());
    await expect(whose('a.example')).rejects.toThrow();
    answer = () => Promise.resolve(null);
    expect([await whose('a.example'), await whose('a.example')]).toEqual([null, null]);
    answer = known;
    expect(await whose('b.example')).toEqual(FABRIKAM);
    elapsed = 60 * 60_000;
    expect(await whose('a.example')).toEqual(FABRIKAM);
    expect(asked).toEqual(['a.example', 'a.example', 'b.example', 'a.example']);
  });

  test('is remembered of so many, the newest', async () => {
    const whose = domains(2);
    for (const domain of ['a', 'b', 'c', 'b', 'c', 'a']) await whose(domain);
    expect(asked).toEqual(['a', 'b', 'c', 'a']);
  });
});
