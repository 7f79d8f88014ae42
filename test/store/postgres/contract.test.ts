import { durableStoreContract } from '../../contracts/store.ts';
import { postgresMemory } from './memory.ts';

durableStoreContract('a PostgreSQL database', postgresMemory);
