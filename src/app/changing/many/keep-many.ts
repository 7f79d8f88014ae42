import type { Change } from '../../../domain/change/change.ts';
import { opens } from '../../../domain/change/approval.ts';
import {
  allMembers,
  counts,
  isCarriedOn,
  isFoundTooLate,
  mayFind,
  NO_PROGRESS,
  outcomeOf,
  type MemberEnd,
  type ProgressHalt,
} from '../../../domain/change/progress.ts';
import { steps } from '../../../domain/policy/plan.ts';
import { manyOf } from '../../../domain/change/part.ts';
import type { Member, OnePlan } from '../../../domain/policy/many.ts';
import type { ChangeId } from '../../../domain/ids.ts';
import { DirectoryError } from '../../../domain/problem.ts';
import type { PartnerLookup } from '../../finding/partner-lookup.ts';
import type { Verdict } from '../read-back.ts';
import type { Applier } from '../apply.ts';
import type { Ports, Settings } from '../../ports.ts';
import { advance } from '../lifecycle.ts';
import { claimPart, partBeginner, partsBegun } from './begin-part.ts';
import { endOthers } from './end-others.ts';
import { closingAgain, isTooSoon, restOf } from './again.ts';
import { stillOpen } from './still-open.ts';

/** So many partners are changed at the same time. */
const AT_ONCE = 4;
/** So many wait to be read or looked at again before no other is begun: Graph is in trouble then, not a partner. */
const MOST_WAITING = 32;
/** So often one is begun, where it comes to nothing by nobody's wish. */
const MOST_TRIES = 5;
/** What could not be read or checked is tried again in so long, in milliseconds. */
const PAUSE_MS = 10_000;

export interface ManyKeeper {
  /**
   * Carries on what was decided for many partners: begins the next ones, notes those that have ended, and ends it when all
   * have. All of it follows from what is stored. Resolves before Graph has answered.
   */
  keep(): Promise<void>;
}

export function manyKeeper(
  ports: Ports,
  settings: Pick<Settings, 'homeTenant'>,
  changes: Pick<Applier, 'apply'>,
  lookup: Pick<PartnerLookup, 'list' | 'names'>,
  look: () => Promise<unknown>,
): ManyKeeper {
  const { store, clock, background, log } = ports;
  const beginner = partBeginner(ports, look);
  const notBefore = new Map<ChangeId, number>();
  /** Freezes for which it is being read who is open. */
  const looking = new Set<ChangeId>();

  const carryOut = async (whole: Change, part: Change): Promise<void> => {
    const { id } = part.proposal;
    if (clock.elapsed() < (notBefore.get(id) ?? 0)) return;
    notBefore.set(id, clock.elapsed() + PAUSE_MS);
    const claimed = await claimPart(ports, whole, part);
    if (claimed !== undefined) background.start('apply', () => changes.apply(claimed));
  };

  /** Begins one. @returns how it ended at once, where it did; `runs`: or it waits for what runs; `waits`: it is looked at first */
  const begin = async (whole: Change, member: Member, plan: OnePlan): Promise<MemberEnd | 'runs' | 'waits'> => {
    const { tenantId } = member.plan;
    if (isFoundTooLate(whole.progress, member)) return { tenantId, change: null, how: 'notApplied' };
    if (isFreeze(whole) && steps(plan).length === 0) return { tenantId, change: null, how: 'closedAlready' };
    // What would have ended by now is not opened any more.
    if (member.ends !== undefined && clock.now() >= member.ends.at) return { tenantId, change: null, how: 'endOver' };
    const begun = await beginner.begin(whole, member, plan);
    if (begun === undefined) return 'waits';
    const { part, busy } = begun;
    if (busy === undefined) {
      await carryOut(whole, part);
      return 'runs';
    }
    // What closes everything waits until it can.
    return isFreeze(whole) ? 'runs' : { tenantId, change: busy.proposal.id, how: 'busy', by: busy.proposal.requester };
  };

  /**
   * How a member ended; undefined: it has not. What a freeze finds otherwise than it was shown is closed all the same, what
   * did not come about is tried again there, and what a process that ended had not brought to its end is gone on with.
   */
  const ended = async (whole: Change, member: Member, parts: readonly Change[]): Promise<MemberEnd | undefined> => {
    const part = parts.at(-1);
    const how = part && outcomeOf(part.status);
    if (part === undefined || how === undefined) return undefined;
    const { status, proposal } = part;
    const mayAgain = !whole.progress?.halt && parts.length < MOST_TRIES;
    const plan = mayAgain
      ? isFreeze(whole)
        ? closingAgain(member, status)
        : restOf(proposal.plan, status)
      : undefined;
    if (plan !== undefined) {
      const begun = isTooSoon(status, clock.now()) ? 'waits' : await begin(whole, member, plan);
      return typeof begun === 'string' ? undefined : begun;
    }
    return { tenantId: proposal.plan.tenantId, change: proposal.id, how };
  };

  const carryOn = async (whole: Change, open: readonly Change[]): Promise<void> => {
    if (isFreeze(whole)) await endOthers(ports, whole, open);
    const { ended: known, halt } = whole.progress ?? NO_PROGRESS;
    const done = new Set(known.map(({ tenantId }) => tenantId));
    const own = open.filter(({ proposal }) => proposal.partOf === whole.proposal.id);
    const beingWritten = new Set(open.filter(isBeingWritten).map((one) => one.proposal.plan.tenantId));
    const news: MemberEnd[] = [];
    const begun = await partsBegun(ports, whole, done);
    const left: Member[] = [];
    for (const member of allMembers(manyOf(whole), whole.progress)) {
      const { tenantId } = member.plan;
      if (done.has(tenantId)) continue;
      const parts = begun.get(tenantId);
      if (parts === undefined) {
        // What closes everything waits for them, and nobody else waits for that.
        if (!isFreeze(whole) || !beingWritten.has(tenantId)) left.push(member);
      } else {
        const end = await ended(whole, member, parts);
        if (end !== undefined) news.push(end);
      }
    }
    const stop = halt ?? haltOf(own, clock.now());
    for (const part of own) {
      if (part.status.state !== 'pending') continue;
      if (stop === null) await carryOut(whole, part);
      else await advance(ports, part, { kind: 'stopped', stop: { kind: 'listStopped' }, at: clock.now() });
    }
    let room = stop === null ? roomBeside(own) : 0;
    for (const member of left) {
      if (room === 0) break;
      const begun = await begin(whole, member, member.plan);
      if (begun !== 'waits') room -= 1;
      if (typeof begun !== 'string') news.push(begun);
    }
    await note(whole, own, news, halt === null ? stop : null);
  };

  /** Stores how far it is, and ends it where nothing of it runs any more and nothing is to begin. */
  const note = async (
    whole: Change,
    own: readonly Change[],
    news: readonly MemberEnd[],
    stop: ProgressHalt | null,
  ): Promise<void> => {
    let now: Change | undefined = whole;
    if (news.length > 0) now = await advance(ports, now, { kind: 'membersEnded', ended: news, at: clock.now() });
    if (stop !== null && now !== undefined) now = await advance(ports, now, { kind: 'halted', ...stop });
    if (now === undefined || own.length > 0) return;
    const { untouched } = counts(manyOf(now), now.progress);
    if (untouched > 0 && (now.progress?.halt ?? null) === null) return;
    // One that was begun in this very look runs.
    const open = await store.open();
    if (open.some(({ proposal }) => proposal.partOf === whole.proposal.id)) return;
    const looksFirst = isFreeze(now) && !now.progress?.halt && mayFind(now.progress);
    if (!looksFirst) await advance(ports, now, { ...verdictOf(now), at: clock.now() });
    else if (!open.some(mayOpen)) lookFirst(now);
  };

  /**
   * Ends a freeze where nobody is open any more that it has not turned to, and otherwise notes who is: they are closed as its
   * members are. What cannot be read is tried again, and the freeze does not end before it was.
   */
  const lookFirst = (freeze: Change): void => {
    const { id } = freeze.proposal;
    if (looking.has(id) || clock.elapsed() < (notBefore.get(id) ?? 0)) return;
    looking.add(id);
    background.start('freeze', async () => {
      try {
        const members = await stillOpen(ports, settings, lookup, freeze);
        const at = clock.now();
        await advance(
          ports,
          freeze,
          members.length > 0 ? { kind: 'foundOpen', members, at } : { ...verdictOf(freeze), at },
        );
      } catch (error) {
        if (!(error instanceof DirectoryError)) throw error;
        log.warn('freeze.unread', { changeId: id, problem: error.problem });
        notBefore.set(id, clock.elapsed() + PAUSE_MS);
      } finally {
        looking.delete(id);
      }
    });
  };

  return {
    keep: async () => {
      const open = await store.open();
      for (const id of notBefore.keys()) if (open.every(({ proposal }) => proposal.id !== id)) notBefore.delete(id);
      // What a freeze stops goes no step further before it.
      const wholes = open.filter(({ proposal, status }) => proposal.plan.many !== undefined && isCarriedOn(status));
      for (const freeze of wholes.filter(isFreeze)) await carryOn(freeze, open);
      const then = wholes.some(isFreeze) ? await store.open() : open;
      for (const change of then) {
        const isOther = wholes.some(({ proposal }) => proposal.id === change.proposal.id) && !isFreeze(change);
        if (isOther) await carryOn(change, then);
      }
    },
  };
}

const isFreeze = ({ proposal }: Change): boolean => proposal.plan.many?.kind === 'freeze';

/** What opens and was begun before everything was frozen may do so still; what is begun later does not. */
const mayOpen = ({ proposal, status }: Change): boolean =>
  (status.state === 'applying' || status.state === 'unknown') && opens(proposal.plan);

/** What is not decided yet makes way; the rest is somebody's until it has ended. */
const isBeingWritten = ({ status }: Change): boolean => status.state !== 'pending';

/** How many more may be begun. Whom Graph does not let be read, or looked at again, holds up nobody else. */
function roomBeside(own: readonly Change[]): number {
  const running = own.filter(({ status }) => status.state === 'applying').length;
  return own.length >= MOST_WAITING ? 0 : Math.max(0, AT_ONCE - running);
}

/** Where whoever decided it may not any more, or nothing may be opened now, no other part would fare better. */
function haltOf(own: readonly Change[], at: number): ProgressHalt | null {
  const refusals = own.flatMap(({ status }) =>
    status.state === 'pending' && status.release?.kind === 'refused' ? [status.release.refusal.kind] : [],
  );
  if (refusals.length === 0) return null;
  return { why: refusals.includes('frozen') ? 'frozen' : 'mayNot', at };
}

/** What it came to. Nothing is read back of all of it: each of its members was. */
function verdictOf(whole: Change): Verdict {
  const { all, done } = counts(manyOf(whole), whole.progress);
  const found = whole.proposal.plan.after;
  if (done === all) return { kind: 'applied', found };
  const why = { problem: null, found };
  return {
    kind: 'failed',
    failure: done === 0 ? { kind: 'notApplied', ...why } : { kind: 'partlyApplied', done: [], ...why },
  };
}
