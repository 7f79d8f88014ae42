/** Why Entra gives the bot no token, by its own error codes (Microsoft Entra: authentication and authorization error codes). */
export type CredentialProblem =
  | 'secretExpired'
  | 'secretUnknown'
  | 'certificateUnknown'
  | 'assertionOutOfTime'
  | 'appUnknown'
  | 'appDisabled'
  | 'tenantUnknown'
  | 'federationUnknown'
  | 'blockedByPolicy';

const PROBLEMS: Readonly<Record<string, CredentialProblem>> = {
  '7000222': 'secretExpired',
  '7000215': 'secretUnknown',
  '700027': 'certificateUnknown',
  '700024': 'assertionOutOfTime',
  '700016': 'appUnknown',
  '7000112': 'appDisabled',
  '7000116': 'appDisabled',
  '90002': 'tenantUnknown',
  '700211': 'federationUnknown',
  '700212': 'federationUnknown',
  '700213': 'federationUnknown',
  '53003': 'blockedByPolicy',
};

/** What Entra said; undefined: it said nothing that tells why. */
export function refusalOf(error: unknown): { readonly problem: CredentialProblem; readonly code: string } | undefined {
  const text = error instanceof Error ? error.message : '';
  const [, number = ''] = /AADSTS(\d+)/.exec(text) ?? [];
  const problem = Object.hasOwn(PROBLEMS, number) ? PROBLEMS[number] : undefined;
  return problem === undefined ? undefined : { problem, code: `AADSTS${number}` };
}
