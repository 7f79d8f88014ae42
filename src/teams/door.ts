import { z } from 'zod/v4';
import type { Log } from '../app/ports.ts';
import type { Cloud } from '../cloud.ts';
import type { Reach } from '../outbound.ts';
import { readActivity, type IncomingActivity } from './activity.ts';
import { channelTokens, type ChannelToken } from './channel-token.ts';

/** What a request to `/api/messages` may be turned away with. The caller learns the status and nothing else. */
export type Turned = { readonly kind: 'turned'; readonly status: 400 | 401 | 403; readonly why: string };
/** Whose token is right: only now their body is read. */
export type Caller = { readonly kind: 'known'; readonly token: ChannelToken };
export type Admitted = {
  readonly kind: 'admitted';
  readonly activity: IncomingActivity;
  readonly claims: ChannelToken['claims'];
};

/** Decides whether a request comes from Teams: by its token first, and then by what its body says. */
export interface Door {
  /** Cheap checks first: issuer and audience before any signature work. */
  identify(authorization: string | undefined): Promise<Caller | Turned>;
  admit(caller: Caller, body: unknown): Admitted | Turned;
}

const claims = z.object({ iss: z.string(), aud: z.string(), serviceurl: z.string() });

export function createDoor(cloud: Cloud, appId: string, services: Reach, log: Log): Door {
  const { tokenIssuer } = cloud.botFramework;
  const tokens = channelTokens(cloud.botFramework, appId, log);

  /** What a token does not even say of itself needs no work on its signature. */
  const claimsToBeTeams = (token: string): boolean => {
    const { data } = claims.safeParse(payloadOf(token));
    return data?.iss === tokenIssuer && data.aud === appId;
  };

  return {
    identify: async (authorization) => {
      const token = BEARER.exec(authorization ?? '')?.[1];
      if (token === undefined || !claimsToBeTeams(token)) {
        return turned(401, 'no token of the Bot Framework for this bot');
      }
      try {
        return { kind: 'known', token: await tokens.check(token) };
      } catch (error) {
        return turned(401, error instanceof Error ? error.message : 'token refused');
      }
    },
    admit: ({ token }, body) => {
      const activity = readActivity(body);
      if (activity === undefined) return turned(400, 'not an activity');
      if (asks(activity) && !activity.from) return turned(400, 'from nobody');
      if (activity.channelId !== 'msteams') return turned(403, 'not from Teams');
      if (!services.allows(activity.serviceUrl)) return turned(403, 'service url not allowed');
      if (token.serviceUrl !== activity.serviceUrl) return turned(401, 'not for this service url');
      return { kind: 'admitted', activity, claims: token.claims };
    },
  };
}

/** Whether somebody asks for something, and is to be answered. */
const asks = ({ type }: IncomingActivity): boolean => type === 'message' || type === 'invoke';

const turned = (status: Turned['status'], why: string): Turned => ({ kind: 'turned', status, why });

const BEARER = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/;

/** The payload of a token, not yet believed; undefined when it holds none. */
function payloadOf(token: string): unknown {
  try {
    return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
