import {
  ClientCertificateCredential,
  ClientSecretCredential,
  ManagedIdentityCredential,
  WorkloadIdentityCredential,
  type ClientSecretCredentialOptions,
  type TokenCredential,
} from '@azure/identity';
import type { Cloud } from '../cloud.ts';
import { onlyOrigins } from '../outbound.ts';

type AdditionalPolicy = NonNullable<ClientSecretCredentialOptions['additionalPolicies']>[number];

/** How the bot proves who it is; one is chosen by name, never tried in turn. */
export type AppCredential =
  | { readonly kind: 'secret'; readonly tenantId: string; readonly appId: string; readonly secret: string }
  | { readonly kind: 'certificate'; readonly tenantId: string; readonly appId: string; readonly path: string }
  | { readonly kind: 'workload'; readonly tenantId: string; readonly appId: string; readonly tokenFile: string }
  | { readonly kind: 'managed'; readonly appId: string };

type Authority = Pick<Cloud, 'authority' | 'authorityAlias'>;

/**
 * A managed identity's token comes from where the platform says, on this machine; the others' from the authority.
 * @param refused is told when a request was to go elsewhere: MSAL keeps the reason to itself
 */
export function createCredential(
  credential: AppCredential,
  cloud: Authority,
  refused: (error: unknown) => void,
): TokenCredential {
  const options = { authorityHost: cloud.authority, additionalPolicies: [staysAt(cloud, refused)] };
  switch (credential.kind) {
    case 'secret':
      return new ClientSecretCredential(credential.tenantId, credential.appId, credential.secret, options);
    case 'certificate':
      return new ClientCertificateCredential(credential.tenantId, credential.appId, credential.path, options);
    case 'workload':
      return new WorkloadIdentityCredential({
        ...options,
        tenantId: credential.tenantId,
        clientId: credential.appId,
        tokenFilePath: credential.tokenFile,
      });
    case 'managed':
      return new ManagedIdentityCredential({ clientId: credential.appId });
  }
}

/** Where MSAL goes is its own decision, and the secret goes with it. */
function staysAt(
  { authority, authorityAlias = authority }: Authority,
  refused: (error: unknown) => void,
): AdditionalPolicy {
  const login = onlyOrigins(authority, authorityAlias);
  const sendRequest: AdditionalPolicy['policy']['sendRequest'] = (request, next) => {
    try {
      login.demand(request.url);
    } catch (error) {
      refused(error);
      throw error;
    }
    return next(request);
  };
  return { position: 'perRetry', policy: { name: 'bridgekeeper', sendRequest } };
}
