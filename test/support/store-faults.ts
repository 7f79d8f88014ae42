import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { vi } from 'vitest';
import { wordsOf } from './cards.ts';
import { lived } from './lived.ts';
import { Story, type StoryOptions } from './story.ts';

/** A store that a bot uses. */
type StoreInUse = {
  readonly path: string;
  /** The bot's own connection: what a file may grow to and whether it may be written are limits of a connection. */
  readonly connection: DatabaseSync;
};

/** Starts a bot, and finds out by which connection it uses its store. */
async function connectionOf(start: () => Promise<void>): Promise<DatabaseSync> {
  const exec = vi.spyOn(DatabaseSync.prototype, 'exec');
  try {
    await start();
    const index = exec.mock.calls.findIndex(([sql]) => sql.includes('journal_mode = WAL'));
    const connection = exec.mock.contexts[index];
    if (!(connection instanceof DatabaseSync)) throw new Error('the bot opened no store');
    return connection;
  } finally {
    exec.mockRestore();
  }
}

/** What a disk, or another program, can do to a store in use. Each returns what mends it. */
const STORE_FAULTS = {
  /** Nothing more fits: what needs no new page of the file still does. */
  full: ({ connection }) => {
    connection.exec('PRAGMA max_page_count = 1');
    return () => {
      connection.exec('PRAGMA max_page_count = 4294967294');
    };
  },

  readOnly: ({ connection }) => {
    connection.exec('PRAGMA query_only = ON');
    return () => {
      connection.exec('PRAGMA query_only = OFF');
    };
  },

  locked: ({ path }) => {
    const other = new DatabaseSync(path);
    other.exec('BEGIN IMMEDIATE');
    return () => {
      other.close();
    };
  },

  gone: ({ path }) => {
    renameSync(path, `${path}.elsewhere`);
    return () => {
      renameSync(`${path}.elsewhere`, path);
    };
  },

  /** The disk gives back something else than was written. */
  corrupt: ({ path, connection }) => {
    const other = new DatabaseSync(path);
    other.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    other.close();
    const whole = readFileSync(path);
    const pageSize = whole.readUInt16BE(16);
    writeFileSync(path, Buffer.from(whole).fill(0xa5, pageSize));
    connection.exec('PRAGMA shrink_memory');
    return () => {
      writeFileSync(path, whole);
      if (connection.isOpen) connection.exec('PRAGMA shrink_memory');
    };
  },
} satisfies Record<string, (store: StoreInUse) => () => void>;

export type StoreFaultName = keyof typeof STORE_FAULTS;

/** What the log says of each, for whoever runs the bot. */
export const STORE_FAULT_WORDS: Readonly<Record<StoreFaultName, RegExp>> = {
  full: /The disk of the store .* is full/,
  readOnly: /is read-only/,
  locked: /is locked by another program/,
  gone: /was moved, deleted or replaced while the bot was running/,
  corrupt: /is damaged\. Stop the bot/,
};

/** A story whose store can be hurt. */
export class StoreStory {
  readonly story: Story;
  #connection: DatabaseSync;

  private constructor(story: Story, connection: DatabaseSync) {
    this.story = story;
    this.#connection = connection;
  }

  static async begin(options: StoryOptions = {}): Promise<StoreStory> {
    const story = await Story.begin(options);
    await story.stop();
    return new StoreStory(story, await connectionOf(() => story.start()));
  }

  /** From now on the store is so; returns what mends it. */
  befall(name: StoreFaultName): () => void {
    return STORE_FAULTS[name]({ path: this.story.storePath, connection: this.#connection });
  }

  /** Happens to the store the moment the bot logs this, before the bot does anything more; resolves to what mends it. */
  befallAt(name: StoreFaultName, event: string, fields: Fields = {}): Promise<() => void> {
    const { log } = this.story;
    return new Promise((resolve) => {
      log.push = (...lines) => {
        if (lines.some((line) => fits(line, event, fields))) {
          log.push = (...later) => Array.prototype.push.apply(log, later);
          resolve(this.befall(name));
        }
        return Array.prototype.push.apply(log, lines);
      };
    });
  }

  /** Of /readyz, a moment later. */
  async ready(): Promise<number> {
    await this.story.bot.attest();
    return (await fetch(`${this.story.url}/readyz`)).status;
  }

  /** Minutes pass in which the store may not be usable; a look that fails is logged by whoever calls it. */
  async minutes(count: number): Promise<void> {
    for (let minute = 0; minute < count; minute += 1) {
      this.story.passUnnoticed(1);
      await this.story.bot.tick().catch(() => undefined);
      await lived(2);
    }
  }

  /** Waits for what happens without the bot looking at the time. */
  async until(condition: () => boolean, what: string): Promise<void> {
    for (let tries = 0; tries < 2_000; tries += 1) {
      if (condition()) return;
      await lived(1);
    }
    throw new Error(`never: ${what}`);
  }

  logged(event: string, fields: Fields = {}): boolean {
    return this.story.log.some((line) => fits(line, event, fields));
  }

  /** What the log says of the error whose reference somebody was given. */
  reasonOf(words: string): string {
    const reference = /R-[0-9A-Z]{8}/.exec(words)?.[0];
    const line = this.story.log.find((one) => reference !== undefined && one['reference'] === reference);
    return (line?.['error'] as { message: string } | undefined)?.message ?? '';
  }

  /** How many messages of the bot's with these words came to a conversation. */
  count(conversationId: string, words: string): number {
    const there = this.story.teams.messages.filter((message) => message.conversationId.startsWith(conversationId));
    return there.filter((message) => message.cards.some((card) => wordsOf(card).includes(words))).length;
  }
}

type Fields = Readonly<Record<string, unknown>>;

const fits = (line: Fields, event: string, fields: Fields): boolean =>
  Object.entries({ event, ...fields }).every(([name, value]) => line[name] === value);
