import type { TenantId } from '../../domain/ids.ts';
import type { DefaultConfiguration, PartnerState } from '../../domain/policy/policy.ts';
import { isOfDefault } from '../../domain/policy/snapshot.ts';
import type { Subject } from '../../domain/telling/subject.ts';
import type { Store } from '../ports.ts';

/**
 * A drift of a partner with what applies where that sets nothing, as the last look found it: what somebody left to the default
 * is told with what it comes to. Nobody is asked for it.
 * @param home the tenant under whose own id the default is kept
 */
export async function withDefaults<Told extends Subject>(
  store: Pick<Store, 'expected'>,
  home: TenantId,
  subject: Told,
): Promise<Told> {
  if (subject.kind !== 'drift' || isOfDefault(subject.drift.after)) return subject;
  const defaults = asDefaults(await lastFound(store, home));
  return defaults === undefined ? subject : { ...subject, defaults };
}

/** What was not changed through the bot, and nobody has decided on, applies as well. */
async function lastFound(store: Pick<Store, 'expected'>, home: TenantId): Promise<PartnerState> {
  const expected = await store.expected(home);
  const found = expected?.open?.after;
  return found?.kind === 'partner' ? found.partner : (expected?.right ?? null);
}

/** Graph: the default for automatic redemption is false where it says nothing. */
function asDefaults(state: PartnerState): DefaultConfiguration | undefined {
  if (state?.isDefault !== true) return undefined;
  const { inbound, outbound } = state.automaticRedemption;
  return {
    automaticRedemption: { inbound: inbound === true, outbound: outbound === true },
    others: state.others ?? [],
  };
}
