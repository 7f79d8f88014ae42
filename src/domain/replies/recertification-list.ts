import type { EndingDoor } from '../ends/door.ts';
import type { Instant } from '../instant.ts';
import type { TenantInformation } from '../partners/tenant.ts';
import type { Person } from '../people/person.ts';
import type { Stage } from '../recertify/recertification.ts';
import type { Page } from './page.ts';

/** Partners that are open, and who answers for each; whoever is asked next comes first. */
export type RecertificationList = Page & {
  readonly kind: 'recertification';
  readonly rows: readonly RecertificationRow[];
};

/** `askedAt`: when they are asked, or were. `stage`: how far that has come; null: they are not asked yet. */
export type RecertificationRow = {
  readonly partner: TenantInformation;
  readonly doors: readonly EndingDoor[];
  readonly owner: Person | null;
  readonly askedAt: Instant;
  readonly stage: Stage | null;
};
