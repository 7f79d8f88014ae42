import { describe, expect, test } from 'vitest';
import { samePerson } from '../../../src/domain/people/person.ts';
import { identify, strangerOf, type Sender } from '../../../src/domain/people/sender.ts';
import { aPerson, HOME, objectIdOf, tenantIdOf } from '../../builders.ts';

const sender = (overrides: Partial<Sender> = {}): Sender => ({
  objectId: objectIdOf(1),
  tenantIds: [HOME],
  displayName: 'Megan Bowen',
  ...overrides,
});

describe('who sent a message', () => {
  test('is somebody of the home tenant, known by object id and tenant id', () => {
    expect(identify(sender({ tenantIds: [HOME, HOME] }), HOME)).toEqual({
      objectId: objectIdOf(1),
      tenantId: HOME,
      displayName: 'Megan Bowen',
    });
  });

  test('is found whatever case Teams writes ids in', () => {
    const shouted = sender({ objectId: objectIdOf(1).toUpperCase(), tenantIds: [HOME.toUpperCase()] });
    expect(identify(shouted, HOME)).toMatchObject({ objectId: objectIdOf(1), tenantId: HOME });
  });

  test.each([undefined, '', 'not an id', '29:1abc'])('is nobody without an object id (%s)', (objectId) => {
    expect(identify(sender({ objectId }), HOME)).toEqual({ kind: 'anonymousSender' });
  });

  test.each([
    ['no tenant at all', []],
    ['another tenant', [tenantIdOf(5)]],
    ['the home tenant and another one', [HOME, tenantIdOf(5)]],
    ['another one and the home tenant', [tenantIdOf(5), HOME]],
    ['the home tenant and something that is no id', [HOME, '']],
  ])('is a stranger when the message names %s', (_, tenantIds) => {
    expect(identify(sender({ tenantIds }), HOME)).toEqual({ kind: 'foreignSender' });
  });
});

describe('somebody of another organisation', () => {
  test('is known by object id and by the first tenant that is not this one, with a name of some length', () => {
    const foreign = sender({ tenantIds: [HOME, 'none', tenantIdOf(5), tenantIdOf(6)], displayName: 'x'.repeat(999) });
    const displayName = 'x'.repeat(256);
    expect(strangerOf(foreign, HOME)).toEqual({ objectId: objectIdOf(1), tenantId: tenantIdOf(5), displayName });
  });

  test.each([
    ['without an object id', sender({ objectId: undefined, tenantIds: [tenantIdOf(5)] })],
    ['of this one', sender()],
    ['of none that is named', sender({ tenantIds: ['none'] })],
  ])('is nobody %s', (_, from) => {
    expect(strangerOf(from, HOME)).toBeUndefined();
  });
});

describe('two people are the same', () => {
  test('by object id and tenant id, whatever they are called', () => {
    expect(samePerson(aPerson(), aPerson({ displayName: 'Somebody else' }))).toBe(true);
  });

  test.each([
    ['object id', aPerson({ objectId: objectIdOf(2) })],
    ['tenant', aPerson({ tenantId: tenantIdOf(7) })],
  ])('not when only the %s differs', (_, other) => {
    expect(samePerson(aPerson(), other)).toBe(false);
  });
});
