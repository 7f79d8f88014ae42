import { partnerAdded } from '../../domain/policy/goals.ts';
import { changeCommand } from '../change-command.ts';

export const addPartner = changeCommand({
  name: 'add partner',
  preposition: '',
  summary: 'Adds an organisation as a partner that inherits every setting from the defaults.',
  example: 'add partner relecloud.com',
  operations: ['addPartner'],
  goal: partnerAdded,
});
