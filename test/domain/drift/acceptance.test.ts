import { describe, expect, test } from 'vitest';
import { asksOf, isGuarded, isOwnAcceptance, wordOf } from '../../../src/domain/drift/acceptance.ts';
import { nextDrift, type Drift } from '../../../src/domain/drift/drift.ts';
import type { DriftActor } from '../../../src/domain/drift/trace.ts';
import { aDrift, anActor, aPerson, driftIdOf, NOW, objectIdOf } from '../../builders.ts';

const MALLORY = aPerson({ objectId: objectIdOf(7), displayName: 'Mallory' });
const ADA = aPerson({ objectId: objectIdOf(1) });
const BEN = aPerson({ objectId: objectIdOf(2) });
const made = (more: Partial<DriftActor> = {}): DriftActor => ({ ...anActor(), did: ['userSync'], may: [], ...more });
const named = (...actors: readonly DriftActor[]): Drift => aDrift({ actors, explained: true });
const half = (by = ADA) => ({ by, reason: 'agreed', at: NOW });
const closing = aDrift({ before: aDrift().after, after: aDrift().before });

test('only what opens the tenant is guarded, and not where everybody decides alone', () => {
  expect(isGuarded('risk', aDrift())).toBe(true);
  expect(isGuarded('second-person', aDrift())).toBe(true);
  expect(isGuarded('self', aDrift())).toBe(false);
  expect(isGuarded('second-person', closing)).toBe(false);
});

test('it asks for anybody, for another one where all parts are named, and else for two', () => {
  expect(asksOf('self', [named(made())])).toBe('anybody');
  expect(asksOf('risk', [closing])).toBe('anybody');
  expect(asksOf('risk', [named(made()), named(made())])).toBe('another');
  expect(asksOf('risk', [named(made()), aDrift()])).toBe('two');
});

describe('whose word counts', () => {
  test('is anybody’s where nothing is guarded', () => {
    expect(wordOf('self', [named(made())], MALLORY)).toBe('enough');
    expect(wordOf('risk', [closing], MALLORY)).toBe('enough');
  });

  test('is that of anybody but who made it, or may have, wherever they are at home', () => {
    expect(wordOf('risk', [named(made())], MALLORY)).toBe('maker');
    expect(wordOf('risk', [named(made({ did: [], may: ['userSync'] }))], MALLORY)).toBe('maker');
    expect(wordOf('risk', [named(made({ tenantId: BEN.tenantId }))], MALLORY)).toBe('maker');
    expect(wordOf('risk', [named(made())], ADA)).toBe('enough');
  });

  test.each([
    ['nobody is named', aDrift()],
    ['not all of it is explained', aDrift({ actors: [made()] })],
    ['an app is named: nobody knows who stands behind it', named(made({ kind: 'app', objectId: objectIdOf(99) }))],
    ['the record has no object id', named(made({ objectId: null }))],
    ['it was named before ids were kept', named(made({ kind: 'unsaid' }))],
  ])('is that of two where %s', (_, drift) => {
    expect(wordOf('risk', [drift], ADA)).toBe('half');
    expect(wordOf('risk', [{ ...drift, half: half() }], ADA)).toBe('again');
    expect(wordOf('risk', [{ ...drift, half: half() }], BEN)).toBe('enough');
  });

  test('is not that of the first of two who made it, as is known by now', () => {
    const drift = aDrift({ actors: [made()], half: half(MALLORY) });
    expect(wordOf('risk', [drift], ADA)).toBe('half');
    expect(wordOf('risk', [drift], MALLORY)).toBe('maker');
  });

  test('is not that of whoever made an earlier part of it', () => {
    const later = aDrift({
      id: driftIdOf(2),
      follows: driftIdOf(1),
      actors: [made({ objectId: objectIdOf(8) })],
      explained: true,
    });
    expect(wordOf('risk', [later, named(made())], MALLORY)).toBe('maker');
    expect(wordOf('risk', [later, named(made())], ADA)).toBe('enough');
    expect(wordOf('risk', [later, aDrift()], ADA)).toBe('half');
  });
});

describe('an acceptance by nobody but the makers', () => {
  const accepted = (by = MALLORY, more: Partial<Drift> = {}): Drift => ({
    ...named(made()),
    status: { state: 'accepted', by, reason: 'fine', at: NOW },
    ...more,
  });

  test('counts for nothing', () => {
    expect(isOwnAcceptance('risk', [accepted()])).toBe(true);
    expect(isOwnAcceptance('risk', [accepted(MALLORY, { half: half(MALLORY) })])).toBe(true);
  });

  test('is none where somebody else accepted it, too, it is open, or everybody decides alone', () => {
    expect(isOwnAcceptance('risk', [accepted(ADA)])).toBe(false);
    expect(isOwnAcceptance('risk', [accepted(MALLORY, { half: half() })])).toBe(false);
    expect(isOwnAcceptance('risk', [named(made())])).toBe(false);
    expect(isOwnAcceptance('self', [accepted()])).toBe(false);
  });
});

test('a drift that is half accepted is open; one that was accepted can be reopened, and no other', () => {
  const first = nextDrift(aDrift(), { kind: 'halfAccepted', by: ADA, reason: 'agreed', at: NOW });
  expect(first).toMatchObject({ status: { state: 'open' }, half: half(), revision: 2 });
  const again = { kind: 'reopened', again: driftIdOf(9), at: NOW } as const;
  expect(first && nextDrift(first, again)).toBeUndefined();
  const accepted = first && nextDrift(first, { kind: 'accepted', by: BEN, reason: 'too', at: NOW });
  expect(accepted).toMatchObject({ status: { state: 'accepted', by: BEN }, half: half() });
  expect(accepted && nextDrift(accepted, again)?.status).toEqual({
    state: 'reopened',
    acceptedBy: BEN,
    by: driftIdOf(9),
    at: NOW,
  });
});
