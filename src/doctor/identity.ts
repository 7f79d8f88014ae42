import type { AppIdentity } from '../app/ports.ts';
import type { Cloud } from '../cloud.ts';
import { claimsOf } from '../graph/granted.ts';
import type { AppCredential } from '../identity/app-identity.ts';
import { wordsOf, type Finding } from './finding.ts';

/** A token, or why there is none. */
export type Token = { readonly token: string } | { readonly why: string };

export async function tokenFor(identity: AppIdentity, resource: string): Promise<Token> {
  try {
    return { token: await identity.token(resource) };
  } catch (error) {
    return { why: `No token for ${resource}: ${wordsOf(error)}` };
  }
}

const IDS = 'MicrosoftAppId and MicrosoftAppTenantId must be the ids of one app and of its tenant.';

const CREDENTIALS: Readonly<Record<AppCredential['kind'], { readonly by: string; readonly check: string }>> = {
  secret: {
    by: 'a client secret',
    check: 'MicrosoftAppPassword must be a secret of this app that has not expired (Entra, Certificates & secrets).',
  },
  certificate: {
    by: 'a certificate',
    check: 'The certificate of AZURE_CLIENT_CERTIFICATE_PATH must be one of this app (Entra, Certificates & secrets).',
  },
  workload: {
    by: 'a federated token',
    check: 'The app must have a federated credential for the token of AZURE_FEDERATED_TOKEN_FILE.',
  },
  managed: {
    by: 'a managed identity',
    check: 'MicrosoftAppId must be the client id of a managed identity that is assigned to this machine.',
  },
};

/** Who the bot is, and whether Entra agrees. @param tokens one for Microsoft Graph and one for Teams */
export function identityFinding(
  app: { readonly appId: string; readonly tenantId: string; readonly credential: AppCredential['kind'] },
  { authority }: Pick<Cloud, 'authority'>,
  tokens: { readonly graph: Token; readonly teams: Token },
): Finding {
  const about = 'Identity';
  const { by, check } = CREDENTIALS[app.credential];
  const who = `App ${app.appId} in tenant ${app.tenantId}, by ${by}.`;
  const failures = [tokens.graph, tokens.teams].flatMap((token) => ('why' in token ? [token.why] : []));
  if (failures.length > 0) {
    // A managed identity's token comes from the machine's own platform.
    const fix = app.credential === 'managed' ? check : `${check} ${IDS} This machine must reach ${authority}.`;
    return { about, state: 'wrong', says: [who, ...failures], fix };
  }
  const claims = 'token' in tokens.graph ? claimsOf(tokens.graph.token) : undefined;
  const { appid = app.appId, tid = app.tenantId } = claims ?? {};
  if (appid.toLowerCase() !== app.appId || tid.toLowerCase() !== app.tenantId) {
    const other = `But Entra gave a token of app ${appid} in tenant ${tid}.`;
    return {
      about,
      state: 'wrong',
      says: [who, other],
      fix: 'Set MicrosoftAppId and MicrosoftAppTenantId to that app.',
    };
  }
  return { about, state: 'good', says: [who, 'Entra gives it tokens for Microsoft Graph and for Teams.'] };
}
