import { expect, test } from 'vitest';
import { templateOf } from '../../src/graph/path-template.ts';

const TENANT = '4f1c9f0e-1f4a-4ab0-8f1b-2d0f6f5a7b01';

test.each([
  ['/v1.0/$batch', '/v1.0/$batch'],
  ['/v1.0/policies/crossTenantAccessPolicy/partners', '/v1.0/policies/crossTenantAccessPolicy/partners'],
  [
    `/v1.0/policies/crossTenantAccessPolicy/partners/${TENANT}/identitySynchronization`,
    '/v1.0/policies/crossTenantAccessPolicy/partners/{id}/identitySynchronization',
  ],
  [
    "/v1.0/tenantRelationships/findTenantInformationByDomainName(domainName='fabrikam.com')",
    '/v1.0/tenantRelationships/findTenantInformationByDomainName(domainName={value})',
  ],
  [
    '/v1.0/tenantRelationships/findTenantInformationByDomainName(domainName=%27fabrikam.com%27)',
    '/v1.0/tenantRelationships/findTenantInformationByDomainName(domainName={value})',
  ],
  ['/v1.0/users/ada.osei@woodgrove.com', '/v1.0/users/{id}'],
  ['/v1.0/users/fabrikam.com', '/v1.0/users/{id}'],
  [
    '/v1.0/directory/deletedItems/microsoft.graph.policyBase',
    '/v1.0/directory/deletedItems/microsoft.graph.policyBase',
  ],
  [`/beta/x/${TENANT}/microsoft.graph.restore`, '/beta/x/{id}/microsoft.graph.restore'],
  ["/v1.0/partners(tenantId='a=b')", '/v1.0/partners(tenantId={value})'],
  ['/v1.0/%E0%A4%A/x', '/v1.0/{id}/x'],
])('%s is told as %s', (path, template) => {
  expect(templateOf(new URL(`https://graph.example${path}?$filter=displayName eq 'Fabrikam'`))).toBe(template);
});
