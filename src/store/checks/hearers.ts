import type { Refusing } from '../../app/ports.ts';
import type { Topic } from '../../domain/telling/subscription.ts';
import type { StoreAddress } from '../address.ts';
import type { Dialect } from '../dialect.ts';
import { openReading } from '../open-reading.ts';
import { all, one, type Query } from '../query.ts';
import { unreachedTable } from '../tables/unreached.ts';

/** How many conversations are told about a topic, as the store says; undefined: it cannot be read. */
export function hearersIn(at: StoreAddress, topic: Topic): Promise<number | undefined> {
  return askedOf(at, function* ({ holds }) {
    const hearing = `state = 'alive' AND ${holds('body', 'topics', '?1')}`;
    return Number((yield* one(`SELECT count(*) AS hearers FROM subscriptions WHERE ${hearing}`, topic))?.['hearers']);
  });
}

/** To whom the bot can write alone, as the store says. */
export type ReachKept = {
  readonly refusing: readonly Refusing[];
  /** Object ids of those whose own chat with the bot is known. */
  readonly known: ReadonlySet<unknown>;
};

/** undefined: the store cannot be read, or is of an older version. */
export function reachIn(at: StoreAddress): Promise<ReachKept | undefined> {
  return askedOf(at, function* () {
    const rows = yield* all('SELECT object_id FROM personal_conversations');
    return { refusing: yield* unreachedTable().all(), known: new Set(rows.map((row) => row['object_id'])) };
  });
}

/**
 * What a question to the store comes to, whether the bot runs or not; it changes nothing. undefined: there is no store yet,
 * or it cannot be read, which whoever inspects it says.
 */
async function askedOf<Result>(
  at: StoreAddress,
  question: (dialect: Dialect) => Query<Result>,
): Promise<Result | undefined> {
  try {
    const { ask, close, dialect } = await openReading(at);
    try {
      return await ask(question(dialect));
    } finally {
      await close();
    }
  } catch {
    return undefined;
  }
}
