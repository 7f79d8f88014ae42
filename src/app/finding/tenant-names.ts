import { keepNewest } from '../../domain/keep-newest.ts';
import type { TenantId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import { namelessTenant, tenantName, type TenantInformation } from '../../domain/partners/tenant.ts';
import { inParallel } from '../promises.ts';
import { urgencyNow, type KnownName, type Ports } from '../ports.ts';

/** How many names are asked for at once: Graph allows far more, but a list must not starve a click. */
const PARALLEL = 32;
const HOUR_MS = 60 * 60_000;
/** How old a name may be at most that anything is decided on. */
const DECIDES_FOR_MS = 24 * HOUR_MS;
/** From then on it is read anew in the background, so that it seldom gets too old to decide on. */
const YOUNG_FOR_MS = 12 * HOUR_MS;
/** What is shown and older than that is read anew at once, behind the answer. */
const SHOWN_FOR_MS = HOUR_MS;
/** So many are shown at most: more is a search. */
const MOST_SHOWN = 20;
/** For so many a list waits. */
const MOST_WAITED_FOR = 200;
/** How many are read anew each time that it is asked for: once a minute. */
const BUDGET = 30;
/** What could not be read holds up nothing else: it is tried again an hour later. */
const AGAIN_AFTER_MS = HOUR_MS;
const GIVE_UP_AFTER = 3;
/** What is learned later pushes out what was learned first. */
const MOST_REMEMBERED = 200_000;

/** Names of tenants, remembered also by the next process: Graph's partner list has only ids. */
export interface TenantNames {
  /** What an earlier process learned is remembered. Never rejects. */
  readonly loaded: Promise<void>;
  /** What is remembered about these tenants, of whatever age, without asking. */
  remembered(): readonly TenantInformation[];
  /**
   * Asks for every name that is not remembered; one that cannot be read comes back without a name.
   * @param use `decided`: what is older than a day is asked for, too. `sorted`: where very many are not known, nobody is
   *   asked
   */
  of(tenantIds: readonly TenantId[], use: 'shown' | 'sorted' | 'decided'): Promise<readonly TenantInformation[]>;
  /** Asks, whatever is remembered. Where it could not be read it is what may be decided on, or without a name. */
  anew(tenantId: TenantId): Promise<{ readonly tenant: TenantInformation; readonly isRead: boolean }>;
  /** How many of these came back without a name because it could not be read; a tenant that has none is not one of them. */
  unread(tenants: readonly TenantInformation[]): number;
  /** Remembers what another lookup found. */
  learn(tenant: TenantInformation): void;
  /** Reads some of these anew that are not known, or were read longest ago. Never rejects. */
  refresh(tenantIds: readonly TenantId[]): Promise<void>;
  /** Has the store keep what was learned since the last time. Throws StoreError. */
  keep(): Promise<void>;
}

/** @param most so many are remembered */
export function tenantNames(
  { tenants, store, clock, log, background }: Pick<Ports, 'tenants' | 'store' | 'clock' | 'log' | 'background'>,
  most = MOST_REMEMBERED,
): TenantNames {
  const memory = new Map<TenantId, KnownName>();
  /** By how urgent they are: what is decided does not wait for what a line asks. */
  const asking = new Map<string, Promise<boolean>>();
  const failed = new Map<TenantId, number>();
  const unkept = new Set<TenantId>();

  const remember = (name: KnownName): void => {
    const { tenantId } = name.tenant;
    keepNewest(memory, tenantId, name, most);
  };

  const learn = (tenant: TenantInformation): void => {
    const before = memory.get(tenant.tenantId)?.tenant;
    // As long as it is the same it stays the same object: how it looks is remembered with it.
    const same = before?.displayName === tenant.displayName && before.defaultDomainName === tenant.defaultDomainName;
    remember({ tenant: same ? before : tenant, readAt: clock.now() });
    unkept.add(tenant.tenantId);
    failed.delete(tenant.tenantId);
  };

  const loaded = store.names().then(
    (names) => {
      for (const name of names) if (!memory.has(name.tenant.tenantId)) remember(name);
    },
    (error: unknown) => {
      log.error('tenant.names.unread', error);
    },
  );

  const known = (id: TenantId): TenantInformation => memory.get(id)?.tenant ?? namelessTenant(id);
  /** Of what is not known, or was read by a clock that was set back since, as old as can be. */
  const ageOf = (id: TenantId, now = clock.now()): number => {
    const readAt = memory.get(id)?.readAt;
    return readAt === undefined || readAt > now ? Number.MAX_SAFE_INTEGER : now - readAt;
  };
  const mayDecide = (id: TenantId, now?: Instant): boolean => ageOf(id, now) < DECIDES_FOR_MS;

  /** @returns whether it could be read */
  const ask = async (id: TenantId): Promise<boolean> => {
    try {
      learn((await tenants.byId(id)) ?? namelessTenant(id));
      return true;
    } catch (error) {
      log.error('tenant.name.unread', error, { tenantId: id });
      failed.set(id, clock.elapsed());
      return false;
    }
  };

  const askOnce = (id: TenantId): Promise<boolean> => {
    const key = `${urgencyNow()} ${id}`;
    const running = asking.get(key) ?? ask(id).finally(() => asking.delete(key));
    asking.set(key, running);
    return running;
  };

  const isDue = (id: TenantId): boolean =>
    ageOf(id) >= YOUNG_FOR_MS && clock.elapsed() - (failed.get(id) ?? -Infinity) >= AGAIN_AFTER_MS;

  return {
    loaded,
    remembered: () => [...memory.values()].map(({ tenant }) => tenant),
    learn,
    anew: async (id) => {
      const isRead = await ask(id);
      return { tenant: mayDecide(id) ? known(id) : namelessTenant(id), isRead };
    },
    unread: (some) =>
      some.filter((tenant) => tenantName(tenant) === tenant.tenantId && !mayDecide(tenant.tenantId)).length,
    of: async (ids, use) => {
      await loaded;
      // Asked once for all of them, which may be very many; once more after those were read that were missing.
      let now = clock.now();
      const mayBeUsed = (id: TenantId): boolean => (use === 'decided' ? mayDecide(id, now) : memory.has(id));
      const missing = [...new Set(ids.filter((id) => !mayBeUsed(id)))];
      const isWorthWaiting = use !== 'sorted' || missing.length <= MOST_WAITED_FOR;
      const aged = ids.length > MOST_SHOWN ? [] : ids.filter((id) => mayBeUsed(id) && ageOf(id) >= SHOWN_FOR_MS);
      if (isWorthWaiting) await inParallel(missing, PARALLEL, askOnce);
      if (use === 'shown' && aged.length > 0) {
        background.start('names', async () => {
          await inParallel(aged, PARALLEL, askOnce);
        });
      }
      now = clock.now();
      return ids.map((id) => (mayBeUsed(id) ? known(id) : namelessTenant(id)));
    },
    refresh: async (ids) => {
      await loaded;
      const due = ids.filter(isDue).sort((a, b) => ageOf(b) - ageOf(a));
      let failures = 0;
      for (const id of due.slice(0, BUDGET)) {
        if (failures < GIVE_UP_AFTER && !(await askOnce(id))) failures += 1;
      }
    },
    keep: async () => {
      if (unkept.size === 0) return;
      const names = [...unkept].flatMap((id) => memory.get(id) ?? []);
      unkept.clear();
      try {
        await store.keepNames(names);
      } catch (error) {
        for (const { tenant } of names) unkept.add(tenant.tenantId);
        throw error;
      }
    },
  };
}
