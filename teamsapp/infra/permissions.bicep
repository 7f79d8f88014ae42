// What Bridgekeeper's identity may do at Microsoft Graph. Made by `npm run generate` from src/graph/permissions.ts.
//
// It stands apart from what deploys the bot, and is deployed by somebody else: whoever deploys code must not be able to
// grant it anything. It takes a Privileged Role Administrator, and any resource group:
//
//   az deployment group create --resource-group GROUP --template-file teamsapp/infra/permissions.bicep \
//     --parameters botPrincipalId=BOT_PRINCIPAL_ID
//
// It grants and takes nothing away: what was granted beside it stays, and the doctor names it.

extension 'br:mcr.microsoft.com/bicep/extensions/microsoftgraph/v1.0:1.0.0'

@minLength(36)
@maxLength(36)
@description('The object id of the bot’s service principal: output BOT_PRINCIPAL_ID of azure.bicep.')
param botPrincipalId string

@description('What the bot works without, but tells less: who made a change, and who else uses its identity.')
param withOptional bool = true

@description('Only where Microsoft Graph refuses the template of a multitenant organization without them.')
param withTemplateFallback bool = false

@description('Only where reach shall tell what Entra itself counts of a partner, with related tenants enabled.')
param withRelatedTenants bool = false

var always = [
  'Policy.Read.All'
  'Policy.ReadWrite.CrossTenantAccess'
  'CrossTenantInformation.ReadBasic.All'
  'RoleManagement.Read.Directory'
  'User.Read.All'
  'GroupMember.Read.All'
]
var optional = [
  'RoleEligibilitySchedule.Read.Directory'
  'AuditLog.Read.All'
]
var templateFallback = [
  'MultiTenantOrganization.Read.All'
  'MultiTenantOrganization.ReadWrite.All'
]
var relatedTenants = [
  'TenantGovernance-RelatedTenant.Read.All'
]
var names = concat(
  always,
  withOptional ? optional : [],
  withTemplateFallback ? templateFallback : [],
  withRelatedTenants ? relatedTenants : []
)

resource graph 'Microsoft.Graph/servicePrincipals@v1.0' existing = {
  appId: '00000003-0000-0000-c000-000000000000'
}

// By name: an id that was typed wrong would be another permission.
resource granted 'Microsoft.Graph/appRoleAssignedTo@v1.0' = [
  for name in names: {
    appRoleId: filter(graph.appRoles, role => role.value == name && contains(role.allowedMemberTypes, 'Application'))[0].id
    principalId: botPrincipalId
    resourceId: graph.id
  }
]
