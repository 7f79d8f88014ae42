// @ts-nocheck
import type { AuthenticateRequestResult, BotFrameworkAuthentication } from 'botframework-connector';
import type { Activity } from 'botbuilder';
import { z } from 'zod/v4';
import type { Cloud } from '../cloud.ts';
import type { Reach } from '../outbound.ts';
import { readActivity, type IncomingActivity } from './activity.ts';
import { ChannelTokens } from './channel-token.ts';
import { asBotFrameworkActivity } from './sdk-types.ts';

/** What a request to `/api/messages` may be turned away with. The caller learns the status and nothing else. */
export type Turned = { readonly kind: 'turned'; readonly status: 400 | 401 | 403; readonly why: string };
export type Admitted = {
  readonly kind: 'admitted';
  readonly activity: IncomingActivity;
  readonly forSdk: Activity;
  readonly caller: AuthenticateRequestResult;
};

const claims = z.object({ iss: z.string(), aud: z.string() });

/** Decides whether a request comes from Teams. Cheap checks first: issuer and audience before any signature work. */
export function createDoor(cloud: Cloud, appId: string, services: Reach, authentication: BotFrameworkAuthentication) {
  const { tokenIssuer, connectorResource } = cloud.botFramework;
  const tokens = new ChannelTokens(cloud.botFramework, appId);

  const claimsToBeTeams = (header: string): boolean => {
    const payload = claims.safeParse(payloadOf(header));
    return payload.success && payload.data.iss === tokenIssuer && payload.data.aud === appId;
  };

  return async (authorization: string | undefined, body: unknown): Promise<Admitted | Turned> => {
    const header = authorization ?? '';
    if (!claimsToBeTeams(header)) return turned(401, 'no token of the Bot Framework for this bot');
    const activity = readActivity(body);
    if (activity === undefined) return turned(400, 'not an activity');
    if (asks(activity) && !activity.from) return turned(400, 'from nobody');
    if (activity.channelId !== 'msteams') return turned(403, 'not from Teams');
    if (!services.allows(activity.serviceUrl)) return turned(403, 'service url not allowed');
    const forSdk = asBotFrameworkActivity({ ...activity, recipient: activity.recipient ?? { id: `28:${appId}` } });
    try {
      const claimsIdentity = await tokens.check(header, activity.serviceUrl);
      const connectorFactory = authentication.createConnectorFactory(claimsIdentity);
      const caller = { audience: connectorResource, claimsIdentity, connectorFactory };
      return { kind: 'admitted', activity, forSdk, caller };
    } catch (error) {
      return turned(401, error instanceof Error ? error.message : 'token refused');
    }
  };
}

/** Whether somebody asks for something, and is to be answered. */
const asks = ({ type }: IncomingActivity): boolean => type === 'message' || type === 'invoke';

const turned = (status: Turned['status'], why: string): Turned => ({ kind: 'turned', status, why });

/** The payload of a bearer token, not yet believed; undefined when the header holds none. */
function payloadOf(header: string): unknown {
  const payload = /^Bearer [\w-]+\.([\w-]+)\.[\w-]+$/.exec(header)?.[1];
  if (payload === undefined) return undefined;
  try {
    return JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
