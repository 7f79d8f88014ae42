import { claimsOf, permissionDifference } from '../graph/granted.ts';
import type { AppCredential } from '../identity/credential.ts';
import type { Finding } from './finding.ts';
import type { Token } from './identity.ts';

const BY_HAND =
  'in Entra, App registrations, API permissions, as application permissions of Microsoft Graph with admin consent. It counts from the next token on, within an hour.';
const BY_SCRIPT =
  'with `npm run permissions -- script` or teamsapp/infra/permissions.bicep, since Entra has no page for it. It counts from the next token on, within a day.';
/** How what is missing is granted, by what the bot is to Entra. A federated token may be of either. */
const GRANT: Readonly<Record<AppCredential['kind'], string>> = {
  secret: `Grant what is missing ${BY_HAND}`,
  certificate: `Grant what is missing ${BY_HAND}`,
  managed: `Grant what is missing to the managed identity ${BY_SCRIPT}`,
  workload: `Grant what is missing. To an app registration: ${BY_HAND} To a managed identity: ${BY_SCRIPT}`,
};
const REMOVE = 'Remove what is more than needed: whoever takes this app over has it too.';
const COMPARE = 'Compare them yourself: Entra, Enterprise applications, Permissions; and README, Permissions.';

/** What the app may do, beside what docs/permissions.md names. @param graph its token for Microsoft Graph */
export function permissionFinding(graph: Token, credential: AppCredential['kind']): Finding {
  const about = 'Permissions';
  if ('why' in graph) return { about, state: 'wrong', says: ['Not known without a token.'], fix: 'See Identity.' };
  const claims = claimsOf(graph.token);
  if (claims === undefined) return { about, state: 'warning', says: ['The token does not show them.'], fix: COMPARE };
  const { missing, missingOptional, excess } = permissionDifference(claims.roles ?? []);
  const says = [
    ...named('Missing', missing),
    ...named('More than needed', excess),
    ...named('Optional, not granted', missingOptional),
  ];
  if (missing.length > 0)
    return {
      about,
      state: 'wrong',
      says,
      fix: excess.length > 0 ? `${GRANT[credential]} ${REMOVE}` : GRANT[credential],
    };
  if (excess.length > 0) return { about, state: 'warning', says, fix: REMOVE };
  return { about, state: 'good', says: ['All that are needed, and no others.', ...says] };
}

const named = (what: string, names: readonly string[]): readonly string[] =>
  names.length === 0 ? [] : [`${what}: ${names.join(', ')}.`];
