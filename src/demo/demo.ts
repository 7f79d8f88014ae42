import { playgroundConfig, type CastName } from '../simulator/teams/playground-config.ts';
import { startPlayground } from '../simulator/teams/playground.ts';
import type { Seat } from '../simulator/teams/seat.ts';
import { openSeats } from '../simulator/teams/seats.ts';
import type { Key } from './keys.ts';
import type { Options } from './options.ts';
import { ownFolder } from './own-folder.ts';
import { atFreePorts } from './ports.ts';
import { APP_ID, startWorld } from './world.ts';

/** The demo: the bot in its pretend world, and Microsoft's Agents Playground instead of Teams, for two people. */
export interface Demo {
  readonly seats: readonly Seat[];
  /** Where its store and its log are. */
  readonly folder: string;
  press(key: Key): Promise<void>;
  stop(): Promise<void>;
}

const STOP_WITHIN_MS = 3_000;
/** Who sits beside you: another one who may decide. */
const beside = (you: CastName): CastName => (you === 'group' ? 'admin' : 'group');

/** Where the folders of all demos are, and the environment to start programs from. */
type Around = { readonly within: string; readonly environment: Readonly<Record<string, string | undefined>> };

/** Rejects with a sentence when it cannot start. */
export async function startDemo(options: Options, { within, environment }: Around): Promise<Demo> {
  const own = ownFolder(within);
  const { folder } = own;
  const ends: (() => Promise<void>)[] = [];
  const stop = async (): Promise<void> => {
    await Promise.allSettled(ends.map((end) => end()));
    own.release();
  };
  try {
    const world = await startWorld({ ...options, folder, environment });
    const { channel } = world;
    ends.push(() => world.stop(STOP_WITHIN_MS));
    const playground = await startPlayground({
      endpoint: channel.endpoint,
      serviceUrl: channel.serviceUrl,
      config: playgroundConfig(APP_ID, options.you),
      environment,
      folder,
    });
    ends.push(() => playground.stop());
    channel.connect({ playground: playground.url });
    const around = await atFreePorts(options.port, (first, second) => {
      const people = [
        { who: options.you, port: first },
        { who: beside(options.you), port: second },
      ];
      return openSeats({ people, channel, playground: playground.url, botId: `28:${APP_ID}` });
    });
    ends.push(() => around.close());
    return {
      seats: around.seats,
      folder,
      press: async (key) => {
        await key.press(world);
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
