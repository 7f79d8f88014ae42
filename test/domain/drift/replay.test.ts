import { expect, test } from 'vitest';
import { nextDrift, type DriftEvent, type DriftJournalEvent } from '../../../src/domain/drift/drift.ts';
import type { MisuseEvent } from '../../../src/domain/drift/misuse.ts';
import { nextMisuse } from '../../../src/domain/drift/misuse.ts';
import { replayedDrift, replayedMisuse } from '../../../src/domain/drift/replay.ts';
import { aDrift, aMisuse, aPerson, NOW } from '../../builders.ts';

const drift = aDrift();
const detected: DriftJournalEvent = { kind: 'detected', drift, at: drift.detectedAt };
const half: DriftEvent = { kind: 'halfAccepted', by: aPerson(), reason: 'agreed', at: NOW };
const accepted: DriftEvent = { kind: 'accepted', by: aPerson(), reason: 'agreed', at: NOW };

test('what was found, and all that happened to it, leads to how it is', () => {
  expect(replayedDrift([detected])).toEqual(drift);
  const once = nextDrift(drift, half);
  expect(replayedDrift([detected, half, accepted])).toEqual(once && nextDrift(once, accepted));
});

test.each<[string, readonly DriftJournalEvent[]]>([
  ['nothing', []],
  ['what did not begin', [half]],
  ['what was found twice', [detected, detected]],
  ['what went on after its end', [detected, accepted, half]],
  ['what went on after something that cannot be', [detected, accepted, accepted, half]],
])('%s leads to none', (_, events) => {
  expect(replayedDrift(events)).toBeUndefined();
});

const misuse = aMisuse();
const found: MisuseEvent = { kind: 'found', misuse, at: misuse.foundAt };
const resumed = { kind: 'resumed', by: aPerson(), reason: 'mended', at: NOW } as const;

test('an alarm about the bot’s own identity is how its entries lead to it', () => {
  expect(replayedMisuse([found])).toEqual(misuse);
  expect(replayedMisuse([found, resumed])).toEqual(nextMisuse(misuse, resumed));
});

test.each<[string, readonly MisuseEvent[]]>([
  ['nothing', []],
  ['what did not begin', [resumed]],
  ['what was found twice', [found, found]],
  ['what went on after its end', [found, resumed, resumed]],
  ['what went on after something that cannot be', [found, resumed, resumed, resumed]],
])('of an alarm %s leads to none', (_, events) => {
  expect(replayedMisuse(events)).toBeUndefined();
});
