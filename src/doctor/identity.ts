import type { AppIdentity } from '../app/ports.ts';
import type { Cloud } from '../cloud.ts';
import { claimsOf } from '../graph/granted.ts';
import type { AppCredential } from '../identity/credential.ts';
import { refusalOf, type CredentialProblem } from '../identity/refusal.ts';
import { wordsOf, type Finding } from './finding.ts';

/** A token, or why there is none. */
export type Token =
  { readonly token: string } | { readonly why: string; readonly problem: CredentialProblem | undefined };

export async function tokenFor(identity: Pick<AppIdentity, 'token'>, resource: string): Promise<Token> {
  try {
    return { token: await identity.token(resource) };
  } catch (error) {
    return { why: `No token for ${resource}: ${wordsOf(error)}`, problem: refusalOf(error)?.problem };
  }
}

/** What Entra's refusal means, and what to do. */
const REFUSALS: Readonly<Record<CredentialProblem, string>> = {
  secretExpired: 'The client secret has expired: create a new one for this app and set MicrosoftAppPassword to it.',
  secretUnknown:
    'Entra does not know this client secret: it was removed, or it is the secret’s id. Set MicrosoftAppPassword to the value of one that this app has.',
  certificateUnknown:
    'Entra does not know this certificate: it was removed from the app, or never added. Add it, or set AZURE_CLIENT_CERTIFICATE_PATH to one that the app has.',
  assertionOutOfTime:
    'What the bot signed is not valid now: set this machine’s clock, or renew the federated token or the certificate.',
  appUnknown:
    'The tenant does not know this app: create it there, or set MicrosoftAppId and MicrosoftAppTenantId to an app and its tenant.',
  appDisabled:
    'The app is disabled in Entra: somebody switched it off. Enable it (Enterprise applications, Properties) if that was not meant.',
  tenantUnknown: 'Entra knows no such tenant: MicrosoftAppTenantId must be this organisation’s id.',
  federationUnknown:
    'The app has no federated credential for this token: issuer, subject and audience must be as the platform’s.',
  blockedByPolicy: 'A Conditional Access policy for workload identities keeps the app from signing in.',
};

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
    const problems = [tokens.graph, tokens.teams].flatMap((token) =>
      'why' in token && token.problem !== undefined ? [REFUSALS[token.problem]] : [],
    );
    const fix = app.credential === 'managed' ? check : `${check} ${IDS} This machine must reach ${authority}.`;
    return { about, state: 'wrong', says: [who, ...failures, ...new Set(problems)], fix };
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
