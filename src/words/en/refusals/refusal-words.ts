import type { Refusal } from '../../../domain/replies/refusal.ts';
import type { ByKind, Sayings } from '../../by-kind.ts';
import type { Message } from '../../line.ts';

/** The words for every kind of refusal. */
export type RefusalWords = Sayings<ByKind<Refusal>, Message>;
