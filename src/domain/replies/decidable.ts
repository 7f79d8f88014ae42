import type { Change } from '../change/change.ts';
import type { Person } from '../people/person.ts';
import type { LetterId } from '../telling/letter.ts';
import type { Subject } from '../telling/subject.ts';
import type { Notice } from './notice.ts';

/** Cards on which people decide. */

export type ChangeCard = {
  readonly kind: 'change';
  readonly change: Change;
  /** Drawn in a personal chat: where somebody else decides, there is nobody there who could. */
  readonly alone: boolean;
  /** Drawn for one person who is not who decides it: without its buttons. Left out: as it is posted. */
  readonly isOnlooker?: boolean;
  /** Who is to decide it, and is mentioned. Left out: nobody is. */
  readonly called?: readonly Person[];
};

export type DriftCard = Extract<Subject, { kind: 'drift' }> & Pick<ChangeCard, 'isOnlooker'>;
export type MisuseCard = Extract<Subject, { kind: 'misuse' }> & Pick<ChangeCard, 'isOnlooker'>;

/**
 * `called`: who is mentioned beside whom the notice names; left out: nobody. `letter`: which letter it is that everybody in
 * a conversation reads; left out: none. `isOnlooker`: drawn for one person who may not do what it offers: without its buttons.
 */
export type NoticeReply = {
  readonly kind: 'notice';
  readonly notice: Notice;
  readonly called?: readonly Person[];
  readonly letter?: LetterId;
  readonly isOnlooker?: boolean;
};
