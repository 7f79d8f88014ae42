import type { Engine } from '../engine.ts';
import type { Database } from './database.ts';
import { postgres } from './dialect.ts';
import { probe } from './probe.ts';
import { isCorruption, postgresError } from './problems.ts';
import { transactionsOver, type Limits } from './transactions.ts';

export function postgresEngine({ pool, lease, keeps, at }: Database, limits: Limits): Engine {
  const { read, durable, light } = transactionsOver(pool, limits, () => lease.epoch, keeps);
  return {
    dialect: postgres,
    read,
    durable,
    light,
    probe: () => durable(probe),
    // A connection that leads elsewhere finds no lease of this process there.
    demandPlace: () => undefined,
    known: (error) => postgresError(error, at),
    isCorruption,
  };
}
