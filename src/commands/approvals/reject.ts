import { typedDecision } from '../typed-decision.ts';

export const reject = typedDecision('reject', {
  usage: 'reject [<change> [because <reason>]]',
  example: 'reject C-7K3M9QX2 because the ticket says something else',
  takes: 'change',
});
