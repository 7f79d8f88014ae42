import { z } from 'zod/v4-mini';
import { HELP_TOPICS, type HelpTopic } from '../../domain/replies/help.ts';
import { defineCommand } from '../command.ts';

export const help = defineCommand({
  topic: null,
  name: 'help',
  usage: `help [<topic:${HELP_TOPICS.join('|')}>]`,
  example: 'help',
  access: 'everyone',
  slots: z.object({ topic: z.optional(z.enum(HELP_TOPICS)) }),
  request: ({ topic }) => ({ kind: 'help', topic: topic ?? null }),
});

/** The line that asks for it. */
export const helpLine = (topic: HelpTopic): string => `help ${topic}`;
