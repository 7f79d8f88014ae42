import { isGuarded } from '../../../domain/drift/acceptance.ts';
import { onlyFields } from '../../../domain/drift/baseline.ts';
import type { EndEvent, EndOutcome } from '../../../domain/ends/end.ts';
import type { Ending } from '../../../domain/ends/ending.ts';
import { isDriftId } from '../../../domain/ids.ts';
import type { Letter, Word } from '../../../domain/telling/letter.ts';
import type { Ports, Settings } from '../../ports.ts';
import { lettersOfEnd } from './end-letters.ts';
import { moveEnd } from './move-end.ts';
import { tellAnew } from './tell-anew.ts';

/** What the keeper itself comes to: what is a drift again follows from that. */
export type ComesTo = Exclude<EndOutcome, 'anew'>;

/**
 * Ends what was open until then, with what is told of it. What of an accepted drift no end closes is accepted no more: as far
 * as it is still there it is a drift again, which Revert takes back.
 */
export async function comeToEnd(
  ports: Ports,
  { approvals }: Pick<Settings, 'approvals'>,
  ending: Ending,
  how: ComesTo,
): Promise<void> {
  const { store, clock } = ports;
  const at = clock.now();
  const drift = isDriftId(ending.id) && ending.rest !== undefined ? await store.drift(ending.id) : undefined;
  if (drift !== undefined && ending.rest !== undefined) {
    const difference = onlyFields(drift, ending.rest.names);
    const event: EndEvent = { kind: 'endCame', how: how === 'asked' ? how : 'anew', at };
    const ended = { event, letters: await lettersOf(store, ending, event.how) };
    if ((await tellAnew(ports, drift, difference, isGuarded(approvals, difference), { ended })) !== undefined) return;
  }
  await moveEnd(ports, ending, { kind: 'endCame', how, at }, await lettersOf(store, ending, how));
}

/** Whoever decided it alone is told of what became of it; where people are asked, all are whom it was told. */
async function lettersOf(
  store: Pick<Ports['store'], 'subscriptions'>,
  ending: Ending,
  how: EndOutcome,
): Promise<readonly Letter[]> {
  const word: Word = { kind: 'endCame', of: ending.id };
  if (how === 'asked') return lettersOfEnd(store, ending, word);
  const isNews = how === 'anew' || (how === 'closed' && ending.end.place.conversationType !== 'personal');
  return isNews ? [{ kind: 'administrator', to: ending.by.objectId, word }] : [];
}
