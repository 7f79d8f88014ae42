import type { EndingDoor } from '../../../domain/ends/door.ts';
import type { TenantInformation } from '../../../domain/partners/tenant.ts';
import type { Recertification, RecertificationStep } from '../../../domain/recertify/recertification.ts';
import { toEveryAdministrator, type Letter, type Word } from '../../../domain/telling/letter.ts';
import type { Ports, Settings } from '../../ports.ts';
import { listeners } from '../../telling/audience.ts';

type Asking = Extract<RecertificationStep, { kind: 'asked' | 'escalated' | 'unanswered' }>;

/**
 * Asks the owner, or all administrators where there is none or has not answered. That nobody answered in time is told where
 * people hear of changes, too. Rejects with StoreError.
 */
export async function lettersOf(
  store: Pick<Ports['store'], 'subscriptions'>,
  { owner, asked }: Recertification,
  partner: TenantInformation,
  doors: readonly EndingDoor[],
  { kind, at }: Asking,
  { recertifyUnanswered }: Pick<Settings, 'recertifyUnanswered'>,
): Promise<readonly Letter[]> {
  const word: Word = {
    kind: 'recertify',
    partner,
    doors,
    stage: kind,
    asked: asked?.at ?? at,
    closes: recertifyUnanswered === 'close',
  };
  if (kind === 'asked' && owner !== null) return [{ kind: 'administrator', to: owner.objectId, word }];
  const places = kind === 'unanswered' ? await listeners(store, 'changes') : [];
  return [toEveryAdministrator(word), ...places.map((place): Letter => ({ kind: 'bulletin', place, word }))];
}
