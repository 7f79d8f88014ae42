import { DatabaseSync } from 'node:sqlite';

/** Transactions of this process since `reset`: those that waited for the disk, and those that did not. */
export type Commits = { readonly durable: number; readonly light: number };

/** Counts what every store of this process commits from now on. */
export function countCommits(): { reset(): void; readonly now: Commits } {
  let durable = 0;
  let light = 0;
  let isLight = false;
  /* eslint-disable @typescript-eslint/unbound-method -- called with what they are called with */
  const { prepare, exec } = DatabaseSync.prototype;
  /* eslint-enable @typescript-eslint/unbound-method */
  DatabaseSync.prototype.exec = function (this: DatabaseSync, sql) {
    const mode = /^PRAGMA synchronous = (\w+)/.exec(sql)?.[1];
    if (mode !== undefined) isLight = mode === 'NORMAL';
    exec.call(this, sql);
  };
  DatabaseSync.prototype.prepare = function (this: DatabaseSync, sql, options) {
    const statement = prepare.call(this, sql, options);
    if (sql !== 'COMMIT') return statement;
    const run = statement.run.bind(statement);
    statement.run = () => {
      if (isLight) light += 1;
      else durable += 1;
      return run();
    };
    return statement;
  };
  return {
    reset: () => {
      durable = 0;
      light = 0;
    },
    get now() {
      return { durable, light };
    },
  };
}
