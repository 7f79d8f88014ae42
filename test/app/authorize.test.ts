import { beforeEach, describe, expect, test } from 'vitest';
import { asRequester, authorize, authorizeWith } from '../../src/app/authorize.ts';
import { proveWrite, type MayWrite } from '../../src/app/changing/prove-write.ts';
import type { Ports } from '../../src/app/ports.ts';
import type { Change } from '../../src/domain/change/change.ts';
import type { ChangeId } from '../../src/domain/ids.ts';
import { ROLE_KEYS, ROLES, ROLES_FOR, type Access, type RoleAssignment } from '../../src/domain/people/role.ts';
import { aPerson, changeIdOf, NOW, objectIdOf } from '../builders.ts';
import { ADA, BEN, claimed, MISTAKE, noTo, ON, unreadable, World } from './world.ts';

const READER: RoleAssignment = {
  roleDefinitionId: ROLES.securityReader.id,
  directoryScopeId: '/',
  throughGroup: 'a group',
};
const TEAMS: RoleAssignment = { ...READER, roleDefinitionId: 'teams', throughGroup: null };
const ABROAD: RoleAssignment = { ...READER, directoryScopeId: '/administrativeUnits/1' };

let world: World;
beforeEach(() => {
  world = new World();
});
const holding = (...assignments: readonly RoleAssignment[]): void => {
  world.roles.active = () =>
    Promise.resolve({ account: { kind: 'present', enabled: true, admitted: true }, assignments });
};
const ask = async (access: Access = 'change', person = ADA, about?: ChangeId) => {
  const passing = await authorize(world.ports, person, access, about);
  return passing.kind === 'refused' ? passing.refusal : undefined;
};
const recognise = () => ask('account');

describe('whoever needs no role', () => {
  test('is somebody whom Entra knows', async () => {
    holding();
    expect(await recognise()).toBeUndefined();
  });

  test.each([
    ['unknownAccount', { kind: 'absent' }],
    ['disabledAccount', { kind: 'present', enabled: false, admitted: true }],
    ['guestAccount', { kind: 'present', enabled: true, admitted: false }],
  ] as const)('is no %s', async (kind, account) => {
    world.roles.active = () => Promise.resolve({ account, assignments: [] });
    expect(await recognise()).toEqual({ kind });
  });

  test('costs no look at roles', async () => {
    const asked: unknown[] = [];
    const active = world.roles.active.bind(world.roles);
    world.roles.active = (...what) => {
      asked.push(what);
      return active(...what);
    };
    await recognise();
    expect(asked).toEqual([[ADA.objectId, [], 'any']]);
  });
});

describe('whoever asks what is told to everybody', () => {
  test('is asked for nothing, and nothing is asked about them', async () => {
    world.roles.active = noTo(MISTAKE);
    expect(await ask('everyone')).toBeUndefined();
    expect(await world.proof(ADA, 'everyone')).toMatchObject({ access: 'everyone', basis: null, person: ADA });
  });
});

describe('whoever asks about themselves', () => {
  test('has an account, and all of its roles are looked at', async () => {
    const asked: unknown[] = [];
    const active = world.roles.active.bind(world.roles);
    world.roles.active = (...what) => {
      asked.push(what);
      return active(...what);
    };
    expect((await world.proof(ADA, 'self')).basis).toEqual(await active(ADA.objectId, [], 'all'));
    expect(asked).toEqual([[ADA.objectId, ROLE_KEYS, 'all']]);
  });

  test('is told of no role where the account itself is refused', async () => {
    world.roles.active = () => Promise.resolve({ account: { kind: 'absent' }, assignments: [READER] });
    expect(await ask('self')).toEqual({ kind: 'unknownAccount' });
  });
});

describe('whoever asked for a change', () => {
  const ID = changeIdOf(1);

  test('is known from the change, and Entra is not asked', async () => {
    const change = await world.stored();
    world.roles.active = noTo(MISTAKE);
    expect(await ask('requester', ADA, ID)).toBeUndefined();
    expect(asRequester(ADA, change)).toMatchObject({ access: 'requester', person: ADA, basis: change });
  });

  test('is nobody else: they have the role, or an account and no more', async () => {
    const change = await world.stored();
    expect(asRequester(BEN, change)).toBeUndefined();
    const passing = () => authorize(world.ports, BEN, 'requester', ID);
    expect(await passing()).toMatchObject({ kind: 'proven', proof: { access: 'change', person: BEN } });
    world.onlyAdministrators(ADA);
    expect(await passing()).toMatchObject({ kind: 'proven', proof: { access: 'account', person: BEN } });
    world.roles.active = () => Promise.resolve({ account: { kind: 'absent' }, assignments: [] });
    expect(await ask('requester', BEN, ID)).toEqual({ kind: 'unknownAccount' });
  });

  test.each([ID, undefined])('is nobody where there is no such change (%s)', async (about) => {
    world.onlyAdministrators(BEN);
    const passing = await authorize(world.ports, ADA, 'requester', about);
    expect(passing).toMatchObject({ kind: 'proven', proof: { access: 'account' } });
  });
});

describe('who may', () => {
  test.each(['read', 'change'] as const)('%s is asked by the roles that open it', async (access) => {
    const asked: unknown[] = [];
    const active = world.roles.active.bind(world.roles);
    world.roles.active = (...what) => {
      asked.push(what);
      return active(...what);
    };
    expect(await ask(access)).toBeUndefined();
    expect(asked).toEqual([[ADA.objectId, ROLES_FOR[access], 'any']]);
  });

  test('is refused with all the roles they hold instead, each once, and those that PIM would give', async () => {
    holding(READER);
    world.roles.direct = () => Promise.resolve([TEAMS, READER, ABROAD]);
    world.roles.eligible = () => Promise.resolve([ROLES.securityAdministrator.id]);
    expect(await ask()).toEqual({
      kind: 'roleMissing',
      access: 'change',
      held: [READER, TEAMS, ABROAD],
      eligible: [ROLES.securityAdministrator.id],
    });
    expect(world.logged).toEqual([]);
  });

  test('is refused with what is known where nothing more can be read', async () => {
    holding(READER);
    world.roles.direct = noTo(unreadable());
    world.roles.eligible = noTo(unreadable());
    expect(await ask()).toEqual({ kind: 'roleMissing', access: 'change', held: [READER], eligible: 'unread' });
    expect(world.logged).toMatchObject([{ event: 'role.eligibility.unread', objectId: ADA.objectId }]);
  });

  test('is not asked about roles where the account itself is refused', async () => {
    world.roles.active = () => Promise.resolve({ account: { kind: 'absent' }, assignments: [] });
    world.roles.direct = noTo(MISTAKE);
    world.roles.eligible = noTo(MISTAKE);
    expect(await ask()).toEqual({ kind: 'unknownAccount' });
    expect(world.logged).toEqual([]);
  });

  test('cannot be said where it cannot be read', async () => {
    world.roles.active = noTo(unreadable());
    await expect(ask()).rejects.toThrow('directory: serverError');
  });
});

describe('whose role is read is remembered as seen with it, or without', () => {
  const seen = (person = ADA) => {
    const { objectId } = person;
    return (['read', 'change'] as const).filter((access) => world.ports.seen.holds(objectId, access));
  };

  test.each([
    ['read', ['read', 'change']],
    ['change', ['read', 'change']],
    ['requester', ['read', 'change']],
    ['self', ['read', 'change']],
    ['account', []],
    ['everyone', []],
  ] as const)('%s', async (access, expected) => {
    await ask(access);
    expect(seen()).toEqual(expected);
  });

  test.each([
    ['read', []],
    ['change', ['read']],
    ['requester', ['read']],
    ['self', []],
    ['account', ['read', 'change']],
    ['everyone', ['read', 'change']],
  ] as const)('%s, where it has ended', async (access, expected) => {
    await ask('change');
    holding();
    await ask(access);
    expect(seen()).toEqual(expected);
  });

  test('also of everybody who is read beside somebody', async () => {
    await authorizeWith(world.ports, ADA, 'change', [BEN]);
    expect([seen(ADA), seen(BEN)]).toEqual([
      ['read', 'change'],
      ['read', 'change'],
    ]);
    world.onlyAdministrators(ADA);
    await authorizeWith(world.ports, ADA, 'change', [BEN]);
    expect([seen(ADA), seen(BEN)]).toEqual([['read', 'change'], ['read']]);
  });

  test('and decides nothing: without the role nobody passes', async () => {
    world.ports.seen.note(ADA.objectId, 'change', true);
    holding();
    expect(await ask('change')).toMatchObject({ kind: 'roleMissing' });
  });
});

describe('whether whoever confirmed still may', () => {
  const mayConfirm = async (ports: Ports, settings: MayWrite, change: Change) => {
    const proven = await proveWrite(ports, settings, change);
    if ('kind' in proven) return proven;
    expect([proven.person, proven.access]).toEqual([ADA, 'change']);
    return undefined;
  };

  const confirmed = async () => world.moved(await world.stored(), claimed);

  test('is yes for an administrator', async () => {
    expect(await mayConfirm(world.ports, world.settings, await confirmed())).toBeUndefined();
  });

  test('is no for somebody whose role has ended', async () => {
    const change = await confirmed();
    world.onlyAdministrators();
    const release = await mayConfirm(world.ports, world.settings, change);
    expect(release).toMatchObject({ kind: 'refused', refusal: { kind: 'roleMissing' } });
  });

  test('is no where it cannot be read', async () => {
    world.roles.active = noTo(unreadable({ kind: 'timeout' }));
    const release = await mayConfirm(world.ports, world.settings, await confirmed());
    expect(release).toMatchObject({ kind: 'unreadable', problem: { kind: 'timeout' } });
  });

  test('is no where Graph beta has been switched off since', async () => {
    const { identitySynchronization } = ON;
    const groups = {
      ...ON,
      identitySynchronization: identitySynchronization && { ...identitySynchronization, groupSync: true },
    };
    const change = await world.moved(
      await world.stored({ command: 'enable group sync', plan: world.plan(groups) }),
      claimed,
    );
    expect(await mayConfirm(world.ports, world.settings, change)).toEqual({
      kind: 'refused',
      refusal: { kind: 'previewOff', command: 'enable group sync' },
    });
    expect(await mayConfirm(world.ports, { ...world.settings, preview: true }, change)).toBeUndefined();
  });

  describe('where somebody else asked', () => {
    const approved = async () => {
      const change = await world.stored({ approval: 'secondPerson', requester: BEN });
      return world.moved(change, { ...claimed, by: ADA });
    };

    test('is yes as long as they may as well', async () => {
      expect(await mayConfirm(world.ports, world.settings, await approved())).toBeUndefined();
    });

    test('is no where they may not any more, whoever approved it', async () => {
      const change = await approved();
      world.onlyAdministrators(ADA);
      expect(await mayConfirm(world.ports, world.settings, change)).toMatchObject({
        kind: 'stopped',
        stop: { kind: 'requesterMayNot', refusal: { kind: 'roleMissing', eligible: 'unread' } },
      });
    });

    test('goes back where somebody who approved it before may not any more', async () => {
      const carl = aPerson({ objectId: objectIdOf(3), displayName: 'Carl' });
      const first = { kind: 'approved', by: carl, at: NOW } as const;
      const change = await world.stored({ approval: 'secondPerson', approvers: 2, requester: BEN });
      const all = await world.moved(change, first, claimed);
      expect(await mayConfirm(world.ports, world.settings, all)).toBeUndefined();
      world.onlyAdministrators(ADA, BEN);
      expect(await mayConfirm(world.ports, world.settings, all)).toMatchObject({
        kind: 'refused',
        refusal: { kind: 'roleMissing' },
        of: carl,
      });
    });

    test.each([0, 1])('is a mistake where only %d of two were read', async (count) => {
      const activeOf = world.roles.activeOf.bind(world.roles);
      world.roles.activeOf = async (...asked) => (await activeOf(...asked)).slice(0, count);
      await expect(mayConfirm(world.ports, world.settings, await approved())).rejects.toThrow('not everybody');
    });
  });

  test('is no where the change is stored otherwise than it was proposed, and nobody is asked about', async () => {
    const change = await confirmed();
    world.roles.activeOf = noTo(MISTAKE);
    world.store.contradictions = () => Promise.resolve(['status']);
    expect(await mayConfirm(world.ports, world.settings, change)).toEqual({
      kind: 'stopped',
      stop: { kind: 'notAsProposed', members: ['status'] },
    });
  });

  test('is no where the rule asks for somebody else by now', async () => {
    const change = await confirmed();
    expect(await mayConfirm(world.ports, { ...world.settings, approvals: 'second-person' }, change)).toEqual({
      kind: 'stopped',
      stop: { kind: 'ruleStricter' },
    });
  });

  test('is asked only of somebody who confirmed', async () => {
    await expect(mayConfirm(world.ports, world.settings, await world.stored())).rejects.toThrow(
      'only a claimed change',
    );
  });

  test('is no answer of a program that made a mistake', async () => {
    world.roles.active = noTo(MISTAKE);
    await expect(mayConfirm(world.ports, world.settings, await confirmed())).rejects.toBe(MISTAKE);
  });
});
