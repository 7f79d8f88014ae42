import type { Change } from '../../../domain/change/change.ts';
import type { Halt } from '../../../domain/change/status.ts';
import type { TenantId } from '../../../domain/ids.ts';
import type { Person } from '../../../domain/people/person.ts';
import { asUnanswered, type Proof } from '../../authorize.ts';
import type { Ports, Settings } from '../../ports.ts';

/**
 * The proof that nobody has said in time why a partner may stay open, and that the bot is to close it then, or why not:
 * somebody may have answered by now, whoever runs the bot may have set otherwise, or what is stored of it may not be what
 * the journal has. It is asked for before each write.
 */
export async function proveUnanswered(
  { store, clock }: Pick<Ports, 'store' | 'clock'>,
  { recertifyUnanswered }: Pick<Settings, 'recertifyUnanswered'>,
  change: Change,
  tenantId: TenantId,
  bot: Person,
): Promise<Proof<'end'> | Halt> {
  const members = await store.recertificationContradictions(tenantId);
  if (members.length > 0) return { kind: 'stopped', stop: { kind: 'notAsProposed', members } };
  const standing = await store.recertifications([tenantId], clock.now());
  const [proof] = recertifyUnanswered === 'close' ? standing.map((now) => asUnanswered(bot, change, now)) : [];
  return proof ?? { kind: 'stopped', stop: { kind: 'endMoved' } };
}
