import type { AppCredential } from '../identity/credential.ts';
import { certificateProblem, federatedTokenProblem } from '../identity/credential-files.ts';
import type { Values } from './schema.ts';

export type Environment = Readonly<Record<string, string | undefined>>;
/** The text of a file; throws when it cannot be read. */
export type ReadFile = (path: string) => string;
const WAYS = ['MicrosoftAppPassword', 'AZURE_CLIENT_CERTIFICATE_PATH', 'AZURE_FEDERATED_TOKEN_FILE'] as const;

/** One way to prove who the bot is, chosen on purpose: none is tried in turn. */
export function credentialProblems(given: Environment): readonly string[] {
  const type = given['MicrosoftAppType']?.trim().toLowerCase();
  const set = WAYS.filter((name) => given[name] !== undefined);
  if (type !== 'userassignedmsi' && set.length === 0) {
    return [`MicrosoftAppPassword is missing: set it, or ${WAYS.slice(1).join(' or ')}, for a SingleTenant bot`];
  }
  if (set.length > 1) return [`${set.join(' and ')} are set: keep only one, so that it is clear which one is used`];
  // A federated token is how a managed identity works in Kubernetes; a secret or certificate it never has.
  const [way] = set;
  if (type === 'userassignedmsi' && way !== undefined && way !== 'AZURE_FEDERATED_TOKEN_FILE') {
    return [`${way} is set, but a UserAssignedMSI bot has none: remove it, or set MicrosoftAppType=SingleTenant`];
  }
  return [];
}

const FILES = [
  { name: 'AZURE_CLIENT_CERTIFICATE_PATH', problemOf: certificateProblem },
  { name: 'AZURE_FEDERATED_TOKEN_FILE', problemOf: federatedTokenProblem },
] as const;

/** A file that is no good would be noticed at the first token only, long after the start. */
export function fileProblems(given: Environment, readFile: ReadFile): readonly string[] {
  return FILES.flatMap(({ name, problemOf }) => {
    const path = given[name];
    if (path === undefined) return [];
    let content: string;
    try {
      content = readFile(path);
    } catch {
      return [`${name} names a file that cannot be read: correct the path, or let this process read the file`];
    }
    const problem = problemOf(content);
    return problem === undefined ? [] : [`${name} names a file that ${problem}`];
  });
}

export function toCredential(settings: Values): AppCredential {
  const app = { tenantId: settings.MicrosoftAppTenantId, appId: settings.MicrosoftAppId };
  if (settings.AZURE_FEDERATED_TOKEN_FILE !== undefined) {
    return { kind: 'workload', ...app, tokenFile: settings.AZURE_FEDERATED_TOKEN_FILE };
  }
  if (settings.MicrosoftAppType === 'userassignedmsi') return { kind: 'managed', appId: app.appId };
  if (settings.AZURE_CLIENT_CERTIFICATE_PATH !== undefined) {
    return { kind: 'certificate', ...app, path: settings.AZURE_CLIENT_CERTIFICATE_PATH };
  }
  return { kind: 'secret', ...app, secret: settings.MicrosoftAppPassword ?? '' };
}
