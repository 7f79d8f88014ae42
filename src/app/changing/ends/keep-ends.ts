import type { Change } from '../../../domain/change/change.ts';
import { doorsLeft, dueOf, withoutAnew, withRestLeft, wordDue, type Ending } from '../../../domain/ends/ending.ts';
import { leftToDefault, type EndingDoor } from '../../../domain/ends/door.ts';
import type { EndId } from '../../../domain/ends/end.ts';
import type { ChangeId } from '../../../domain/ids.ts';
import { DirectoryError } from '../../../domain/problem.ts';
import { fieldsOf, live, type PartnerSnapshot } from '../../../domain/policy/snapshot.ts';
import { restNow } from '../../../domain/ends/rest.ts';
import { toEveryAdministrator } from '../../../domain/telling/letter.ts';
import type { Applier } from '../apply.ts';
import type { Ports, Settings } from '../../ports.ts';
import { inTurns } from '../../promises.ts';
import { claimForEnd, closeAtEnd, closingOf } from './close-at-end.ts';
import { frozenOf } from '../many/restore-many.ts';
import { comeToEnd, type ComesTo } from './come-to-end.ts';
import { lettersOfEnd } from './end-letters.ts';
import { moveEnd } from './move-end.ts';
import { botItself } from './own-person.ts';

/** So many are looked at, and so many closed, at the same time: many may end at one moment, and Graph takes that of none. */
const AT_ONCE = 4;
/** So often what Graph had no time for is tried again soon. */
const MOST_TRIES = 5;
/** After what could not be read, or did not come about, it is tried again in so long, in milliseconds. */
const PAUSE_MS = 60_000;
/** After what Graph had no time for, in milliseconds. */
const SOON_MS = 20_000;
const AFTER_FAILURE_MS = 10 * 60_000;
/** While it is shut before its end, it is looked at so often, in milliseconds: whoever opens it again is told in time. */
const WHILE_SHUT_MS = 10 * 60_000;
/**
 * For so long after its end what is found shut may be open, in milliseconds: a replica may be behind, or what was decided
 * before on its way.
 */
const UNTIL_SURE_MS = 5 * 60_000;

export interface EndKeeper {
  /**
   * Tells of ends before they come, and closes by itself what has come to its end: what was missed is done at the start.
   * Resolves before Graph has answered.
   */
  keep(): Promise<void>;
}

/** Graph had too much to do, or the bot: nothing is wrong with the change itself. */
const isTurnedAway = ({ status }: Change): boolean =>
  status.state === 'failed' &&
  status.failure.kind !== 'diverged' &&
  ['throttled', 'busy'].includes(status.failure.problem?.kind ?? '');

/** It was read back then; what a replica that is behind shows now is older. */
const hasClosed = ({ proposal, status }: Change, door: EndingDoor): boolean =>
  status.state === 'applied' && fieldsOf(proposal.plan.after)[door] === false;

export function endKeeper(
  ports: Ports,
  settings: Pick<Settings, 'appId' | 'homeTenant' | 'approvals'>,
  changes: Pick<Applier, 'apply'>,
): EndKeeper {
  const { store, clock, log, background, directory } = ports;
  const working = new Set<EndId>();
  /** Since when each waits, by `clock.elapsed`: what a process that was not there has missed is not late by that. */
  const waitsSince = new Map<EndId, number>();
  const notBefore = new Map<EndId, number>();
  const inTurn = inTurns(AT_ONCE);

  const pause = (id: EndId, milliseconds: number): void => void notBefore.set(id, clock.elapsed() + milliseconds);
  const isPaused = (id: EndId): boolean => clock.elapsed() < (notBefore.get(id) ?? 0);

  /** @returns whether that has begun */
  const carryOut = async (change: Change): Promise<boolean> => {
    const { id } = change.proposal;
    if (isPaused(id)) return false;
    // Where it comes back because something could not be read, it waits.
    pause(id, PAUSE_MS);
    const claimed = await claimForEnd(ports, botItself(settings), change);
    if (claimed !== undefined) background.start('apply', () => changes.apply(claimed));
    return claimed !== undefined;
  };

  /** Begins with as many as there is room for. What waits for Graph to be read again makes way. */
  const carryOn = async (own: readonly Change[]): Promise<void> => {
    let room = AT_ONCE - own.filter(({ status }) => status.state === 'applying').length;
    for (const change of own) {
      if (room <= 0) return;
      if (change.status.state === 'pending' && (await carryOut(change))) room -= 1;
    }
  };

  const read = async ({ partner }: Ending): Promise<PartnerSnapshot> => live(await directory.read(partner.tenantId));

  /** What stays open past its end is every administrator's to know. */
  const tellOverdue = ({ id }: Ending): Promise<void> =>
    store.write(toEveryAdministrator({ kind: 'endOverdue', of: id }));
  const overdue = async (ending: Ending): Promise<void> => {
    await tellOverdue(ending);
    pause(ending.id, PAUSE_MS);
  };

  /** What waits is told once that takes as long as what failed; it is looked at all the same. */
  const late = async (ending: Ending): Promise<void> => {
    const now = clock.elapsed();
    const since = waitsSince.get(ending.id) ?? now;
    waitsSince.set(ending.id, since);
    if (now < since + AFTER_FAILURE_MS) return;
    await tellOverdue(ending);
    waitsSince.set(ending.id, Number.POSITIVE_INFINITY);
  };

  /** What a freeze has closed is open again after the thaw, and ends then. @param shut what of it was found shut */
  const come = async (ending: Ending, how: ComesTo, shut: readonly EndingDoor[] = []): Promise<void> => {
    const { rest, partner } = ending;
    const names = [...shut, ...(rest?.names ?? [])];
    const frozen = names.length === 0 ? [] : await frozenOf(store, partner);
    const there = rest === undefined || frozen.length === 0 ? [] : restNow(rest, await read(ending));
    const gone = names.filter((name) => !there.includes(name));
    if (!gone.some((name) => frozen.includes(name))) return comeToEnd(ports, settings, ending, how);
    if (there.length > 0) await late(ending);
    pause(ending.id, PAUSE_MS);
  };

  const comeToNothing = async (ending: Ending, how: 'closed' | 'nothing'): Promise<void> => {
    const isSure = clock.now() >= ending.end.at + UNTIL_SURE_MS;
    if (isSure) await come(ending, how, ending.end.doors);
    else pause(ending.id, PAUSE_MS);
  };

  /** What applies where the partner sets nothing; null: it sets all of it. */
  const defaultsFor = async (now: PartnerSnapshot, doors: readonly EndingDoor[]) =>
    leftToDefault(now, doors).length === 0 ? null : directory.defaults();

  /**
   * What was out of date, or too old by a clock that was set back, is looked at anew at once; after anything else Graph is
   * given some time.
   */
  const isTooSoon = (last: Change, own: readonly Change[]): boolean => {
    const { status } = last;
    if (!('at' in status) || ['stale', 'expired', 'applied'].includes(status.state)) return false;
    const isSoon = isTurnedAway(last) && own.filter(isTurnedAway).length <= MOST_TRIES;
    return clock.now() < status.at + (isSoon ? SOON_MS : AFTER_FAILURE_MS);
  };
  const busy = async (ending: Ending): Promise<void> => {
    await late(ending);
    pause(ending.id, SOON_MS);
  };

  const end = async (decided: Ending, doors: readonly EndingDoor[]): Promise<void> => {
    const { tenantId } = decided.partner;
    const open = (await store.open()).find(({ proposal }) => proposal.plan.tenantId === tenantId);
    // What is being carried out is waited for; what nobody has decided makes way.
    if (open !== undefined && (open.proposal.endOf !== null || open.status.state !== 'pending')) return late(decided);
    const later = await store.laterThan(decided);
    const ending = withRestLeft(decided, later);
    if (doors.length === 0 && ending.rest === undefined) return come(ending, 'replaced');
    const own = later.changes.filter(({ proposal }) => proposal.endOf === ending.id);
    const left = doors.filter((door) => !own.some((change) => hasClosed(change, door)));
    if (left.length === 0) return come(ending, doors.length === 0 ? 'nothing' : 'closed');
    const now = await read(ending);
    // Graph beta alone shows group sync: what cannot be seen is not closed by that.
    if (left.some((door) => fieldsOf(now)[door] === 'unknown')) {
      log.warn('end.unseen', { of: ending.id, tenantId });
      return overdue(ending);
    }
    const { close, ask } = dueOf(left, now, later, await defaultsFor(now, left));
    if (close.length > 0) {
      const last = own.find(({ status }) => status.state !== 'superseded');
      if (last !== undefined && isTooSoon(last, own)) return isTurnedAway(last) ? busy(ending) : overdue(ending);
      await closeAtEnd(ports, settings, closingOf(ending), now, close);
      return;
    }
    if (ask.length > 0) return come(ending, 'asked');
    await comeToNothing(ending, left.length < doors.length ? 'closed' : 'nothing');
  };

  const tell = async (ending: Ending, left: readonly EndingDoor[], days: 3 | 1): Promise<void> => {
    // What was opened anew since is not closed at the end: people are asked then.
    const later = await store.laterThan(ending);
    const own = withoutAnew(ending, later);
    const doors = left.filter((door) => own?.end.doors.includes(door));
    if (doors.length === 0 && own?.rest === undefined) {
      pause(ending.id, PAUSE_MS);
      return;
    }
    const now = await read(ending);
    const { close } = dueOf(doors, now, later, await defaultsFor(now, doors));
    const isOpen = close.length > 0 || restNow(own?.rest, now).length > 0;
    // While it is shut there is nothing to tell; it still ends when somebody opens it again before.
    if (!isOpen && doors.every((door) => fieldsOf(now)[door] !== 'unknown')) {
      pause(ending.id, WHILE_SHUT_MS);
      return;
    }
    const letters = await lettersOfEnd(store, ending, { kind: 'endNears', of: ending.id, days });
    await moveEnd(ports, ending, { kind: 'endTold', days, at: clock.now() }, letters);
  };

  const keep = async (ending: Ending, endings: readonly Ending[]): Promise<void> => {
    const now = clock.now();
    const doors = doorsLeft(
      ending,
      endings.filter(({ partner }) => partner.tenantId === ending.partner.tenantId),
    );
    if (doors.length === 0 && ending.rest === undefined) return come(ending, 'replaced');
    if (now >= ending.end.at) return end(ending, doors);
    const days = wordDue(ending, now);
    if (days !== undefined) await tell(ending, doors, days);
  };

  const start = (ending: Ending, endings: readonly Ending[]): void => {
    const { id } = ending;
    working.add(id);
    background.start('end', async () => {
      try {
        await inTurn(() => keep(ending, endings));
      } catch (error) {
        pause(id, PAUSE_MS);
        if (!(error instanceof DirectoryError)) throw error;
        log.error('end.unread', error, { of: id, tenantId: ending.partner.tenantId });
        await late(ending);
      } finally {
        working.delete(id);
      }
    });
  };

  /** Whether there is anything to do about it; most of the time there is not. */
  const isDue = (ending: Ending, endings: readonly Ending[], now: number): boolean =>
    now >= ending.end.at ||
    wordDue(ending, now) !== undefined ||
    endings.some(({ id, partner }) => id !== ending.id && partner.tenantId === ending.partner.tenantId);

  const forget = (ids: readonly (EndId | ChangeId)[]): void => {
    for (const known of [notBefore, waitsSince]) {
      for (const id of known.keys()) if (!ids.includes(id)) known.delete(id);
    }
  };

  return {
    keep: async () => {
      const own = (await store.open()).filter(({ proposal }) => proposal.endOf !== null);
      await carryOn(own);
      const endings = await store.endings();
      forget([...own.map(({ proposal }) => proposal.id), ...endings.map(({ id }) => id)]);
      for (const ending of endings) {
        const isFree = !working.has(ending.id) && !isPaused(ending.id);
        if (isFree && isDue(ending, endings, clock.now())) start(ending, endings);
      }
    },
  };
}
