/** Why the store could not do what was asked. */
export type StoreProblem =
  /** No file can be opened there: no path, no folder, no permission, a folder in its place. */
  | 'cannotOpen'
  | 'notADatabase'
  /** A database that another program made. */
  | 'foreign'
  /** Made by a newer version of this program. */
  | 'newer'
  /** Not brought up to date by this version yet. */
  | 'older'
  /** Another process holds it. */
  | 'inUse'
  /** What is stored makes no sense; nothing of it is used. */
  | 'damaged'
  /** Read-only, disk full, or the disk failed. */
  | 'notWritable'
  /** The file that was opened is no longer where it was. */
  | 'gone'
  /** A database elsewhere cannot be reached, or does not answer in time. */
  | 'away'
  /** Another process has taken over what this one was doing: it was not heard of for too long. */
  | 'overtaken'
  | 'closed'
  /** What was to be stored contradicts what is stored, or itself; nothing was stored. */
  | 'contradiction';

/** The store cannot be used, or not for this. The message is a sentence for whoever runs the bot; it names files. */
export class StoreError extends Error {
  readonly problem: StoreProblem;

  constructor(problem: StoreProblem, sentence: string, options?: ErrorOptions) {
    super(sentence, options);
    this.name = 'StoreError';
    this.problem = problem;
  }
}
