import { organizations, people } from '../simulator/seed/seed.ts';
import { newPartner, type Partner } from '../simulator/tenant.ts';
import { APP_ID, type World } from './world.ts';

/** What can be had happen to the bot while people use it, by a key where the demo runs. */

export type Key = {
  /** What a terminal sends. */
  readonly sends: string;
  readonly name: string;
  /** What it does, for whoever may press it. */
  readonly does: string;
  /** Has it happen. */
  readonly press: (world: World) => Promise<void> | void;
  /** What has happened, for whoever pressed it. */
  readonly done: string;
};

const PORTAL_USER = people.eli;
const { fabrikam, northwindTraders } = organizations;
/** As it is before anything is set in it. */
const NO_POLICY = { displayName: null, userSyncInbound: null, groupSyncInbound: null };
const POLICIES = /\/policies\//;
const WRITES = ['POST', 'PUT', 'PATCH', 'DELETE'];
const NEXT_WRITE = { method: WRITES, path: POLICIES, times: 1 } as const;

export const ENTER: Key = {
  sends: '\r',
  name: 'Enter',
  does: `${PORTAL_USER.displayName} switches ${fabrikam.displayName}’s user sync in the portal, past the bot.`,
  press: ({ graph }) => {
    const { id, displayName, userPrincipalName } = PORTAL_USER;
    const actor = { user: { id, displayName, userPrincipalName }, ipAddress: '203.0.113.7' };
    graph.act(actor, fabrikam.tenantId, (found = newPartner(fabrikam.tenantId)): Partner => {
      const policy = found.identitySynchronization ?? NO_POLICY;
      const isSyncAllowed = policy.userSyncInbound?.isSyncAllowed !== true;
      return { ...found, identitySynchronization: { ...policy, userSyncInbound: { isSyncAllowed } } };
    });
  },
  done: `${PORTAL_USER.displayName} has switched ${fabrikam.displayName}’s user sync. The bot finds it within seconds.`,
};

export const KEYS: readonly Key[] = [
  ENTER,
  {
    sends: 'f',
    name: 'f',
    does: 'Graph refuses the next write.',
    press: ({ graph }) => {
      const message = 'The pretend Graph was told to refuse this write.';
      graph.fail({ ...NEXT_WRITE, kind: 'status', status: 400, code: 'BadRequest', message });
    },
    done: 'Graph will refuse the next write. Confirm something.',
  },
  {
    sends: 'l',
    name: 'l',
    does: 'The next write is done, and its answer is lost.',
    press: ({ graph }) => {
      graph.fail({ ...NEXT_WRITE, kind: 'reset-after' });
    },
    done: 'The answer to the next write will be lost. Confirm something.',
  },
  {
    sends: 'e',
    name: 'e',
    does: 'Open cards expire: a quarter of an hour passes at once.',
    press: async (world) => {
      world.expire();
      await world.bot.tick();
    },
    done: 'A quarter of an hour has passed. What was open can be confirmed no longer.',
  },
  {
    sends: 'o',
    name: 'o',
    does: `Somebody else uses the bot’s own credential: they switch ${northwindTraders.displayName}’ redemption.`,
    press: ({ graph }) => {
      const { tenantId } = northwindTraders;
      const actor = { app: { appId: APP_ID, displayName: 'Bridgekeeper' } };
      graph.act(actor, tenantId, (found = newPartner(tenantId)): Partner => {
        const { inboundAllowed = null, outboundAllowed = null } = found.automaticUserConsentSettings ?? {};
        return {
          ...found,
          automaticUserConsentSettings: { inboundAllowed: inboundAllowed !== true, outboundAllowed },
        };
      });
    },
    done: 'Somebody has used the bot’s credential. The alarm comes when Entra’s audit log tells of it, in half a minute.',
  },
  {
    sends: 'r',
    name: 'r',
    does: 'The bot ends and starts again, on the same store; of several, the one that leads.',
    press: (world) => world.restart(),
    done: 'The bot has started again. Cards from before work on.',
  },
];

export const keyOf = (sent: string): Key | undefined => KEYS.find(({ sends }) => sends === sent);
