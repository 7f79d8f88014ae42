import { beforeEach, describe, expect, test } from 'vitest';
import { closeReview } from '../../../src/app/changing/close-review.ts';
import { withdraw } from '../../../src/app/changing/withdraw.ts';
import { live } from '../../../src/domain/policy/snapshot.ts';
import { changeIdOf, NOW } from '../../builders.ts';
import { saying } from '../../support/saying.ts';
import { ADA, BEN, claimed, MISTAKE, noTo, ON, World, writeStarted } from '../world.ts';

let world: World;
beforeEach(() => {
  world = new World();
});
const ID = changeIdOf(1);
const titled = (title: string) => ({ kind: 'notice', notice: saying(title) });

describe('taking back what one asked for', () => {
  const takeBack = (person = ADA) =>
    world.ask(withdraw(world.ports), 'requester', { kind: 'withdraw', change: ID, reason: 'a mistake' }, { person });

  test('ends it, says so, and asks Entra nothing', async () => {
    await world.stored();
    world.roles.active = noTo(MISTAKE);
    const reply = await takeBack();
    expect(reply).toMatchObject({ notice: saying('You took it back', 'info') });
    expect(JSON.stringify(reply)).toContain(ID);
    expect(await world.status()).toEqual({ state: 'rejected', by: ADA, at: NOW, reason: 'a mistake' });
  });

  test.each(['self', 'secondPerson'] as const)(
    '(%s) is not for somebody without the role, and leaves it',
    async (approval) => {
      await world.stored({ approval });
      world.onlyAdministrators(ADA);
      const reply = await takeBack(BEN);
      expect(reply).toMatchObject(titled('not yours'));
      expect(JSON.stringify(reply)).toContain('Ada');
      expect((await world.status())?.state).toBe('pending');
    },
  );

  test.each(['self', 'secondPerson', 'breakGlass'] as const)(
    '(%s) is for any other administrator, too; whoever asked is told',
    async (approval) => {
      await world.stored({ approval });
      expect(await takeBack(BEN)).toMatchObject(titled('You ended it'));
      expect(await world.status()).toEqual({ state: 'rejected', by: BEN, at: NOW, reason: 'a mistake' });
      expect((await world.store.unsent()).map(({ letter }) => letter)).toEqual([
        { kind: 'direct', change: ID, to: ADA.objectId, news: 'ended' },
      ]);
    },
  );

  test('tells nothing to somebody whom Entra does not know', async () => {
    await world.stored();
    world.roles.active = () => Promise.resolve({ account: { kind: 'absent' }, assignments: [] });
    expect(JSON.stringify(await takeBack(BEN))).not.toContain('Ada');
  });

  test('of a change that there is not says so, to somebody whom Entra knows', async () => {
    expect(await takeBack()).toMatchObject(titled('I do not know this change'));
    world.roles.active = () => Promise.resolve({ account: { kind: 'absent' }, assignments: [] });
    expect(await takeBack()).not.toMatchObject(titled('I do not know this change'));
  });

  test('comes too late where it was decided', async () => {
    await world.moved(await world.stored(), claimed);
    expect(await takeBack()).toMatchObject(titled('no longer be taken back'));
    expect((await world.status())?.state).toBe('applying');
  });

  test('counts although somebody began to look at it meanwhile', async () => {
    const known = await world.stored({ approval: 'secondPerson' });
    const get = world.store.get.bind(world.store);
    world.store.get = async () => {
      world.store.get = get;
      await world.moved(known, { kind: 'looked', by: BEN, at: NOW });
      return known;
    };
    expect(await takeBack()).toMatchObject(titled('You took it back'));
  });
});

describe('closing the review of a change for which somebody broke the glass', () => {
  const close = (person = BEN) =>
    world.ask(closeReview(world.ports), 'change', { kind: 'closeReview', change: ID, finding: 'fine' }, { person });
  const broken = async () =>
    world.moved(await world.stored({ approval: 'breakGlass' }), claimed, writeStarted, {
      kind: 'applied',
      found: live(ON),
      at: NOW,
    });

  test('keeps what was found', async () => {
    await broken();
    world.now += 5;
    const reply = await close();
    expect(reply).toMatchObject({ notice: saying('The review is closed', 'info') });
    expect(JSON.stringify(reply)).toContain(ID);
    expect((await world.store.get(ID))?.review).toEqual({ by: BEN, at: world.now, finding: 'fine' });
  });

  test('asks for what was found where the line does not say', async () => {
    await broken();
    const line = { kind: 'closeReview', change: ID, finding: null } as const;
    expect(await world.ask(closeReview(world.ports), 'change', line, { person: BEN })).toMatchObject({
      kind: 'reasonAsked',
      what: 'closeReview',
      say: { line: `close review ${ID}` },
    });
  });

  test('takes the role', async () => {
    await broken();
    world.onlyAdministrators(ADA);
    expect(await close()).toMatchObject(titled('Security Administrator'));
    expect((await world.store.get(ID))?.review).toBeNull();
  });

  test('is not for whoever broke it', async () => {
    await broken();
    expect(await close(ADA)).toMatchObject(titled('Somebody else has to review'));
    expect((await world.store.get(ID))?.review).toBeNull();
  });

  test('of a change that there is not, that needs none, or that has one, says so', async () => {
    expect(await close()).toMatchObject(titled('I do not know this change'));
    await broken();
    await close();
    expect(await close()).toMatchObject(titled('no open review'));
    expect(await close(ADA)).toMatchObject(titled('no open review'));
  });

  test('that somebody else closed in the same moment is not closed twice', async () => {
    await broken();
    world.store.advance = () => Promise.resolve(false);
    expect(await close()).toMatchObject(titled('no open review'));
    expect((await world.store.get(ID))?.review).toBeNull();
  });
});
