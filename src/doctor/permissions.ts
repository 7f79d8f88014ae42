import { claimsOf, permissionDifference } from '../graph/granted.ts';
import type { Finding } from './finding.ts';
import type { Token } from './identity.ts';

const GRANT =
  'Grant what is missing: application permissions of Microsoft Graph, with admin consent (README, Permissions). It counts from the next token on: within an hour, for a managed identity within a day.';
const REMOVE = 'Remove what is more than needed: whoever takes this app over has it too.';
const COMPARE = 'Compare them yourself: Entra, Enterprise applications, Permissions; and README, Permissions.';

/** What the app may do, beside what docs/permissions.md names. @param graph its token for Microsoft Graph */
export function permissionFinding(graph: Token): Finding {
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
  if (missing.length > 0) return { about, state: 'wrong', says, fix: excess.length > 0 ? `${GRANT} ${REMOVE}` : GRANT };
  if (excess.length > 0) return { about, state: 'warning', says, fix: REMOVE };
  return { about, state: 'good', says: ['All that are needed, and no others.', ...says] };
}

const named = (what: string, names: readonly string[]): readonly string[] =>
  names.length === 0 ? [] : [`${what}: ${names.join(', ')}.`];
