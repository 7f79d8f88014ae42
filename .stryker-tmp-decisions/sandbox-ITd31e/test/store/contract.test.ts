// @ts-nocheck
import { durableStoreContract, storeContract } from '../contracts/store.ts';
import { opened, sqliteMemory } from './support.ts';

durableStoreContract('an SQLite file', sqliteMemory);

storeContract('SQLite in memory', () => ({
  start: (runId) => opened(':memory:', { runId }),
  remove: () => undefined,
}));
