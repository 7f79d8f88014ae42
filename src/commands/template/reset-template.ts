import { z } from 'zod/v4-mini';
import { templateReset } from '../../domain/policy/goals.ts';
import { defineCommand } from '../command.ts';
import type { TemplateRequest } from '../requests.ts';
import { reasonSlot } from '../reading/slots.ts';

export const resetTemplate = defineCommand({
  topic: 'template',
  name: 'reset template',
  usage: 'reset template [because <reason>]',
  example: 'reset template',
  access: 'change',
  operations: ['resetTemplate'],
  slots: z.object({ reason: reasonSlot }),
  request: ({ reason }): TemplateRequest => ({
    kind: 'changeTemplate',
    reason,
    goal: templateReset,
    say: 'reset template',
  }),
});
