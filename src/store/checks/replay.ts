import { z } from 'zod/v4-mini';
import { propose, type Change } from '../../domain/change/change.ts';
import { next } from '../../domain/change/next.ts';
import type { Baseline } from '../../domain/drift/baseline.ts';
import { nextDrift, type Drift } from '../../domain/drift/drift.ts';
import { nextMisuse, type Misuse } from '../../domain/drift/misuse.ts';
import { nextTransient, type Transient } from '../../domain/drift/transient.ts';
import type { Recertification } from '../../domain/recertify/recertification.ts';
import { nextSubscription } from '../../domain/telling/subscription-event.ts';
import type { Subscription } from '../../domain/telling/subscription.ts';
import { grown, leafOf, rootOf, type Peaks } from '../merkle.ts';
import type { ChainRow } from './verify-chain.ts';
import { jsonText } from '../body.ts';
import { journalLine, type StoredLine } from '../schema/journal.ts';

/** What the journal tells, lived through once more: how everything must be by now that it tells of. */
export type Told = {
  readonly changes: Map<string, Change>;
  readonly drifts: Map<string, Drift>;
  readonly baselines: Map<string, Pick<Baseline, 'state' | 'revision'>>;
  readonly subscriptions: Map<string, Subscription>;
  readonly misuses: Map<string, Misuse>;
  readonly transients: Map<string, Transient>;
  readonly recertifications: Map<string, Recertification>;
  /** Of which it tells what cannot be: what they must be by now nobody knows. */
  readonly lost: Set<string>;
  /** Conversations of which a line tells whether they hear: of others, that may stand in what was moved out. */
  readonly heard: Set<string>;
  /** Whether lines were moved out. */
  readonly isCut: boolean;
  /** Over all lines so far. */
  tree: { readonly size: number; readonly peaks: Peaks };
};

/** @param tree over the lines that were moved out */
export const nothingTold = (tree: Told['tree'] = { size: 0, peaks: [] }): Told => ({
  changes: new Map(),
  drifts: new Map(),
  baselines: new Map(),
  subscriptions: new Map(),
  misuses: new Map(),
  transients: new Map(),
  recertifications: new Map(),
  lost: new Set(),
  heard: new Set(),
  isCut: tree.size > 0,
  tree,
});

/**
 * Lives through one more line. The same functions decide here what comes after what that decided it then.
 * @returns what is wrong with it; undefined: nothing
 */
export function replay(
  told: Told,
  { line, hash }: Pick<ChainRow, 'line' | 'hash'>,
): 'unreadable' | 'impossible' | undefined {
  const wrong = relive(told, line);
  const { size, peaks } = told.tree;
  told.tree = { size: size + 1, peaks: grown(peaks, size, leafOf(hash)) };
  return wrong;
}

function relive(told: Told, line: string): 'unreadable' | 'impossible' | undefined {
  const { data } = z.pipe(jsonText, journalLine).safeParse(line);
  if (data === undefined) return 'unreadable';
  if (told.lost.has(data.id) || happens(told, data)) return undefined;
  told.lost.add(data.id);
  return 'impossible';
}

function happens(told: Told, line: StoredLine): boolean {
  switch (line.of) {
    case 'changes':
      return keeps(told.changes, line, changeAfter(told.changes.get(line.id), line));
    case 'drifts':
      return keeps(told.drifts, line, driftAfter(told.drifts.get(line.id), line));
    case 'baselines': {
      const { state, revision } = line.event;
      told.baselines.set(line.id, { state, revision });
      return true;
    }
    case 'subscriptions': {
      const after = nextSubscription(told.subscriptions.get(line.id) ?? null, line.event);
      if (told.isCut && !told.heard.has(line.id)) {
        // How it was until then was moved out. That it ended is told; how else it went on is stated anew.
        if (line.event.kind === 'ended') told.heard.add(line.id);
        if (after === undefined) return true;
      }
      told.heard.add(line.id);
      if (after === null) told.subscriptions.delete(line.id);
      else if (after !== undefined) told.subscriptions.set(line.id, after);
      return after !== undefined;
    }
    case 'misuses': {
      const after = misuseAfter(told.misuses.get(line.id), line);
      if (after !== undefined) told.misuses.set(line.id, after);
      return after !== undefined;
    }
    case 'transients': {
      const after = transientAfter(told.transients.get(line.id), line);
      if (after !== undefined) told.transients.set(line.id, after);
      return after !== undefined;
    }
    case 'recertifications': {
      const { state } = line.event;
      const before = told.recertifications.get(line.id);
      told.recertifications.set(line.id, state);
      const isNext = before === undefined || line.event.kind === 'restated' || state.revision === before.revision + 1;
      return isNext && state.tenantId === line.id;
    }
    case 'witness': {
      const { entries, root, peaks } = line.event;
      return entries === told.tree.size && root === rootOf(told.tree.peaks) && same(peaks, told.tree.peaks);
    }
    case 'archive':
    case 'bursts':
    case 'refusals':
    case 'settings':
      return true;
  }
}

const same = (a: Peaks, b: Peaks): boolean => a.length === b.length && a.every((peak, n) => peak === b[n]);

type LineOf<Of> = Extract<StoredLine, { of: Of }>;

function changeAfter(before: Change | undefined, { event, id }: LineOf<'changes'>): Change | undefined {
  if (event.kind !== 'proposed') return before && next(before, event);
  return before === undefined && event.proposal.id === id ? propose(event.proposal) : undefined;
}

function driftAfter(before: Drift | undefined, { event, id }: LineOf<'drifts'>): Drift | undefined {
  if (event.kind !== 'detected') return before && nextDrift(before, event);
  return before === undefined && event.drift.id === id ? event.drift : undefined;
}

function misuseAfter(before: Misuse | undefined, { event, id }: LineOf<'misuses'>): Misuse | undefined {
  if (event.kind !== 'found') return before && nextMisuse(before, event);
  return before === undefined && event.misuse.id === id ? event.misuse : undefined;
}

function transientAfter(before: Transient | undefined, { event, id }: LineOf<'transients'>): Transient | undefined {
  if (event.kind !== 'found') return before && nextTransient(before, event);
  return before === undefined && event.transient.id === id ? event.transient : undefined;
}

/** Whether it can be, and is the revision that the line says. */
function keeps<Value extends { readonly revision: number }>(
  all: Map<string, Value>,
  { id, revision }: { readonly id: string; readonly revision: number },
  value: Value | undefined,
): boolean {
  if (value?.revision !== revision) return false;
  all.set(id, value);
  return true;
}
