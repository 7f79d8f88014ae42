import type { Change } from '../../../domain/change/change.ts';
import type { Halt } from '../../../domain/change/status.ts';
import type { EndId } from '../../../domain/ends/end.ts';
import { isDriftId } from '../../../domain/ids.ts';
import type { Person } from '../../../domain/people/person.ts';
import { asEnd, type Proof } from '../../authorize.ts';
import type { Ports } from '../../ports.ts';

/**
 * The proof that an end has come and is still to be closed by the bot, or why not: it may be decided otherwise by now, or
 * what is stored of it may not be what the journal has. It is asked for before each write.
 */
export async function proveEnd(
  { store, clock }: Pick<Ports, 'store' | 'clock'>,
  change: Change,
  id: EndId,
  bot: Person,
): Promise<Proof<'end'> | Halt> {
  const members = await contradictionsOf(store, id);
  if (members.length > 0) return { kind: 'stopped', stop: { kind: 'notAsProposed', members } };
  const ending = await store.ending(id);
  const proof = ending && asEnd(bot, change, ending, clock.now());
  return proof ?? { kind: 'stopped', stop: { kind: 'endMoved' } };
}

/** Where what carries an end is stored otherwise than the journal has it. */
async function contradictionsOf(
  store: Pick<Ports['store'], 'get' | 'contradictions' | 'driftContradictions'>,
  id: EndId,
): Promise<readonly string[]> {
  if (isDriftId(id)) return store.driftContradictions(id);
  const change = await store.get(id);
  return change === undefined ? ['journal'] : store.contradictions(change);
}
