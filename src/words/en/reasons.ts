import { lackingReason, type Offer } from '../../domain/replies/offer.ts';
import type { ReasonAsked } from '../../domain/replies/reply.ts';
import type { Line } from '../line.ts';

type Words = {
  readonly title: string;
  /** @param say the line, up to its reason */
  readonly lines: (say: Offer) => readonly Line[];
  readonly label: string;
  readonly placeholder: string;
  /** What the client says where nothing was typed. */
  readonly missing: string;
  readonly button: string;
};

const orTyped = (say: Offer): Line => ['Or type ', { elsewhere: lackingReason(say) }, '.'];

/** What a reason is asked for, and how. */
export const reasons: Readonly<Record<ReasonAsked['what'], Words>> = {
  breakGlass: {
    title: 'Why must the glass be broken?',
    lines: (say) => [['Everybody who is told of it reads the reason. Nothing is written yet.'], orTyped(say)],
    label: 'Why it cannot wait for a second person',
    placeholder: 'Such as: their tenant is compromised',
    missing: 'Say why it cannot wait.',
    button: 'Show me the change',
  },
  freeze: {
    title: 'Why must everything be frozen?',
    lines: (say) => [
      ['Whoever is refused something meanwhile reads the reason. Nothing is written yet.'],
      orTyped(say),
    ],
    label: 'Why everything must be frozen',
    placeholder: 'Such as: stolen accounts',
    missing: 'Say why everything must be frozen.',
    button: 'Show me the change',
  },
  acceptDrift: {
    title: 'Why may it stay as it is?',
    lines: (say) => [['The reason stands on every card of it and in the journal.'], orTyped(say)],
    label: 'Why it may stay as it is',
    placeholder: 'Such as: agreed with them on Monday',
    missing: 'To accept it, say why.',
    button: 'Accept',
  },
  keepPartner: {
    title: 'Why may it stay open?',
    lines: (say) => [['Your answer stands in the journal, with your name.'], orTyped(say)],
    label: 'Why it may stay open',
    placeholder: 'Such as: the project goes on until summer',
    missing: 'To keep it open, say why.',
    button: 'Keep',
  },
  closeReview: {
    title: 'What did you find?',
    lines: (say) => [
      ['Look at the change first. What you write stands on its cards and in its journal.'],
      orTyped(say),
    ],
    label: 'What you found',
    placeholder: 'Such as: the incident is confirmed and handled',
    missing: 'Say what you found.',
    button: 'Close review',
  },
  resumeWriting: {
    title: 'Why may I open again?',
    lines: (say) => [['Replace my credential first. What you write stands on every card of it.'], orTyped(say)],
    label: 'Why it is safe again',
    placeholder: 'Such as: the old secret is gone, and a new one in place',
    missing: 'Say why it is safe again.',
    button: 'Resume writing',
  },
};
