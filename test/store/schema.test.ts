import { expect, expectTypeOf, test } from 'vitest';
import type * as z from 'zod/v4';
import type { JournalEvent } from '../../src/domain/change/journal.ts';
import type { Change } from '../../src/domain/change/change.ts';
import type { Failure, Release, Status, WriteRefusal } from '../../src/domain/change/status.ts';
import type { Proposal } from '../../src/domain/change/proposal.ts';
import type { PostedMessage } from '../../src/domain/telling/conversation.ts';
import type { Drift, DriftJournalEvent } from '../../src/domain/drift/drift.ts';
import type { refusal } from '../../src/store/schema/refusal.ts';
import type { Sight } from '../../src/domain/drift/sight.ts';
import type { change, failure, proposal, release, status } from '../../src/store/schema/change.ts';
import { drift, driftJournalEvent } from '../../src/store/schema/drift.ts';
import type { journalEvent } from '../../src/store/schema/journal.ts';
import type { postedMessage } from '../../src/store/schema/parts.ts';
import type { sight } from '../../src/store/schema/sight.ts';
import { NEWEST } from '../../src/store/postgres/migrations.ts';
import { SCHEMA_VERSION } from '../../src/store/sqlite/migrations.ts';
import { aDrift, anActor, NOW } from '../builders.ts';

test('a step of the schema is there for both databases, with the same number', () => {
  expect(NEWEST).toBe(SCHEMA_VERSION);
});

test('a drift that was stored before drifts said what they follow is read as one that follows none', () => {
  const known = aDrift();
  const { follows, ...older } = known;
  expect(follows).toBeNull();
  expect(drift.parse(older)).toEqual(known);
});

test('a drift of which one record was kept, by its name alone, is read as explained by it', () => {
  const { actors: none, explained, ...older } = aDrift();
  expect([none, explained]).toEqual([[], false]);
  const record = { name: 'Eli Novak', ip: '203.0.113.7', at: NOW, auditId: 'audit-1' };
  const actor = anActor({ kind: 'unsaid', signInName: null, objectId: null });
  const actors = [{ ...actor, did: [], may: [] }];
  expect(drift.parse({ ...older, actor: record })).toEqual(aDrift({ actors, explained: true }));
  expect(drift.parse({ ...older, actor: null })).toEqual(aDrift());
  const named = { kind: 'named', at: NOW } as const;
  expect(driftJournalEvent.parse({ ...named, actor: record })).toEqual({ ...named, actors, explained: true });
});

// Checked by tsc. Assignability alone would miss an optional field, or a new kind, that only one side has.
test('what is stored and what the domain says are the same types, both ways', () => {
  expectTypeOf<z.output<typeof proposal>>().toEqualTypeOf<Proposal>();
  expectTypeOf<z.output<typeof refusal>>().toEqualTypeOf<WriteRefusal>();
  expectTypeOf<z.output<typeof release>>().toEqualTypeOf<Release>();
  expectTypeOf<z.output<typeof failure>>().toEqualTypeOf<Failure>();
  expectTypeOf<z.output<typeof status>>().toEqualTypeOf<Status>();
  expectTypeOf<z.output<typeof change>>().toEqualTypeOf<Change>();
  expectTypeOf<z.output<typeof journalEvent>>().toEqualTypeOf<JournalEvent>();
  expectTypeOf<z.output<typeof drift>>().toEqualTypeOf<Drift>();
  expectTypeOf<z.output<typeof driftJournalEvent>>().toEqualTypeOf<DriftJournalEvent>();
  expectTypeOf<z.output<typeof sight>>().toEqualTypeOf<Sight>();
  expectTypeOf<z.output<typeof postedMessage>>().toEqualTypeOf<PostedMessage>();
});
