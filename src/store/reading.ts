import type { Dialect } from './dialect.ts';
import type { Query } from './query.ts';

/** A store that is open to be read only; whatever is read is of one moment, also while a bot writes to it. */
export type Reading = {
  readonly dialect: Dialect;
  /** Which store it is, for people: without a password. */
  readonly at: string;
  /** Rejects with StoreError. */
  readonly ask: <Result>(query: Query<Result>) => Promise<Result>;
  readonly close: () => Promise<void>;
};
