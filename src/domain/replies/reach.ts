import type { TenantInformation } from '../partners/tenant.ts';
import type { Counted, Related, Told, Visitors } from '../partners/visitors.ts';

/** Who is here already of a tenant. `visitors`: null: Graph tells no domain of it, by which they could be found. */
export type ReachView = {
  readonly kind: 'reach';
  readonly tenant: TenantInformation;
  readonly visitors: Visitors | null;
  /** How many accounts its synchronisation created here since 0:00 (UTC), as far as the audit log tells by now. */
  readonly createdToday: Told<Counted>;
  /** What Entra itself counts; `is` null: it knows no relation. null: the bot is not granted that, and says nothing of it. */
  readonly related: Told<Related | null> | null;
};
