import type { Engine } from '../engine.ts';
import type { LoneDatabase, SharedDatabase } from './database.ts';
import { postgres } from './dialect.ts';
import { probe } from './probe.ts';
import { isCorruption, postgresError } from './problems.ts';
import { transactionsOver, type Limits } from './transactions.ts';

export function postgresEngine(
  { pool, keeps, at, ...database }: SharedDatabase | LoneDatabase,
  limits: Limits,
): Engine {
  const use = 'lease' in database ? { epoch: database.lease.epoch } : database.presence;
  const { read, durable, light } = transactionsOver(pool, limits, use, keeps);
  return {
    dialect: postgres,
    read,
    durable,
    light,
    probe: () => durable(probe),
    known: (error) => postgresError(error, at),
    isCorruption,
  };
}
