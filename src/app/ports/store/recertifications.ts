import type { TenantId } from '../../../domain/ids.ts';
import type { Recertification, RecertificationStep } from '../../../domain/recertify/recertification.ts';
import type { Instant } from '../../../domain/instant.ts';
import type { Letter } from '../../../domain/telling/letter.ts';

/** Who answers for partners that are open. */
export interface RecertificationStore {
  /** How each of these partners stands, which are open; in the same order. @param now it counts from there where partners were never looked at */
  recertifications(tenantIds: readonly TenantId[], now: Instant): Promise<readonly Recertification[]>;
  /**
   * Where it is not, as it is stored, what the journal told last: `journal`, or `state`. Empty: nowhere, or there is nothing.
   */
  recertificationContradictions(tenantId: TenantId): Promise<readonly string[]>;
  /**
   * Moves it on if the stored one has this revision and the step fits.
   * @param letters kept with it
   * @returns as it is now stored; undefined: nothing has changed
   */
  moveRecertification(
    now: Recertification,
    step: RecertificationStep,
    letters?: readonly Letter[],
  ): Promise<Recertification | undefined>;
}
