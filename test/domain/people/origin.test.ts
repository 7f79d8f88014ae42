import { describe, expect, test } from 'vitest';
import { originOf, type Origin } from '../../../src/domain/people/origin.ts';

const ordinary: Origin = {
  userPrincipalName: 'ada.osei@woodgrove.com',
  creationType: null,
  externalUserState: null,
  identities: [{ issuer: 'woodgrove.com' }],
};

describe('where an account comes from', () => {
  test.each<[string, Partial<Origin>, ReturnType<typeof originOf>]>([
    ['from here: its identities are of its own domain', {}, []],
    ['from here: in any case', { identities: [{ issuer: 'Woodgrove.COM' }] }, []],
    ['from here: it has no identity beside its name', { identities: [] }, []],
    ['to be asked: who has another domain', { identities: [{ issuer: 'woodgrove.onmicrosoft.com' }, { issuer: 'fabrikam.com' }] }, ['woodgrove.onmicrosoft.com', 'fabrikam.com']],
    ['to be asked once: the same domain twice', { identities: [{ issuer: 'a.example' }, { issuer: 'A.example' }] }, ['a.example']],
    ['invited', { creationType: 'Invitation' }, 'elsewhere'],
    ['made in a way that nobody knows yet', { creationType: 'FutureWay' }, 'elsewhere'],
    ['invited, and nobody has come yet', { externalUserState: 'PendingAcceptance' }, 'elsewhere'],
    ['by its name', { userPrincipalName: 'finn_fabrikam.com#EXT#@woodgrove.com' }, 'elsewhere'],
    ['by its name, in any case', { userPrincipalName: 'finn_fabrikam.com#ext#@woodgrove.com' }, 'elsewhere'],
    ['an identity without an issuer', { identities: [{ issuer: 'woodgrove.com' }, { issuer: null }] }, 'elsewhere'],
    ['an issuer that is no domain', { identities: [{ issuer: 'ExternalAzureAD' }] }, 'elsewhere'],
    ['a name without a domain has no domain of its own', { userPrincipalName: 'ada' }, ['woodgrove.com']],
  ])('%s', (_, more, expected) => {
    expect(originOf({ ...ordinary, ...more })).toEqual(expected);
  });
}); // prettier-ignore
