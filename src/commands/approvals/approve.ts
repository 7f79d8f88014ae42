import { typedDecision } from '../typed-decision.ts';

export const approve = typedDecision('approve', {
  usage: 'approve [<change> [<code>]]',
  example: 'approve C-7K3M9QX2',
  takes: 'change',
});
