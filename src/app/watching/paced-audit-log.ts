import type { AuditActivity } from '../../domain/drift/audit.ts';
import type { Instant } from '../../domain/instant.ts';
import { DirectoryError } from '../../domain/problem.ts';
import type { AuditRecord, OwnRecord, Ports } from '../ports.ts';
import { isDone } from './audit-records.ts';

/** Graph: 5 requests in 10 s for each app and tenant. */
const ASK_EVERY_MS = 2_000;
/** Without permission for the log, or where it cannot be read and Graph names no longer wait. */
const AFTER_ERROR_MS = { forbidden: 60 * 60_000, other: 30_000 };

/** Entra's audit log, asked in the background, one question at a time and no faster than Graph allows. */
export interface PacedAuditLog {
  /** Whether a question may be asked now. */
  isFree(): boolean;
  /** Asks what was done since then; only when it is free. */
  ask(activity: AuditActivity, since: Instant, use: (records: readonly AuditRecord[]) => Promise<void>): void;
  /** The same with what was only tried. */
  askAll(activity: AuditActivity, since: Instant, use: (records: readonly AuditRecord[]) => Promise<void>): void;
  /** The same with that about the bot's own app. */
  askOwn(since: Instant, use: (records: readonly OwnRecord[]) => Promise<void>): void;
  /** Reads one page of what is too long for one question; in between it is free for others. */
  askPage(read: () => Promise<void>, use: () => Promise<void>): void;
}

export function pacedAuditLog({ auditLog, clock, log, background }: Ports): PacedAuditLog {
  let notBefore = 0;
  let asking = false;

  const start = (activity: AuditActivity | null, work: () => Promise<void>): void => {
    notBefore = clock.elapsed() + ASK_EVERY_MS;
    asking = true;
    background.start('audit', async () => {
      try {
        await work();
      } catch (error) {
        notBefore = clock.elapsed() + pauseAfter(error);
        log.error('audit.unread', error, { activity });
      } finally {
        asking = false;
      }
    });
  };

  return {
    isFree: () => !asking && clock.elapsed() >= notBefore,
    ask: (activity, since, use) => {
      start(activity, async () => use((await auditLog.find(activity, since)).filter(isDone)));
    },
    askAll: (activity, since, use) => {
      start(activity, async () => use(await auditLog.find(activity, since)));
    },
    askOwn: (since, use) => {
      start(null, async () => use(await auditLog.findOwn(since)));
    },
    askPage: (read, use) => {
      start(null, async () => {
        await read();
        await use();
      });
    },
  };
}

/** In milliseconds. */
function pauseAfter(error: unknown): number {
  if (!(error instanceof DirectoryError)) return AFTER_ERROR_MS.other;
  const { kind, retryAfterSeconds } = error.problem;
  if (kind === 'forbidden') return AFTER_ERROR_MS.forbidden;
  return Math.max(AFTER_ERROR_MS.other, (retryAfterSeconds ?? 0) * 1000);
}
