import type { SubjectId } from '../../../domain/telling/subject.ts';
import type { Store } from '../../ports.ts';

/** Has the cards of a subject drawn once more, although it is as it was: what is said of it beside is not. */
export async function drawAgain(store: Pick<Store, 'copies' | 'recordDrawn'>, subject: SubjectId): Promise<void> {
  for (const { id, message } of await store.copies(subject)) {
    if (message !== null) await store.recordDrawn(id, { message, revision: 0 });
  }
}
