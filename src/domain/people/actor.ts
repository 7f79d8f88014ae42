import type { Instant } from '../instant.ts';

/** Who made the change, as Entra's audit log tells; its names are text to be shown and decide nothing. */
export type Actor = {
  readonly name: string;
  /** null: an app, or the log does not say. */
  readonly ip: string | null;
  readonly at: Instant;
  readonly auditId: string;
};
