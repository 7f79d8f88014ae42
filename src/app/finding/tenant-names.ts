import type { TenantId } from '../../domain/ids.ts';
import { tenantName, type TenantInformation } from '../../domain/partners/tenant.ts';
import { inParallel } from '../promises.ts';
import { urgencyNow, type Clock, type Log, type Tenants } from '../ports.ts';

/** How many names are asked for at once: Graph allows far more, but a list must not starve a click. */
const PARALLEL = 32;
const FRESH_FOR_MS = 60 * 60 * 1000;
/** What is learned later pushes out what was learned first. */
const MOST_REMEMBERED = 5_000;

/** Names of partner tenants, remembered for an hour: Graph's partner list has only ids. */
export interface TenantNames {
  /** What is remembered about these tenants, without asking. */
  remembered(): readonly TenantInformation[];
  /** Asks for every name that is not remembered; one that cannot be read comes back without a name. */
  of(tenantIds: readonly TenantId[]): Promise<readonly TenantInformation[]>;
  /** How many of these came back without a name because it could not be read; a tenant that has none is not one of them. */
  unread(tenants: readonly TenantInformation[]): number;
  /** Remembers what another lookup found. */
  learn(tenant: TenantInformation): void;
}

export function tenantNames(tenants: Tenants, clock: Clock, log: Log): TenantNames {
  const memory = new Map<TenantId, { readonly tenant: TenantInformation; readonly at: number }>();
  /** By how urgent they are: what is decided does not wait for what a line asks. */
  const asking = new Map<string, Promise<TenantInformation>>();

  const fresh = (id: TenantId): TenantInformation | undefined => {
    const known = memory.get(id);
    return known !== undefined && clock.elapsed() - known.at < FRESH_FOR_MS ? known.tenant : undefined;
  };

  const learn = (tenant: TenantInformation): void => {
    // Set anew it is the youngest: a Map keeps the order in which its keys came.
    memory.delete(tenant.tenantId);
    memory.set(tenant.tenantId, { tenant, at: clock.elapsed() });
    const [oldest] = memory.keys();
    if (memory.size > MOST_REMEMBERED && oldest !== undefined) memory.delete(oldest);
  };

  const ask = async (id: TenantId, key: string): Promise<TenantInformation> => {
    try {
      const found = (await tenants.byId(id)) ?? nameless(id);
      learn(found);
      return found;
    } catch (error) {
      log.error('tenant.name.unread', error, { tenantId: id });
      return nameless(id);
    } finally {
      asking.delete(key);
    }
  };

  const askOnce = (id: TenantId): Promise<TenantInformation> => {
    const key = `${urgencyNow()} ${id}`;
    const running = asking.get(key) ?? ask(id, key);
    asking.set(key, running);
    return running;
  };

  return {
    remembered: () => [...memory.keys()].flatMap((id) => fresh(id) ?? []),
    learn,
    unread: (tenants) =>
      tenants.filter((tenant) => tenantName(tenant) === tenant.tenantId && fresh(tenant.tenantId) === undefined).length,
    of: (tenantIds) => inParallel(tenantIds, PARALLEL, async (id) => fresh(id) ?? askOnce(id)),
  };
}

const nameless = (tenantId: TenantId): TenantInformation => ({ tenantId, displayName: null, defaultDomainName: null });
