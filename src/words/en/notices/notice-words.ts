import type { Notice } from '../../../domain/replies/notice.ts';
import type { ByKind, Sayings } from '../../by-kind.ts';
import type { Message } from '../../line.ts';

/** The words for every kind of notice. */
export type NoticeWords = Sayings<ByKind<Notice>, Message>;
