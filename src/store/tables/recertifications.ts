import {
  nextRecertification,
  type Recertification,
  type RecertificationStep,
} from '../../domain/recertify/recertification.ts';
import type { TenantId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import { decode, encode } from '../body.ts';
import { all, one, run, type Query, type Row } from '../query.ts';
import { recertification as recertificationSchema } from '../schema/recertification.ts';
import type { JournalTable } from './journal.ts';
import { statement } from './statement.ts';

const ALL = statement('SELECT tenant_id, body FROM recertifications ORDER BY tenant_id');
const BY_ID = statement('SELECT tenant_id, body FROM recertifications WHERE tenant_id = ?1');
const BETWEEN = statement('SELECT tenant_id, body FROM recertifications WHERE tenant_id BETWEEN ?1 AND ?2');
const ADD = statement('INSERT INTO recertifications (tenant_id, body) VALUES (?1, ?2) ON CONFLICT DO NOTHING');
const PUT = statement(`
  INSERT INTO recertifications (tenant_id, body) VALUES (?1, ?2)
  ON CONFLICT (tenant_id) DO UPDATE SET body = excluded.body
`);
const SWAP = statement('UPDATE recertifications SET body = ?1 WHERE tenant_id = ?2 AND revision = ?3');

/** Rows of `recertifications`, and what the journal says of them. */
export function recertificationsTable(journal: Pick<JournalTable, 'note'>) {
  return {
    *all(): Query<readonly Recertification[]> {
      return (yield* all(ALL)).map(read);
    },
    *get(id: TenantId): Query<Recertification | undefined> {
      const row = yield* one(BY_ID, id);
      return row && read(row);
    },
    /** Those of the tenants from the one id to the other, by their bytes. */
    *between(first: TenantId, last: TenantId): Query<readonly Recertification[]> {
      return (yield* all(BETWEEN, first, last)).map(read);
    },
    /** Stores how it stands, in the place of what was stored before, where what it stood on is moved out. */
    *restate(state: Recertification, at: Instant): Query<void> {
      const { tenantId: id } = state;
      yield* run(PUT, id, encode<Recertification>(recertificationSchema, state, nameOf(id)));
      yield* journal.note({ of: 'recertifications', id, event: { kind: 'restated', state, at } });
    },
    /** As it is now stored; undefined: the step does not fit, or the stored revision is another one. */
    *move(now: Recertification, step: RecertificationStep): Query<Recertification | undefined> {
      const state = nextRecertification(now, step);
      if (state === undefined) return undefined;
      const { tenantId: id, revision } = now;
      const body = encode<Recertification>(recertificationSchema, state, nameOf(id));
      const stored = revision === 0 ? run(ADD, id, body) : run(SWAP, body, id, revision);
      if ((yield* stored) !== 1) return undefined;
      yield* journal.note({ of: 'recertifications', id, event: { ...step, state } });
      return state;
    },
  };
}

const nameOf = (id: unknown): string => `The recertification of ${String(id)}`;
const read = (row: Row): Recertification =>
  decode<Recertification>(recertificationSchema, row['body'], nameOf(row['tenant_id']));
