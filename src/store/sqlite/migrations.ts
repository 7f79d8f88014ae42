import type { DatabaseSync } from 'node:sqlite';
import { ACTORS } from './migrations/actors.ts';
import { CHANGES } from './migrations/changes.ts';
import { CIRCULARS } from './migrations/circulars.ts';
import { DIGESTS } from './migrations/digests.ts';
import { DRIFTS } from './migrations/drifts.ts';
import { DRIFTS_BY_TENANT } from './migrations/drifts-by-tenant.ts';
import { LAST_HEARD } from './migrations/last-heard.ts';
import { MANY } from './migrations/many.ts';
import { MISUSES } from './migrations/misuses.ts';
import { RECERTIFICATIONS } from './migrations/recertifications.ts';
import { ENDS } from './migrations/ends.ts';
import { EVIDENCE } from './migrations/evidence.ts';
import { OPEN_CHANGES } from './migrations/open-changes.ts';
import { notes } from './migrations/notes.ts';
import { PARKED_EVENTS } from './migrations/parked-events.ts';
import { TENANT_NAMES } from './migrations/tenant-names.ts';
import { TRANSIENTS } from './migrations/transients.ts';
import { READERS_SAID } from './migrations/readers-said.ts';
import { RETENTION } from './migrations/retention.ts';
import { SEEN_TOGETHER } from './migrations/seen-together.ts';
import { SHOWN_AGAIN } from './migrations/shown-again.ts';
import { UNREACHED } from './migrations/unreached.ts';
import { VIEWERS } from './migrations/viewers.ts';

/**
 * The ways from each schema version to the next, each in a file of its own; the first one starts at an empty file. A
 * version, once released, is never edited. A domain type whose stored form changes needs a migration that rewrites the
 * bodies: they are read strictly, so an old form would be reported as damage.
 *
 * The columns beside a body are computed by SQLite from the body: they cannot say anything else.
 */
const MIGRATIONS: readonly (string | ((sql: DatabaseSync) => void))[] = [
  CHANGES,
  DRIFTS,
  EVIDENCE,
  DRIFTS_BY_TENANT,
  DIGESTS,
  notes,
  PARKED_EVENTS,
  ACTORS,
  RETENTION,
  MISUSES,
  UNREACHED,
  TRANSIENTS,
  SHOWN_AGAIN,
  READERS_SAID,
  LAST_HEARD,
  CIRCULARS,
  OPEN_CHANGES,
  TENANT_NAMES,
  SEEN_TOGETHER,
  ENDS,
  RECERTIFICATIONS,
  MANY,
  VIEWERS,
];

/** The schema version that this program reads and writes. */
export const SCHEMA_VERSION = MIGRATIONS.length;

/** Brings a database from `version` to the newest one: all of the way, or not at all. */
export function migrate(sql: DatabaseSync, version: number, applicationId: number): void {
  if (version === SCHEMA_VERSION) return;
  sql.exec('BEGIN IMMEDIATE');
  try {
    for (const step of MIGRATIONS.slice(version)) {
      if (typeof step === 'string') sql.exec(step);
      else step(sql);
    }
    sql.exec(`PRAGMA application_id = ${applicationId}; PRAGMA user_version = ${SCHEMA_VERSION}`);
    sql.exec('COMMIT');
  } catch (error) {
    if (sql.isTransaction) sql.exec('ROLLBACK');
    throw error;
  }
}
