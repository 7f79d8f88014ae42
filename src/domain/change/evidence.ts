import { auditActivityOf } from '../drift/audit.ts';
import type { Status } from './status.ts';
import type { Actor } from '../people/actor.ts';
import type { JournalEntry } from './journal.ts';
import type { Period } from '../period.ts';
import { steps, type Plan } from '../policy/plan.ts';

/**
 * What Entra's audit log says of the steps of a change that were written: the platform's own record beside the bot's.
 * Steps are counted from 0, in the order of the plan.
 */
export type Evidence = {
  /** Steps of which the log has not told yet. */
  readonly awaited: readonly number[];
  readonly matched: readonly Match[];
};

/** The record of one step; its `name` is the app, as the log calls it. */
export type Match = { readonly step: number; readonly record: Actor };

/**
 * What the log is expected to tell of a change that has come to this; null: nothing.
 * @param known what it has told of it already, where more of it took effect after that
 */
export function evidenceOf(plan: Plan, status: Status, known: Evidence | null = null): Evidence | null {
  const written = writtenSteps(plan, status);
  const matched = known?.matched ?? [];
  const awaited = steps(plan).flatMap((step, index) =>
    index < written && auditActivityOf(step) !== undefined && matched.every((match) => match.step !== index)
      ? [index]
      : [],
  );
  return written === 0 ? null : { awaited, matched };
}

/** Where nobody knows what took effect, each step may have. */
function writtenSteps(plan: Plan, status: Status): number {
  if (status.state === 'applied') return steps(plan).length;
  if (status.state !== 'failed') return 0;
  switch (status.failure.kind) {
    case 'notApplied':
      return 0;
    case 'partlyApplied':
      return status.failure.done.length;
    case 'diverged':
      return steps(plan).length;
  }
}

/** The evidence with one more match; undefined: nothing is awaited of that step. */
export function withMatch(evidence: Evidence | null, { step, record }: Match): Evidence | undefined {
  if (!evidence?.awaited.includes(step)) return undefined;
  return {
    awaited: evidence.awaited.filter((other) => other !== step),
    matched: [...evidence.matched, { step, record }],
  };
}

const ENDS: readonly JournalEntry['event']['kind'][] = ['applied', 'failed', 'stopped'];

/** For how long a write whose answer was lost may still take effect. */
export const LATE_MS = 5 * 60_000;

/**
 * When a step was written, as the bot's journal tells; undefined: writing never began. Of one whose answer was lost until
 * it cannot take effect any more, however long it takes to settle.
 */
export function periodOf(step: number, journal: readonly JournalEntry[]): Period | undefined {
  const began = journal.find(({ event }) => event.kind === 'writeStarted')?.event.at;
  if (began === undefined) return undefined;
  const done = journal.filter(({ event }) => event.kind === 'stepDone').map(({ event }) => event.at);
  const lost = journal.find(({ event }) => event.kind === 'lostSight')?.event.at;
  const ended = journal.find(({ event }) => ENDS.includes(event.kind))?.event.at;
  const from = done[step - 1] ?? began;
  // The answer of the last one may have been lost, or the bot was stopped: it was over when the change was, or before.
  const heard = lost ?? ended;
  const over = heard === undefined ? from : Math.min(ended ?? Infinity, (lost ?? from) + LATE_MS);
  return { from, until: Math.max(from, done[step] ?? over) };
}
