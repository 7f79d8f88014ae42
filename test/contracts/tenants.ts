import { beforeEach, describe, expect, test } from 'vitest';
import type { Tenants } from '../../src/app/ports.ts';
import type { TenantInformation } from '../../src/domain/partners/tenant.ts';
import { aTenant, tenantIdOf } from '../builders.ts';
import { problemOf } from '../support/problem.ts';
import { TROUBLES, type Trouble } from './trouble.ts';

/** A cloud with no tenants but the home tenant, fresh for one test. */
export type TenantsWorld = {
  readonly tenants: Tenants;
  /** Adds a tenant, or puts it in the place of the one with its id. @param domains more than its default one */
  readonly set: (tenant: TenantInformation, domains?: readonly string[]) => void;
  readonly remove: (tenant: TenantInformation) => void;
  /** All lookups from now on. */
  readonly fail: (trouble: Trouble) => void;
};

const FABRIKAM = aTenant({ tenantId: tenantIdOf(1), displayName: 'Fabrikam', defaultDomainName: 'fabrikam.com' });
const CONTOSO = aTenant({ tenantId: tenantIdOf(2), displayName: 'Contoso', defaultDomainName: 'contoso.com' });

/** Every promise of the port `Tenants`. @param begin makes a world that ends with the test */
export function tenantsContract(name: string, begin: () => Promise<TenantsWorld>): void {
  describe(name, () => {
    let world: TenantsWorld;
    beforeEach(async () => {
      world = await begin();
      world.set(FABRIKAM, ['fabrikam.example']);
      world.set(CONTOSO);
    });

    test('a tenant is found by its id and by each of its domains, in any case', async () => {
      expect(await world.tenants.byId(FABRIKAM.tenantId)).toEqual(FABRIKAM);
      for (const domain of ['fabrikam.com', 'Fabrikam.COM', 'fabrikam.example']) {
        expect(await world.tenants.byDomain(domain)).toEqual(FABRIKAM);
      }
      expect(await world.tenants.byDomain('contoso.com')).toEqual(CONTOSO);
    });

    test.each(['nobody.example', 'fabrikam', 'sub.fabrikam.com', 'not a domain', "x' or 'fabrikam.com", ''])(
      'a domain that nobody has, or that is none, is nobody’s: "%s"',
      async (domain) => {
        expect(await world.tenants.byDomain(domain)).toBeNull();
      },
    );

    test('an id that nobody has is nobody’s', async () => {
      expect(await world.tenants.byId(tenantIdOf(404))).toBeNull();
    });

    test('nothing is remembered: a new name shows at once, and a tenant that is gone is gone', async () => {
      await world.tenants.byId(FABRIKAM.tenantId);
      world.set({ ...FABRIKAM, displayName: 'Renamed' });
      expect(await world.tenants.byId(FABRIKAM.tenantId)).toMatchObject({ displayName: 'Renamed' });
      expect(await world.tenants.byDomain('fabrikam.com')).toMatchObject({ displayName: 'Renamed' });
      world.remove(FABRIKAM);
      expect(await world.tenants.byId(FABRIKAM.tenantId)).toBeNull();
      expect(await world.tenants.byDomain('fabrikam.com')).toBeNull();
    });

    test.each(TROUBLES)('what cannot be looked up is an error and never nobody’s: %s', async (trouble) => {
      world.fail(trouble);
      const expected = { kind: trouble, subject: 'tenant' };
      expect(await problemOf(world.tenants.byId(FABRIKAM.tenantId))).toMatchObject(expected);
      expect(await problemOf(world.tenants.byDomain('nobody.example'))).toMatchObject(expected);
    });

    test('a refusal names the permission that is missing', async () => {
      world.fail('forbidden');
      const expected = { permission: 'CrossTenantInformation.ReadBasic.All' };
      expect(await problemOf(world.tenants.byId(FABRIKAM.tenantId))).toMatchObject(expected);
      expect(await problemOf(world.tenants.byDomain('fabrikam.com'))).toMatchObject(expected);
    });
  });
}
