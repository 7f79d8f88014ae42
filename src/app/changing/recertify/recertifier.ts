import { ENDING_DOORS, openOf } from '../../../domain/ends/door.ts';
import type { TenantId } from '../../../domain/ids.ts';
import { live } from '../../../domain/policy/snapshot.ts';
import { DirectoryError } from '../../../domain/problem.ts';
import { askedAt, stageDue, type Recertification, type Stage } from '../../../domain/recertify/recertification.ts';
import type { PartnerLookup } from '../../finding/partner-lookup.ts';
import { standingsOf } from '../../finding/standings.ts';
import type { Ports, Settings } from '../../ports.ts';
import { givingWay } from '../../promises.ts';
import { closeUnanswered } from './close-unanswered.ts';
import { lettersOf } from './letters.ts';

/** How often it is looked who is to be asked, in milliseconds. */
const LOOK_EVERY_MS = 60 * 60_000;
/** What somebody changed while no process ran is found and told before anybody is asked: both read all that there is. */
const FIRST_AFTER_MS = 60_000;
/** What could not be read is tried again after so long. */
const PAUSE_MS = 60_000;

/** What everybody is asked comes by so many at a time: of a store that is a year old, all that is open may be due at once. */
const MOST_FOR_ALL = 5;

const isForOwner = ({ owner }: Recertification, stage: Stage): boolean => stage === 'asked' && owner !== null;

const isUnanswered = ({ asked }: Recertification): boolean => asked?.stage === 'unanswered';

export interface Recertifier {
  /** Asks whoever answers for an open partner, when it is time; what was missed is done a minute after the start. Resolves at once. */
  keep(): void;
}

export function recertifier(
  ports: Ports,
  settings: Pick<Settings, 'appId' | 'homeTenant' | 'recertifyDays' | 'recertifyUnanswered'>,
  lookup: Pick<PartnerLookup, 'nameAnew'>,
): Recertifier {
  const { store, clock, log, background, directory } = ports;
  const { homeTenant, recertifyDays, recertifyUnanswered } = settings;
  let isWorking = false;
  let notBefore = clock.elapsed() + FIRST_AFTER_MS;

  const move = async (now: Recertification, stage: Stage): Promise<boolean> => {
    const { tenantId } = now;
    const doors = openOf(live(await directory.read(tenantId)), ENDING_DOORS);
    // It is closed by now, and the watcher tells of that.
    if (doors.length === 0) return false;
    const at = clock.now();
    const step = stage === 'asked' ? ({ kind: stage, by: null, at } as const) : ({ kind: stage, at } as const);
    const letters = await lettersOf(store, now, await lookup.nameAnew(tenantId), doors, step, settings);
    const moved = await store.moveRecertification(now, step, letters);
    if (moved !== undefined) log.info('recertification.asked', { tenantId, stage });
    return moved !== undefined;
  };

  const tried = async <Result>(tenantId: TenantId, work: () => Promise<Result>): Promise<Result | undefined> => {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof DirectoryError)) throw error;
      notBefore = clock.elapsed() + PAUSE_MS;
      log.error('recertification.unread', error, { tenantId });
      return undefined;
    }
  };

  const look = async (): Promise<void> => {
    const { baselines } = await store.watched();
    const open: TenantId[] = [];
    await givingWay(baselines, ({ tenantId, state }) => {
      if (tenantId !== homeTenant && openOf(live(state), ENDING_DOORS).length > 0) open.push(tenantId);
    });
    const all = await standingsOf(ports, open, clock.now());
    let forAll = 0;
    for (const now of all.toSorted((a, b) => askedAt(a, recertifyDays) - askedAt(b, recertifyDays))) {
      const stage = stageDue(now, recertifyDays, clock.now());
      const isAlone = stage !== undefined && isForOwner(now, stage);
      if (stage === undefined || (!isAlone && forAll >= MOST_FOR_ALL)) continue;
      const isMoved = await tried(now.tenantId, () => move(now, stage));
      if (isMoved === true && !isAlone) forAll += 1;
    }
    if (recertifyUnanswered === 'tell') return;
    for (const now of (await standingsOf(ports, open, clock.now())).filter(isUnanswered)) {
      await tried(now.tenantId, () => closeUnanswered(ports, settings, lookup, now));
    }
  };

  return {
    keep: () => {
      if (isWorking || clock.elapsed() < notBefore) return;
      isWorking = true;
      notBefore = clock.elapsed() + LOOK_EVERY_MS;
      background.start('recertify', () =>
        look().finally(() => {
          isWorking = false;
        }),
      );
    },
  };
}
