import type { ChannelService } from './channel-service.ts';
import { z } from 'zod/v4-mini';
import { frame, frameOf } from './frames.ts';
import { accountOf, type CastName } from './playground-config.ts';
import { Rooms } from './rooms.ts';
import { openSeat, type Seat } from './seat.ts';

/** The people at the demo, each with an address of their own, around one Playground. */
export interface Seats {
  readonly seats: readonly Seat[];
  close(): Promise<void>;
}

type Options = {
  /** Each with a port; 0: any free one. */
  readonly people: readonly { readonly who: CastName; readonly port: number }[];
  readonly channel: Pick<ChannelService, 'speakers' | 'onSaid'>;
  /** Where the Playground is. */
  readonly playground: string;
  readonly botId: string;
};

/** Rejects when a port is taken. */
export async function openSeats({ people, channel, playground, botId }: Options): Promise<Seats> {
  const rooms = new Rooms();
  const { speakers } = channel;
  const seats: Seat[] = [];
  const close = async (): Promise<void> => {
    await Promise.all(seats.map((seat) => seat.close()));
  };
  try {
    for (const { who, port } of people) {
      const chat = await openChat(playground, who);
      rooms.give(chat, who);
      seats.push(await openSeat({ who, port, playground, chat, rooms, speakers }));
    }
  } catch (error) {
    await close();
    throw error;
  }
  // The Playground shows personal chats of its one current user only.
  channel.onSaid((said) => {
    if (rooms.isPersonal(said.conversationId)) rooms.tell(frameOf(said, botId));
  });
  const stream = new WebSocket(`${playground.replace(/^http/, 'ws')}/_ws_conversation/v1/conversations/stream`);
  stream.addEventListener('message', ({ data }) => {
    const told = frame.parse(JSON.parse(String(data)));
    if (told.action === 'typing' || !rooms.isPersonal(told.actionConversationId)) rooms.tell(told);
  });
  await new Promise((resolve, reject) => {
    stream.addEventListener('open', resolve);
    stream.addEventListener('error', () => {
      reject(new Error('the Agents Playground tells nothing'));
    });
  });
  return {
    seats,
    close: async () => {
      stream.close();
      await close();
    },
  };
}

const opened = z.object({ id: z.string() });

/** Their chat with the bot, as the bot itself would open it. */
async function openChat(playground: string, who: CastName): Promise<string> {
  const answered = await fetch(`${playground}/_connector/v3/conversations`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ isGroup: false, members: [{ id: accountOf(who).id }] }),
  });
  return opened.parse(await answered.json()).id;
}
