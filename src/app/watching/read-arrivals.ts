import type { Instant } from '../../domain/instant.ts';
import type { Ports, Settings } from '../ports.ts';
import { arrivalCounting, type ArrivalCounting } from './count-arrivals.ts';
import { domainsOf, tellBursts } from './find-bursts.ts';
import type { PacedAuditLog } from './paced-audit-log.ts';

/** As the Graph client follows at most. */
const MOST_PAGES = 1_000;
/** Reading a very full log takes longer than an alarm may: after so many pages what is known by then is told. */
const TELL_EVERY = 10;

/** Reads who came, a page in a turn, so that no other question to the audit log waits for all of it. */
export interface ArrivalReading {
  /** Whether one was begun and its next page is to be read. */
  isUnderWay(): boolean;
  /** Reads the first page. @param done when all was read and told */
  begin(since: Instant, done: () => Promise<void>): void;
  /** Reads the next page, if one is under way. What fails is begun anew when it is due. */
  goOn(): void;
}

export function arrivalReading(
  ports: Ports,
  settings: Pick<Settings, 'syncBurst'>,
  audit: Pick<PacedAuditLog, 'askPage'>,
): ArrivalReading {
  const domains = domainsOf(ports);
  type Reading = { readonly counting: ArrivalCounting; pages: number; readonly done: () => Promise<void> };
  let underWay: Reading | undefined;

  const goOn = (): void => {
    const reading = underWay;
    if (reading === undefined) return;
    underWay = undefined;
    const { counting, done } = reading;
    audit.askPage(
      () => counting.readPage(),
      async () => {
        reading.pages += 1;
        const isDone = counting.isDone();
        if (isDone || reading.pages % TELL_EVERY === 0) {
          await tellBursts(ports, settings, domains, counting.all().arrivals);
        }
        if (isDone) await done();
        else underWay = reading;
      },
    );
  };

  return {
    isUnderWay: () => underWay !== undefined,
    begin: (since, done) => {
      underWay = { counting: arrivalCounting(ports, since, MOST_PAGES), pages: 0, done };
      goOn();
    },
    goOn,
  };
}
