import { beforeEach, describe, expect, test, vi } from 'vitest';
import { planFile } from '../../../src/app/changing/many/plan-file.ts';
import { proposeList } from '../../../src/app/changing/many/propose-list.ts';
import type { Resolution } from '../../../src/app/finding/resolution.ts';
import type { PartnerLookup } from '../../../src/app/finding/partner-lookup.ts';
import { FileError, type Files } from '../../../src/app/ports.ts';
import type { NamedPartners } from '../../../src/commands/requests.ts';
import type { WantedPartner } from '../../../src/domain/declared/wanted.ts';
import type { TenantId } from '../../../src/domain/ids.ts';
import type { PartnerState } from '../../../src/domain/policy/policy.ts';
import { userSyncOn } from '../../../src/domain/policy/goals.ts';
import { anEnding, aTenant, changeIdOf, tenantIdOf } from '../../builders.ts';
import { lookalike } from '../../cards/changes.ts';
import { MISTAKE, noTo, OFF, ON, unreadable, World } from '../world.ts';

let world: World;
/** What each partner is. */
let states: Map<TenantId, PartnerState>;
/** What each text means. */
let meant: Map<string, Resolution>;
let files: Partial<Files>;
beforeEach(() => {
  world = new World();
  states = new Map();
  meant = new Map();
  files = {};
  world.directory.defaults = noTo(unreadable());
  Object.assign(world.ports, { tenants: { byId: () => Promise.resolve(null) }, files });
});

const entries = () => [...states].map(([tenantId, state]) => ({ tenantId, state }));
const lookup = {
  list: () => Promise.resolve(entries()),
  names: (ids: readonly TenantId[]) => Promise.resolve(ids.map((tenantId) => aTenant({ tenantId }))),
  compared: () => Promise.resolve([]),
  lookalikes: () => Promise.resolve([]),
  resolve: (text: string) =>
    Promise.resolve(meant.get(text) ?? { kind: 'none', refusal: { kind: 'unknown' }, options: [] }),
} as unknown as PartnerLookup;
const ATTACHED = [{ name: 'partners.csv', url: 'https://contoso.sharepoint.com/x' }] as never;

describe('a list that somebody gives', () => {
  const asked = async (named: NamedPartners, more: object = {}, attached?: unknown) => {
    const request = {
      kind: 'changeMany',
      named,
      again: 'x',
      reason: null,
      goal: userSyncOn,
      say: () => 'x',
      ...more,
    } as never;
    const beside = attached === undefined ? {} : { files: attached as never };
    return world.ask(proposeList(world.ports, world.settings, lookup), 'change', request, beside);
  };
  const one = (n: number, exists: 'yes' | 'unread' = 'yes', named: Parameters<typeof aTenant>[0] = {}): Resolution => ({
    kind: 'one',
    tenant: aTenant({ tenantId: tenantIdOf(n), ...named }),
    exists,
    inFull: true,
    options: [],
  });

  test('by a file wants one beside the line', async () => {
    const refusal = { kind: 'fileNotRead', problem: 'missing' };
    expect(await asked({ kind: 'attached' })).toMatchObject({ notice: { refusal } });
  });

  test('with an end wants one that can be', async () => {
    const ends = { asked: { kind: 'days', days: 9_999 }, door: 'userSync' };
    expect(await asked({ kind: 'listed', texts: ['x'] }, { ends })).toMatchObject({
      notice: { refusal: { kind: 'noSuchEnd' } },
    });
    meant.set('x', one(1));
    states.set(tenantIdOf(1), OFF);
    const soon = { asked: { kind: 'days', days: 9 }, door: 'userSync' };
    const reply = await asked({ kind: 'listed', texts: ['x'] }, { ends: soon });
    expect(reply).toMatchObject({
      change: { proposal: { plan: { many: { members: [{ ends: { doors: ['userSync'] } }] } } } },
    });
  });

  test('makes nobody a partner of whom Entra did not say who it is', async () => {
    meant.set('x', one(1, 'unread')).set('y', one(2));
    states.set(tenantIdOf(2), OFF);
    expect(await asked({ kind: 'listed', texts: ['x', 'y'] })).toMatchObject({
      change: { proposal: { plan: { many: { left: [{ text: tenantIdOf(1), why: 'notFound' }] } } } },
    });
  });

  test('opens nobody whose name cannot be read', async () => {
    meant.set('x', one(1, 'yes', { displayName: null, defaultDomainName: null }));
    states.set(tenantIdOf(1), OFF);
    expect(await asked({ kind: 'listed', texts: ['x'] })).toMatchObject({
      notice: { refusal: { kind: 'nobodyToChange', left: [{ why: 'nameUnread' }] } },
    });
  });

  test('of all of whom something is so goes by the default, too, and not beyond what is decided at once', async () => {
    world.directory.defaults = () => Promise.resolve({ automaticRedemption: { inbound: true, outbound: true } });
    states.set(tenantIdOf(1), OFF);
    expect(await asked({ kind: 'all', filter: { what: 'automatic redemption', how: 'on' }, except: [] })).toMatchObject(
      {
        change: { proposal: { plan: { many: { members: [{ plan: { tenantId: tenantIdOf(1) } }] } } } },
      },
    );
    for (let n = 1; n <= 201; n += 1) states.set(tenantIdOf(n), OFF);
    expect(await asked({ kind: 'all', filter: 'any', except: [] })).toMatchObject({
      notice: { refusal: { kind: 'tooManyPartners', asked: 201 } },
    });
  });

  test('by a file: what is wrong with reading it is said, a mistake is one', async () => {
    files.download = noTo(new FileError('elsewhere'));
    expect(await asked({ kind: 'attached' }, {}, ATTACHED)).toMatchObject({
      notice: { refusal: { problem: 'elsewhere' } },
    });
    files.download = noTo(MISTAKE);
    await expect(asked({ kind: 'attached' }, {}, ATTACHED)).rejects.toThrow(MISTAKE);
  });
});

describe('a file of partners', () => {
  const wants = (n: number, users: boolean): WantedPartner => ({
    tenantId: tenantIdOf(n),
    redemption: {},
    synchronization: { users },
    trust: {},
    settings: [],
    ends: null,
  });
  const planned = async (wanted: readonly WantedPartner[], by: Partial<PartnerLookup> = {}) => {
    Object.assign(files, { declaredIn: () => Promise.resolve(wanted) });
    files.download ??= () => Promise.resolve('');
    const useCase = planFile(world.ports, world.settings, { ...lookup, ...by });
    return world.ask(useCase, 'change', { kind: 'planFile', reason: null } as never, { files: ATTACHED });
  };

  test('that cannot be read is said', async () => {
    files.download = noTo(new FileError('elsewhere'));
    expect(await planned([])).toMatchObject({ notice: { refusal: { kind: 'fileNotRead', problem: 'elsewhere' } } });
  });

  test('may be about a partner without a name, or one that cannot be read: a mistake is one', async () => {
    states.set(tenantIdOf(1), ON);
    expect(await planned([wants(1, false)], { names: () => Promise.resolve([]) })).toMatchObject({
      change: { proposal: { plan: { many: { members: [{ partner: { displayName: null } }] } } } },
    });
    const byId = (error: Error) => Object.assign(world.ports, { tenants: { byId: noTo(error) } });
    byId(unreadable());
    expect(await planned([wants(2, true)])).toMatchObject({
      notice: { refusal: { kind: 'asDeclared', left: [{ why: 'nameUnread' }] } },
    });
    byId(MISTAKE);
    await expect(planned([wants(2, true)])).rejects.toThrow(MISTAKE);
  });

  test('opens nobody whose name cannot be read', async () => {
    states.set(tenantIdOf(1), OFF).set(tenantIdOf(2), ON);
    expect(await planned([wants(1, true), wants(2, false)], { names: () => Promise.resolve([]) })).toMatchObject({
      change: {
        proposal: {
          plan: {
            many: {
              members: [{ plan: { tenantId: tenantIdOf(2) } }],
              left: [{ text: tenantIdOf(1), why: 'nameUnread' }],
            },
          },
        },
      },
    });
  });

  test('compares the ends of each with its own', async () => {
    states.set(tenantIdOf(1), ON).set(tenantIdOf(2), ON);
    const of = (n: number, change: number) =>
      anEnding({ id: changeIdOf(change), partner: aTenant({ tenantId: tenantIdOf(n) }) });
    const endings = [of(1, 1), of(1, 2), of(2, 3)];
    world.store.endingsLeft = () => Promise.resolve(endings);
    const at = endings[0]?.end.at ?? 0;
    const same = { ...wants(1, true), ends: [['userSync', { kind: 'moment', at }]] as const };
    expect(await planned([same, wants(2, false)])).toMatchObject({
      change: { proposal: { plan: { many: { members: [{ plan: { tenantId: tenantIdOf(2) } }] } } } },
    });
  });

  test('opens nobody who looks like another', async () => {
    states.set(tenantIdOf(1), OFF).set(tenantIdOf(2), OFF);
    const lookalikes: PartnerLookup['lookalikes'] = ({ tenantId }) =>
      Promise.resolve(tenantId === tenantIdOf(1) ? [{ kind: 'sameName', other: lookalike }] : []);
    expect(await planned([wants(1, true), wants(2, true)], { lookalikes })).toMatchObject({
      change: {
        proposal: { plan: { many: { members: [{ plan: { tenantId: tenantIdOf(2) } }], left: [{ why: 'alike' }] } } },
      },
    });
  });

  test('is told of everybody for whom only something is wanted that no app can do, and names so many of them', async () => {
    const left = Array.from({ length: 201 }, (_, n) => n + 1);
    for (const n of left) states.set(tenantIdOf(n), OFF);
    const setting = {
      name: 'isServiceProvider',
      setting: { name: 'isServiceProvider', fingerprint: 'x', value: 'true' },
    };
    const names = vi.fn<PartnerLookup['names']>((ids) => lookup.names(ids));
    const reply = await planned(
      left.map((n) => ({ ...wants(n, false), settings: [setting] })),
      { names },
    );
    expect(reply).toMatchObject({ notice: { refusal: { kind: 'asDeclared', left: { length: 201 } } } });
    expect(names).toHaveBeenCalledWith(left.slice(0, 200).map(tenantIdOf));
  });

  test('may want of one only what no app can do', async () => {
    states.set(tenantIdOf(1), OFF).set(tenantIdOf(2), OFF);
    const setting = {
      name: 'isServiceProvider',
      setting: { name: 'isServiceProvider', fingerprint: 'x', value: 'true' },
    };
    const reply = await planned([{ ...wants(1, false), settings: [setting] }, wants(2, true)]);
    expect(reply).toMatchObject({
      change: { proposal: { plan: { many: { members: [{ plan: { tenantId: tenantIdOf(2) } }] } } } },
    });
  });
});
