import type { Change } from '../../domain/change/change.ts';
import type { Drift } from '../../domain/drift/drift.ts';
import type { Instant } from '../../domain/instant.ts';
import { DirectoryError, type DirectoryProblem } from '../../domain/problem.ts';
import { placeOf, unreadParts } from '../../domain/policy/tenant-wide.ts';
import { givingWay, inParallel } from '../promises.ts';
import { believeJournal } from './believe-journal.ts';
import { inspection } from './look-into.ts';
import { firstLook } from './first-look.ts';
import { noteSight } from './note-sight.ts';
import { inBatches, recording, worstSuspectsFirst } from './record-look.ts';
import { lookedTeller } from './tell-looked.ts';
import { expectations, expectedOf, firstSeen, isAsKnown, type Suspect } from './suspects.ts';
import type { PartnerLookup } from '../finding/partner-lookup.ts';
import { tellStanding, whereHeard } from '../telling/subscriptions/unheard.ts';
import { asUrgent, byRights, rightsNow, type PartnerEntry, type Ports, type Settings } from '../ports.ts';

/** What one look came to. */
export type Look =
  /** The first one ever: what is there now is how it should be. */
  | { readonly kind: 'began'; readonly partners: number }
  | { readonly kind: 'looked'; readonly partners: number; readonly found: readonly Drift[] }
  /** Something could not be read, which says nothing about what is there. */
  | { readonly kind: 'unreadable'; readonly problem: DirectoryProblem; readonly found: readonly Drift[] };

export interface Watcher {
  /** Compares every partner with how it should look, once; one look at a time. Writes nothing to Graph. */
  look(): Promise<Look>;
  /** Looks, and remembers whether the bot can see. */
  watch(): Promise<void>;
  /** Throws what kept the last `watch` from seeing all. @returns whether there was one since the start, and this process leads */
  check(): boolean;
}

/** Differences that are looked into at the same time: what is asked of them goes together. */
const AT_ONCE = 20;
/** What may be older than what is known is looked at again so soon, so often at most before the next look. */
const CLOSER_MS = 1_300;
const CLOSER_LOOKS = 4;
/** So often it is asked whether another process has looked. */
const ASK_AGAIN_MS = 250;

/**
 * @param startedAt when this process began: what was last seen before it changed while the bot was down
 * @param tell starts to post what was found; called as soon as something was, unless somebody waits for the answer
 */
export function watcher(
  ports: Ports,
  settings: Pick<Settings, 'homeTenant' | 'approvals'>,
  lookup: PartnerLookup,
  startedAt: Instant,
  tell: () => Promise<void>,
): Watcher {
  const { store, clock, log, directory } = ports;
  const { homeTenant } = settings;
  let looking: Promise<unknown> = Promise.resolve();
  let failure: Error | undefined;
  let hasLooked = false;
  let isFirst = true;
  let unread = '';
  const tellLooked = lookedTeller(ports);
  const { lookInto, inDoubt } = inspection(ports, settings, lookup, startedAt);

  /** What cannot be read of the tenant as a whole is said once, and again when it is something else. */
  const sayUnread = (own: PartnerEntry | DirectoryProblem): void => {
    if (!('tenantId' in own)) return;
    const settings = unreadParts(own.state?.others).map(placeOf);
    if (settings.length > 0 && settings.join() !== unread) log.warn('watch.partUnread', { settings });
    unread = settings.join();
  };

  /** @param own what applies by default, under the guarded tenant's own id, or why it cannot be read */
  const compare = async (
    partners: readonly PartnerEntry[],
    own: PartnerEntry | DirectoryProblem,
    at: Instant,
    onFound: () => Promise<void>,
  ): Promise<Look> => {
    const listed = 'tenantId' in own ? [...partners, own] : partners;
    sayUnread(own);
    await believeJournal(ports);
    const watched = await store.watched(listed);
    if (watched.lookedAt === null) {
      await store.beginWatch(listed, at, await whereHeard(store, await firstLook(lookup, partners, at)));
      log.info('watch.began', { partners: partners.length });
      return { kind: 'began', partners: partners.length };
    }
    if (isFirst) await tellStanding(store, watched.drifts);
    isFirst = false;
    const open = await store.open();
    const known: Suspect[] = [];
    const suspects: Suspect[] = [];
    const unseen: Suspect[] = [];
    const isUnseen = ({ tenantId, baseline }: Suspect): boolean =>
      // What applies by default was not watched before, or cannot be read now: there is nothing to compare.
      tenantId === homeTenant && (baseline === undefined || !('tenantId' in own));
    await givingWay(expectations(watched, watched.lookedAt, listed), (tenant) => {
      (isUnseen(tenant) ? unseen : looksAsExpected(tenant) ? known : suspects).push(tenant);
    });
    for (const { tenantId } of known) inDoubt.settle(tenantId);
    const beingWritten = new Set(open.filter(isBeingWritten).map(({ proposal }) => proposal.plan.tenantId));
    const settled = suspects.filter(({ tenantId }) => !beingWritten.has(tenantId));
    const record = recording(ports, settings.homeTenant, at, onFound);
    const problems: DirectoryProblem[] = 'tenantId' in own ? [] : [own];
    const first = unseen.flatMap(firstSeen);
    if (first.length > 0) await record.take(first);
    let told = 0;
    for (const batch of inBatches(worstSuspectsFirst(settled))) {
      const outcomes = (await inParallel(batch, AT_ONCE, lookInto)).filter((outcome) => outcome !== undefined);
      const sightings = outcomes.flatMap((outcome) => ('tenantId' in outcome ? [outcome] : []));
      problems.push(...outcomes.flatMap((outcome) => ('subject' in outcome ? [outcome] : [])));
      told += sightings.length;
      await record.take(sightings);
    }
    const found = await record.end(known, [...suspects, ...unseen], told === suspects.length);
    const [problem] = problems;
    if (problem !== undefined) return { kind: 'unreadable', problem, found };
    return { kind: 'looked', partners: partners.length, found };
  };

  const lookOnce = async (onFound: () => Promise<void>): Promise<Look> => {
    const at = clock.now();
    const [listed, own] = await Promise.all([
      readable(lookup.list()),
      readable(directory.read(homeTenant, 'readable').then((state) => ({ tenantId: homeTenant, state }))),
    ]);
    if ('subject' in listed) return { kind: 'unreadable', problem: listed, found: [] };
    return compare(listed, own, at, onFound);
  };

  /** While no other process looks: two that find the same at the same moment would tell it twice. */
  const lookAlone = async (onFound: () => Promise<void>): Promise<Look> => {
    let held = await store.hold('look');
    while (held === undefined) {
      await clock.sleep(ASK_AGAIN_MS);
      held = await store.hold('look');
    }
    const { right, release } = held;
    return byRights([...rightsNow(), right], () => lookOnce(onFound)).finally(release);
  };

  /** Also where a line asked for it: the next look waits for this one. */
  const look = (onFound: () => Promise<void>): Promise<Look> => asUrgent('watch', () => lookAlone(onFound));

  const inTurn = (onFound: () => Promise<void>): Promise<Look> => {
    const mine = looking.then(
      () => look(onFound),
      () => look(onFound),
    );
    looking = mine.catch(() => undefined);
    return mine;
  };

  const see = async (): Promise<void> => {
    try {
      const outcome = await inTurn(tell);
      const problem = outcome.kind === 'unreadable' ? outcome.problem : null;
      await noteSight(ports, settings.homeTenant, problem);
      if (outcome.kind !== 'unreadable') tellLooked(outcome.partners);
      failure = problem === null ? undefined : new DirectoryError(problem);
    } catch (error) {
      failure = error instanceof Error ? error : new Error('a look failed', { cause: error });
      throw error;
    } finally {
      hasLooked = true;
    }
  };

  return {
    // Whoever asked is answered first; what was found is posted soon.
    look: () => inTurn(() => Promise.resolve()),
    check: () => {
      // Whoever leads looks; what this process saw when it did is long ago.
      if (!store.leadership.leads()) return false;
      if (failure !== undefined) throw failure;
      return hasLooked;
    },
    watch: async () => {
      await see();
      for (let closer = 0; closer < CLOSER_LOOKS && inDoubt.any(); closer += 1) {
        await clock.sleep(CLOSER_MS);
        await see();
      }
    },
  };
}

/** What was read, or why it could not be. */
async function readable<Read>(reading: Promise<Read>): Promise<Read | DirectoryProblem> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof DirectoryError) return error.problem;
    throw error;
  }
}

/** What the bot is writing, or does not know the outcome of, is compared when it has ended. */
function isBeingWritten({ status }: Change): boolean {
  return status.state !== 'pending';
}

/** Most are the same object: what was stored is the same word for word. */
function looksAsExpected(tenant: Suspect): boolean {
  const expected = expectedOf(tenant);
  return tenant.listed === expected || isAsKnown(tenant.listed, expected);
}
