import { AsyncLocalStorage } from 'node:async_hooks';

/**
 * Leave to do what no two processes that share a store may do at the same time. It is lost without a word where a process is
 * not heard of for too long, so it is asked for twice: by the store in each transaction that writes, and by this process's
 * own clock right before anything is sent.
 */
export type Right = {
  /** Throws StoreError (`overtaken`) once it may be another process's. */
  readonly demand: () => void;
} & (
  | { /** Of who leads. Grows with each process that takes over. */ readonly kind: 'term'; readonly epoch: number }
  | {
      /** Of who holds something: no two holds have the same token. */
      readonly kind: 'hold';
      readonly what: string;
      readonly token: string;
      /** The store has found it to be this process's still. @param since when it was asked, by `performance.now` */
      readonly renewed: (since: number) => void;
    }
);

const current = new AsyncLocalStorage<readonly Right[]>();

/**
 * Does the work by these rights and no others. Whatever it writes and sends is done only as long as it has them, also what it
 * leaves to go on in the background.
 */
export const byRights = <Result>(rights: readonly Right[], work: () => Result): Result => current.run(rights, work);

/** By which rights something is done now; none: it is somebody's message or click, of which the store decides. */
export const rightsNow = (): readonly Right[] => current.getStore() ?? [];

/** Throws StoreError (`overtaken`) where one of them is lost: right before something is sent. */
export function demandRights(): void {
  for (const { demand } of rightsNow()) demand();
}
