import { typedDecision } from '../typed-decision.ts';

export const cancel = typedDecision('cancel', {
  usage: 'cancel [<change>]',
  example: 'cancel C-7K3M9QX2',
});
