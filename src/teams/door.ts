import type { Log } from '../app/ports.ts';
import type { Cloud } from '../cloud.ts';
import type { Reach } from '../outbound.ts';
import { readActivity, type IncomingActivity } from './activity.ts';
import { channelTokens, type ChannelToken } from './channel-token.ts';

/** What a request to `/api/messages` may be turned away with. The caller learns the status and nothing else. */
export type Turned = { readonly kind: 'turned'; readonly status: 400 | 401 | 403; readonly why: string };
/** Whose token is right: only now their body is read. */
export type Caller = { readonly kind: 'known'; readonly token: ChannelToken };
export type Admitted = { readonly kind: 'admitted'; readonly activity: IncomingActivity };

/** Decides whether a request comes from Teams: by its token first, and then by what its body says. */
export interface Door {
  /** Cheap checks first: issuer and audience before any signature work. */
  identify(authorization: string | undefined): Promise<Caller | Turned>;
  admit(caller: Caller, body: unknown): Admitted | Turned;
}

export function createDoor(cloud: Cloud, appId: string, services: Reach, log: Log): Door {
  const tokens = channelTokens(cloud.botFramework, appId, log);

  return {
    identify: async (authorization) => {
      try {
        return { kind: 'known', token: await tokens.check(authorization ?? '') };
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
      return { kind: 'admitted', activity: { ...activity, recipient: activity.recipient ?? { id: `28:${appId}` } } };
    },
  };
}

/** Whether somebody asks for something, and is to be answered. */
const asks = ({ type }: IncomingActivity): boolean => type === 'message' || type === 'invoke';

const turned = (status: Turned['status'], why: string): Turned => ({ kind: 'turned', status, why });
