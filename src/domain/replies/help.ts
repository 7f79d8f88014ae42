import type { RoleAccess } from '../people/role.ts';

/** What people ask more about, as in `help partners`. */
export const HELP_TOPICS = [
  'partners',
  'template',
  'approvals',
  'trust',
  'recertification',
  'many',
  'drift',
  'deleted',
  'records',
  'notices',
] as const;
export type HelpTopic = (typeof HELP_TOPICS)[number];

/** What somebody may do, as far as help shows it. `unread`: Entra did not say, so it is what anybody may. */
export type HelpLevel = 'unread' | 'nothing' | RoleAccess;

/** One line that somebody may say. */
export type CommandHelp = {
  readonly name: string;
  readonly usage: string;
  readonly example: string;
  /** The line that a button says; null: it takes something that only a person can fill in. */
  readonly line: string | null;
};

/** Commands that somebody may not say, and what it takes. `preview`: it is switched off here, for everybody. */
export type OutOfReach = { readonly needs: RoleAccess | 'preview'; readonly commands: readonly string[] };

/** What somebody can say: where to begin, and what there is of each topic. */
export type HelpStart = {
  readonly kind: 'help';
  readonly level: HelpLevel;
  /** Whether what the bot remembers is gone at its next start. */
  readonly forgets: boolean;
  /** What most people begin with; each has a line. */
  readonly starters: readonly CommandHelp[];
  /** What belongs to no topic and is not among the starters. */
  readonly besides: readonly CommandHelp[];
  /** Those in which there is something for them. */
  readonly topics: readonly HelpTopic[];
};

/** What somebody can say about one topic. */
export type TopicHelp = {
  readonly kind: 'topicHelp';
  readonly topic: HelpTopic;
  readonly level: HelpLevel;
  readonly commands: readonly CommandHelp[];
  readonly outOfReach: readonly OutOfReach[];
};
