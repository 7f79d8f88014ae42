import type { TenantInformation } from './tenant.ts';

/** A domain with its punycode decoded; the same function each time. */
export type Decode = (domain: string) => string;

/**
 * Remembers how a tenant is compared, for as long as what is known of it is kept: it is compared again and again, and is
 * another object when anything of it is another.
 */
export function rememberedLook<Look>(
  make: (tenant: TenantInformation, decode: Decode) => Look,
): (tenant: TenantInformation, decode: Decode) => Look {
  const memory = new WeakMap<Decode, WeakMap<TenantInformation, Look>>();
  return (tenant, decode) => {
    const known = memory.get(decode);
    const looks = known ?? new WeakMap<TenantInformation, Look>();
    if (known === undefined) memory.set(decode, looks);
    const look = looks.get(tenant);
    if (look !== undefined) return look;
    const made = make(tenant, decode);
    looks.set(tenant, made);
    return made;
  };
}
