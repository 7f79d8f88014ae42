import { z } from 'zod/v4-mini';
import { RHYTHMS } from '../../domain/telling/rhythm.ts';
import { defineCommand } from '../command.ts';
import { timeSlot } from '../reading/slots.ts';

export const digestHere = defineCommand({
  topic: 'notices',
  name: 'digest here',
  usage: 'digest here <every:weekly|daily> [at <time>]',
  example: 'digest here daily at 09:00',
  access: 'change',
  slots: z.object({ every: z.enum(RHYTHMS), time: timeSlot }),
  request: ({ every, time }) => ({ kind: 'keepDigest', every, minute: time }),
});
