import type { Clock, VisitorCounts } from '../app/ports.ts';
import type { Instant } from '../domain/instant.ts';
import type { TenantId } from '../domain/ids.ts';
import type { Counted, Latest, Related, Tally, Told, Whose } from '../domain/partners/visitors.ts';
import { DirectoryError, type DirectoryProblem } from '../domain/problem.ts';
import type { Purpose } from './call.ts';
import type { GraphClient } from './client.ts';
import { OPERATIONS } from './operations.ts';
import { parsed, wireAccounts, wireAssignments, wireGroups, wireRelated } from './wire.ts';

/** Graph gives so many accounts, or role assignments, on a page, and where it tells of sign-ins. More are not read. */
const PAGE = 999;
const SIGN_INS = 100;
/** What was refused is not asked for again within, in milliseconds: a permission is granted seldom. */
const REFUSED_FOR_MS = 60 * 60_000;
/** Graph expands so many members of a group, and does not say whether there are more. */
const EXPANDED = 20;

/** How something is asked for: as what somebody asked for, or as what a card may leave out. */
type Get = GraphClient['get'];

type Page = {
  readonly total: number;
  readonly ids: readonly string[];
  readonly came: readonly Instant[];
};
/** Who is synchronised in of those who are meant; `isRead`: whether all of them were on the page. */
type Found = { readonly are: Counted; readonly ids: readonly string[]; readonly isRead: boolean };
type UserType = 'Member' | 'Guest';
type Holders = { readonly ids: ReadonlySet<string>; readonly isWhole: boolean };

/**
 * Counts over Graph v1.0. All is asked for at once, and each part stands for itself. Accounts are advanced queries
 * (`ConsistencyLevel: eventual` and `$count=true`), so that what came a minute ago may be missing.
 */
export function graphVisitors(graph: GraphClient, clock: Pick<Clock, 'elapsed'>): VisitorCounts {
  const get: Get = (path, purpose) => graph.get(path, purpose);
  const briefly: Get = (path, purpose) => graph.getBriefly(path, purpose);
  const accounts = async (read: Get, select: string, filter: string) => {
    const purpose: Purpose = OPERATIONS.countVisitors;
    const query = `$count=true&$top=${PAGE}&$select=id,${select}&$filter=${filter}`;
    const { '@odata.count': total, value } = parsed(wireAccounts, await read(`/users?${query}`, purpose), purpose);
    return { total, value: value.map((account) => ({ ...account, id: account.id.toLowerCase() })) };
  };
  const visiting = async (userType: UserType, domain: string): Promise<Page> => {
    const { total, value } = await accounts(get, 'createdDateTime', filterOf(userType, domain));
    const came = value.flatMap(({ createdDateTime: at }) => (at === null || at === undefined ? [] : [at]));
    return { total, ids: value.map(({ id }) => id), came };
  };
  /** Of one tenant Graph counts them; of several they are found among all. */
  const syncedOf = async (whose: Whose): Promise<Found> => {
    const [one, another] = whose === 'everybody' ? [] : whose;
    if (whose === 'everybody' || another === undefined) {
      const { total, value } = await accounts(briefly, 'createdDateTime', filterOf('Member', one ?? null));
      return { are: { count: total, isWhole: true }, ids: value.map(({ id }) => id), isRead: value.length >= total };
    }
    const { total, value } = await accounts(briefly, 'mail', filterOf('Member', null));
    const ids = value.flatMap(({ id, mail }) => (mail !== null && whose.includes(mail) ? [id] : []));
    const isRead = value.length >= total;
    return { are: { count: ids.length, isWhole: isRead }, ids, isRead };
  };

  const holders = async (read: Get): Promise<Holders> => {
    const purpose = OPERATIONS.listRoleAssignments;
    const path = `${purpose.path}?$select=principalId`;
    const { value, '@odata.nextLink': more } = parsed(wireAssignments, await read(path, purpose), purpose);
    return { ids: new Set(value.map(({ principalId }) => principalId.toLowerCase())), isWhole: more === undefined };
  };

  const inGroups = async (read: Get): Promise<Holders> => {
    const purpose = OPERATIONS.listRoleGroups;
    const filter = encodeURIComponent('isAssignableToRole eq true');
    const path = `${purpose.path}?$filter=${filter}&$select=id&$expand=members($select=id)`;
    const { value, '@odata.nextLink': more } = parsed(wireGroups, await read(path, purpose), purpose);
    const ids = value.flatMap(({ members }) => members.map(({ id }) => id.toLowerCase()));
    return {
      ids: new Set(ids),
      isWhole: more === undefined && value.every(({ members }) => members.length < EXPANDED),
    };
  };

  const signedIn = async (domain: string): Promise<Latest | null> => {
    const purpose: Purpose = OPERATIONS.readSignIns;
    const query = `$count=true&$top=${SIGN_INS}&$select=id,signInActivity&$filter=${filterOf(null, domain)}`;
    const answer = await graph.get(`/users?${query}`, purpose);
    const { '@odata.count': total, value } = parsed(wireAccounts, answer, purpose);
    const signedInAt = value.flatMap(({ signInActivity }) => signInActivity?.lastSignInDateTime ?? []);
    return latest(signedInAt, value.length >= total);
  };

  const countSynced = unlessRefused(clock, syncedOf);
  const readHolders = unlessRefused(clock, () => Promise.all([holders(briefly), inGroups(briefly)]));

  const readRelated = unlessRefused(clock, async (tenantId: TenantId): Promise<Related> => {
    const purpose = OPERATIONS.readRelatedTenant;
    const path = purpose.path.replace('{id}', tenantId);
    const { b2BRegistrationMetrics: registered, b2BSignInActivityMetrics: signedIns } = parsed(
      wireRelated,
      await graph.get(path, purpose),
      purpose,
    );
    const tally = (count: number | null | undefined, at: Instant | null | undefined): Tally | null =>
      count === null || count === undefined ? null : { count, at: at ?? null };
    return {
      guests: tally(registered?.recent?.inboundTotalUsers, registered?.recent?.watermarkDateTime),
      active: tally(signedIns?.recent?.inboundMonthlyTotalUsers, signedIns?.recent?.watermarkDateTime),
    };
  });

  return {
    related: async (tenantId) => {
      const related = await told(readRelated(tenantId));
      if (!('problem' in related)) return related;
      if (related.problem.kind === 'forbidden') return null;
      return related.problem.kind === 'notFound' ? { is: null } : related;
    },
    here: async (whose) => {
      const found = countSynced(whose);
      const known = readHolders();
      const [are, privileged] = await Promise.all([
        told(found.then((synced) => synced.are)),
        told(Promise.all([found, known]).then(([{ ids, isRead }, holding]) => privilegedOf(ids, isRead, holding))),
      ]);
      return { synced: are, privileged };
    },
    of: async (domain) => {
      const synced = visiting('Member', domain);
      const guests = visiting('Guest', domain);
      const pages = Promise.all([synced, guests]);
      const known = Promise.all([holders(get), inGroups(get)]);
      const [are, were, privileged, newest, lastSignIn] = await Promise.all([
        told(synced.then(counted)),
        told(guests.then(counted)),
        told(
          Promise.all([pages, known]).then(([here, holding]) =>
            privilegedOf(
              here.flatMap(({ ids }) => ids),
              here.every(isRead),
              holding,
            ),
          ),
        ),
        told(
          pages.then((here) =>
            latest(
              here.flatMap(({ came }) => came),
              here.every(isRead),
            ),
          ),
        ),
        told(signedIn(domain)),
      ]);
      return { synced: are, guests: were, privileged, newest, lastSignIn };
    },
  };
}

/**
 * Whoever was invited, or is synchronised in: both are accounts that an invitation made.
 * @param userType null: either
 * @param domain null: any
 */
function filterOf(userType: UserType | null, domain: string | null): string {
  const kind = userType === null ? [] : [`userType eq '${userType}'`];
  const address = domain === null ? [] : [`endsWith(mail,'@${domain.replaceAll("'", "''")}')`];
  return encodeURIComponent([...kind, `creationType eq 'Invitation'`, ...address].join(' and '));
}

/** The same reading, but what the app may not read is not asked for again for a while. */
function unlessRefused<Given extends readonly unknown[], Value>(
  clock: Pick<Clock, 'elapsed'>,
  read: (...given: Given) => Promise<Value>,
): (...given: Given) => Promise<Value> {
  let refused: { readonly problem: DirectoryProblem; readonly until: number } | undefined;
  return async (...given) => {
    if (refused !== undefined && clock.elapsed() < refused.until) throw new DirectoryError(refused.problem);
    try {
      const value = await read(...given);
      refused = undefined;
      return value;
    } catch (error) {
      if (error instanceof DirectoryError && error.problem.kind === 'forbidden') {
        refused = { problem: error.problem, until: clock.elapsed() + REFUSED_FOR_MS };
      }
      throw error;
    }
  };
}

async function told<Value>(reading: Promise<Value>): Promise<Told<Value>> {
  try {
    return { is: await reading };
  } catch (error) {
    if (error instanceof DirectoryError) return { problem: error.problem };
    throw error;
  }
}

const latest = (instants: readonly Instant[], isWhole: boolean): Latest | null =>
  instants.length === 0 ? null : { at: Math.max(...instants), isWhole };

const isRead = ({ ids, total }: Page): boolean => ids.length >= total;

const counted = ({ total: count }: Page): Counted => ({ count, isWhole: true });

/** Of those that were read, those who hold a role themselves or are in a group that can hold one. */
function privilegedOf(those: readonly string[], areAll: boolean, holders: readonly Holders[]): Counted {
  const count = those.filter((id) => holders.some(({ ids }) => ids.has(id))).length;
  return { count, isWhole: areAll && holders.every((known) => known.isWhole) };
}
