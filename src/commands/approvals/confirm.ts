import { typedDecision } from '../typed-decision.ts';

export const confirm = typedDecision('confirm', {
  usage: 'confirm [<change> [<code>]]',
  example: 'confirm C-7K3M9QX2',
  takes: 'change',
});
