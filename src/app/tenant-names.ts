import type { Instant } from '../domain/instant.ts';
import type { TenantId } from '../domain/ids.ts';
import type { TenantInformation } from '../domain/tenant.ts';
import type { Clock, Log, Tenants } from './ports.ts';

/** How many names are asked for at once: Graph allows far more, but a list must not starve a click. */
const PARALLEL = 32;
const FRESH_FOR_MS = 60 * 60 * 1000;
/** What is learned later pushes out what was learned first. */
const MOST_REMEMBERED = 5_000;

/** Names of partner tenants, remembered for an hour: Graph's partner list has only ids. */
export interface TenantNames {
  /** What is remembered about these tenants, without asking. */
  remembered(): readonly TenantInformation[];
  /**
   * Asks for every name that is not remembered; one that cannot be read comes back without a name.
   * @param permitted waited for before anything is asked; false: nothing is, and only what is remembered has a name.
   *   Must not reject
   */
  of(tenantIds: readonly TenantId[], permitted?: Promise<boolean>): Promise<readonly TenantInformation[]>;
  /** How many of these could not be read when they were last asked for. */
  unread(tenantIds: readonly TenantId[]): number;
  /** Remembers what another lookup found. */
  learn(tenant: TenantInformation): void;
}

export function tenantNames(tenants: Tenants, clock: Clock, log: Log): TenantNames {
  const memory = new Map<TenantId, { readonly tenant: TenantInformation; readonly at: Instant }>();
  const asking = new Map<TenantId, Promise<TenantInformation>>();

  const fresh = (id: TenantId): TenantInformation | undefined => {
    const known = memory.get(id);
    return known !== undefined && clock.now() - known.at < FRESH_FOR_MS ? known.tenant : undefined;
  };

  const learn = (tenant: TenantInformation): void => {
    memory.set(tenant.tenantId, { tenant, at: clock.now() });
  };

  const ask = async (id: TenantId): Promise<TenantInformation> => {
    const nameless: TenantInformation = { tenantId: id, displayName: null, defaultDomainName: null };
    try {
      const found = await tenants.byId(id);
      learn(found ?? nameless);
      return found ?? nameless;
    } catch (error) {
      log.error('tenant.name.unread', error, { tenantId: id });
      return nameless;
    } finally {
      asking.delete(id);
    }
  };

  const askOnce = (id: TenantId): Promise<TenantInformation> => {
    const running = asking.get(id) ?? ask(id);
    asking.set(id, running);
    return running;
  };

  return {
    remembered: () => [...memory.keys()].flatMap((id) => fresh(id) ?? []),
    learn,
    unread: (tenantIds) => tenantIds.filter((id) => fresh(id) === undefined).length,
    of: async (tenantIds) => {
      const answers = new Map<TenantId, TenantInformation>();
      const waiting = [...tenantIds];
      const worker = async (): Promise<void> => {
        for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
          answers.set(id, fresh(id) ?? (await askOnce(id)));
        }
      };
      await Promise.all(Array.from({ length: Math.min(PARALLEL, tenantIds.length) }, worker));
      return tenantIds.flatMap((id) => answers.get(id) ?? []);
    },
  };
}
