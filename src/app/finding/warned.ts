import { isAlike } from '../../domain/partners/lookalike.ts';
import type { DrawnTenant, TenantInformation } from '../../domain/partners/tenant.ts';
import type { TenantId } from '../../domain/ids.ts';
import type { Reply } from '../../domain/replies/reply.ts';
import type { Clock } from '../ports.ts';
import type { PartnerLookup } from './partner-lookup.ts';

/** For so long it holds what somebody looked like: one look is told in many conversations. */
const HOLDS_FOR_MS = 60_000;
/** More would be a memory of its own. */
const MOST_HELD = 1_000;

type Compared = Pick<PartnerLookup, 'remembered' | 'lookalikes'>;

/**
 * A reply as it is drawn: whoever it names and could be mistaken for another bears a mark. Compared is with names that are
 * known, so nobody is asked for anything. What says itself whom its tenant looks like stays as it is; of a change that is
 * from when it was asked for, and nobody asks for a part of many or for an end that has come.
 */
export function warnings(
  lookup: Compared,
  home: TenantId,
  clock: Clock,
): <Named extends Reply>(reply: Named) => Promise<Named> {
  const held = new Map<string, { readonly isAlike: boolean; readonly until: number }>();

  const judged = async (tenant: TenantInformation, known: readonly TenantInformation[]): Promise<boolean> => {
    const key = JSON.stringify([tenant.tenantId, tenant.displayName, tenant.defaultDomainName]);
    const before = held.get(key);
    if (before !== undefined && clock.elapsed() < before.until) return before.isAlike;
    const is = isAlike(await lookup.lookalikes(tenant, known));
    if (held.size >= MOST_HELD) held.clear();
    held.set(key, { isAlike: is, until: clock.elapsed() + HOLDS_FOR_MS });
    return is;
  };

  return async (reply) => {
    const named = new Map<TenantId, TenantInformation>();
    eachNamed(reply, (tenant) => {
      named.set(tenant.tenantId, tenant);
      return tenant;
    });
    if (named.size === 0) return reply;
    const known = lookup.remembered(home);
    const alike = new Set<TenantId>();
    for (const tenant of named.values()) if (await judged(tenant, known)) alike.add(tenant.tenantId);
    if (alike.size === 0) return reply;
    return eachNamed(reply, (tenant) => (alike.has(tenant.tenantId) ? { ...tenant, isAlike: true } : tenant));
  };
}

/** What says itself whom this one looks like. */
const SAID_BESIDE: Readonly<Record<string, readonly string[]>> = {
  lookalikes: ['lookalikes', 'tenant'],
  isAlike: ['tenant'],
};

/** The same, with every tenant that it names as it comes back. */
function eachNamed<Value>(value: Value, mark: (tenant: TenantInformation) => DrawnTenant): Value;
function eachNamed(value: unknown, mark: (tenant: TenantInformation) => DrawnTenant): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => eachNamed(item, mark));
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
  if (isTenant(value)) return mark(value);
  const said = Object.entries(SAID_BESIDE).flatMap(([by, keys]) => (by in value ? keys : []));
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]: [string, unknown]) => [
      key,
      said.includes(key) ? inner : eachNamed(inner, mark),
    ]),
  );
}

const isTenant = (value: object): value is TenantInformation => 'tenantId' in value && 'defaultDomainName' in value;
