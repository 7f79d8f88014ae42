import type { Bot } from '../app/bot-interface.ts';
import {
  NO_TELEMETRY,
  type AppIdentity,
  type Background,
  type Channel,
  type Clock,
  type Ids,
  type Log,
  type Telemetry,
  type Viewer,
} from '../app/ports.ts';
import type { Cloud } from '../cloud.ts';
import { onlyHosts } from '../outbound.ts';
import { parseTenantId } from '../domain/ids.ts';
import type { Instant } from '../domain/instant.ts';
import { createApplication } from './application.ts';
import { teamsChannel, type Render } from './channel.ts';
import { connectors } from './connector.ts';
import { createDoor, type Caller, type Turned } from './door.ts';
import { onceAMinute } from './once-a-minute.ts';
import type { Messages } from './server.ts';
import { TurnAdapter } from './turn.ts';
import { viewers } from './viewers.ts';
import { watchedTurn } from './watched-turn.ts';

/** Who the bot is towards Teams. */
export type BotRegistration = { readonly appId: string; readonly tenantId: string };

export type TeamsOptions = {
  readonly cloud: Cloud;
  readonly registration: BotRegistration;
  readonly identity: AppIdentity;
  readonly render: Render;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  /** Time-out of one connector call, in milliseconds. */
  readonly connectorWithinMs?: number;
  readonly background: Background;
  /** Who was seen in a conversation, who may decide first; left out: that is not known. @param place its id at its root */
  readonly seenIn?: (place: string) => Promise<readonly Viewer[]>;
  /** Left out: nobody watches. */
  readonly telemetry?: Telemetry;
};

/** Everything of Teams behind one door: the bot's voice, and the endpoint that Teams calls. */
export interface Teams {
  readonly channel: Channel;
  messages(bot: Bot): Messages;
  /** Tells how many were turned away, where that was not told yet. */
  end(): void;
}

/**
 * Teams delivers a message again when it is not answered in about 15 s. A turn that takes longer than this is answered
 * while it goes on; one that ends sooner is answered at its end, so that a crash in between brings the message again.
 */
const TURN_BUDGET_MS = 5_000;

export function createTeams(options: TeamsOptions): Teams {
  const { cloud, registration, identity, render, clock, log, background, telemetry = NO_TELEMETRY } = options;
  const now = (): Instant => clock.now();
  // The bot sends its token to a service url, so only Microsoft's hosts are spoken to, over TLS.
  const services = onlyHosts(cloud.botFramework.serviceHosts, cloud.botFramework.plainHttp);
  const resource = cloud.botFramework.connectorResource;
  const { firstService } = cloud;
  const connector = connectors({
    token: () => identity.token(resource),
    renew: (token, claims) => identity.renew(resource, { token, claims }),
    services,
    withinMs: options.connectorWithinMs,
    telemetry,
  });
  const adapter = new TurnAdapter();
  const door = createDoor(cloud, registration.appId, services, log);
  const counted = onceAMinute();
  const home = parseTenantId(registration.tenantId);
  const seen = home && options.seenIn && viewers(home, options.seenIn);
  return {
    end: () => {
      counted.end();
    },
    channel: teamsChannel({
      connector,
      render,
      tenantId: registration.tenantId,
      // Teams: a bot is known by its app's id, after 28.
      first: firstService === null ? null : { serviceUrl: firstService, botId: `28:${registration.appId}` },
      clock,
      log,
      viewers: seen,
    }),
    messages: (bot) => {
      const application = createApplication({ bot, render, now, ids: options.ids, log });
      const turned = ({ status, why }: Turned): number => {
        counted.note(`${status} ${why}`, (more) => {
          log.warn('http.turned', { status, why, ...more });
        });
        return status;
      };
      const answer = async (caller: Caller, body: unknown): Promise<{ status: number; body?: unknown }> => {
        const entry = door.admit(caller, body);
        if (entry.kind === 'turned') return { status: turned(entry) };
        // Events without a sender (Teams sends some) have nobody to answer to, and the SDK throws on them.
        const { from, type } = entry.activity;
        if (from === null || from === undefined) return { status: 200 };
        const turn = watchedTurn(telemetry, type, () =>
          adapter.runTurn(entry.activity, async (context) => {
            await application.run(context);
          }),
        );
        if (type === 'invoke') {
          const response = await turn;
          return { status: response?.status ?? 400, body: response?.body };
        }
        background.start('turn', async () => {
          await turn;
        });
        await Promise.race([turn, timeout(TURN_BUDGET_MS)]);
        return { status: 200 };
      };
      return {
        identify: async (authorization) => {
          const caller = await door.identify(authorization);
          return caller.kind === 'turned' ? turned(caller) : (body) => answer(caller, body);
        },
      };
    },
  };
}

function timeout(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds).unref();
  });
}
