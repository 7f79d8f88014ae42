import { accountOf, isCastName, type CastName } from './playground-config.ts';

/**
 * Who says what. The Playground sends all that is typed, and that the bot was installed, as its one current user; here
 * that becomes the person in whose window it was done. What it says of clicks is right already.
 */

type Activity = Readonly<Record<string, unknown>>;

/** Signs that nobody types stand around the name. */
const SPOKEN_BY = /\u0002(\w+)\u0003/u;

/** The line as it is given to the Playground: with who says it. */
export function spokenBy(who: CastName, text: string): string {
  return `${text}\u0002${who}\u0003`;
}

export class Speakers {
  #installs: CastName | undefined;

  /** The next conversation to which the bot is added is opened by them. */
  installs(who: CastName): void {
    this.#installs = who;
  }

  /** The activity as it comes from the person who did it. */
  attribute(activity: Activity): Activity {
    const { type, text } = activity;
    if (type === 'installationUpdate' && this.#installs !== undefined) {
      return { ...activity, from: accountOf(this.#installs) };
    }
    if (typeof text !== 'string') return activity;
    const [tag = '', who = ''] = SPOKEN_BY.exec(text) ?? [];
    if (!isCastName(who)) return activity;
    return { ...activity, from: accountOf(who), text: text.replace(tag, '') };
  }
}
