// What Bridgekeeper needs in Azure to keep its memory: two replicas of its image in Container Apps, a PostgreSQL server that
// takes tokens of Entra and no password, an identity, a bot registration that leads Teams there, the log, and an alert that
// comes when nobody watches any more. There is no secret in here: the bot signs in as its managed identity to Teams, to
// Microsoft Graph and to the database, and the environment sends its log without a key.
//
//   az deployment group create --resource-group GROUP --template-file teamsapp/infra/azure.bicep \
//     --parameters @teamsapp/infra/azure.parameters.json --parameters secrets=@secrets.json
//
// docs/deploy.md has the steps around it. Two things are left out on purpose, since whoever deploys code must not be able to
// grant it anything: the identity's permissions at Microsoft Graph, and its role in the database.

import { settings as settingsType, secrets as secretsType } from 'settings.bicep'

@minLength(4)
@maxLength(24)
@description('Names every resource, and must be unique: small letters, digits and hyphens. It is the bot’s role in the database, too.')
param resourceBaseName string

@description('The image, by its digest where there is one: REGISTRY/bridgekeeper@sha256:…')
param image string

@description('The name of an Azure Container Registry in this resource group that has the image; empty: nobody is asked for it.')
param registryName string = ''

@minValue(0)
@maxValue(10)
@description('How many processes: two, so that one is there while the other’s machine is renewed. 0 for the first deployment only: the bot has no role in the database yet.')
param replicas int = 2

@description('All other settings of docs/configuration.md, as azure.parameters.json has them. Change them there, not in the portal.')
param settings settingsType

@description('The settings among them that nobody may read, {} where there are none. Without a default: a deployment that left them out would turn the webhook off.')
@secure()
param secrets secretsType

@description('Who may administer the database server: the object id of a group in Entra, better than of a person.')
param databaseAdministratorId string

@description('Its name in Entra, to the letter: the name of its role in the database.')
param databaseAdministratorName string

@allowed(['Group', 'User', 'ServicePrincipal'])
param databaseAdministratorType string = 'Group'

@description('The public IPv4 address from which the bot’s role is made, for as long as that takes; empty: nobody but the bot reaches the server.')
param databaseAdministratorAddress string = ''

@description('A Burstable server will do for most; a GeneralPurpose one can have a standby in another zone.')
param databaseSku { name: string, tier: 'Burstable' | 'GeneralPurpose' | 'MemoryOptimized' } = {
  name: 'Standard_B1ms'
  tier: 'Burstable'
}

@allowed(['Disabled', 'SameZone', 'ZoneRedundant'])
param databaseHighAvailability string = 'Disabled'

@description('Who is written to when nobody watches the policies any more.')
param alertEmail string

@description('How long the log stays. It has the heads of the journal, by which a rewritten one is found.')
@minValue(30)
@maxValue(730)
param logDays int = 90

@description('Addresses that nothing else in your network uses: /23 or larger.')
param addressPrefix string = '10.90.0.0/23'

param location string = resourceGroup().location

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: resourceBaseName
  location: location
}

module network 'azure.network.bicep' = {
  name: 'network'
  params: { name: resourceBaseName, location: location, addressPrefix: addressPrefix }
}

module database 'azure.database.bicep' = {
  name: 'database'
  params: {
    name: resourceBaseName
    location: location
    sku: databaseSku
    highAvailability: databaseHighAvailability
    subnetId: network.outputs.endpointsSubnetId
    networkId: network.outputs.id
    administratorId: databaseAdministratorId
    administratorName: databaseAdministratorName
    administratorType: databaseAdministratorType
    administratorAddress: databaseAdministratorAddress
  }
}

// With the watch off there is nothing to be silent; and what the alert counts stands in no log of warnings alone.
var isWatching = settings.WATCH_INTERVAL_SECONDS != '0' && contains(['info', 'debug', 'trace'], toLower(settings.LOG_LEVEL))

resource environment 'Microsoft.App/managedEnvironments@2024-03-01' = {
  name: resourceBaseName
  location: location
  properties: {
    // By Azure Monitor: the other way would need a key of the workspace.
    appLogsConfiguration: { destination: 'azure-monitor' }
    vnetConfiguration: { infrastructureSubnetId: network.outputs.appsSubnetId, internal: false }
    workloadProfiles: [{ name: 'Consumption', workloadProfileType: 'Consumption' }]
  }
}

module watching 'azure.watching.bicep' = {
  name: 'watching'
  params: {
    name: resourceBaseName
    location: location
    environmentName: environment.name
    logDays: logDays
    alertEmail: alertEmail
    isWatching: isWatching
    lookSeconds: int(settings.WATCH_INTERVAL_SECONDS)
  }
}

resource registry 'Microsoft.ContainerRegistry/registries@2023-07-01' existing = if (registryName != '') {
  name: registryName
}

resource pull 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (registryName != '') {
  name: guid(resourceGroup().id, registryName, resourceBaseName, 'AcrPull')
  scope: registry
  properties: {
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      '7f951dda-4ed3-4680-a7ca-43fe172d538d' // AcrPull
    )
  }
}

resource app 'Microsoft.App/containerApps@2024-03-01' = {
  name: resourceBaseName
  location: location
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${identity.id}': {}
    }
  }
  dependsOn: [pull]
  properties: {
    environmentId: environment.id
    workloadProfileName: 'Consumption'
    configuration: {
      activeRevisionsMode: 'Single'
      ingress: { external: true, targetPort: 3978, transport: 'http', allowInsecure: false }
      registries: registryName == '' ? [] : [{ server: registry!.properties.loginServer, identity: identity.id }]
      secrets: map(items(secrets), secret => { name: toLower(replace(secret.key, '_', '-')), value: secret.value })
    }
    template: {
      // The bot ends within 10 seconds by itself.
      terminationGracePeriodSeconds: 20
      containers: [
        {
          name: 'bot'
          image: image
          resources: { cpu: json('0.5'), memory: '1Gi' }
          env: concat(
            map(items(settings), setting => { name: setting.key, value: setting.value }),
            map(items(secrets), secret => { name: secret.key, secretRef: toLower(replace(secret.key, '_', '-')) }),
            [
              { name: 'PORT', value: '3978' }
              { name: 'MicrosoftAppId', value: identity.properties.clientId }
              { name: 'MicrosoftAppType', value: 'UserAssignedMSI' }
              { name: 'MicrosoftAppTenantId', value: identity.properties.tenantId }
              {
                name: 'STORE'
                value: 'postgres://${resourceBaseName}@${database.outputs.host}:5432/${database.outputs.database}?sslmode=verify-full'
              }
              { name: 'STORE_AUTH', value: 'entra' }
              // For the doctor: what Teams is led to.
              { name: 'BOT_DOMAIN', value: '${resourceBaseName}.${environment.properties.defaultDomain}' }
            ]
          )
          // A restart mends a process that hangs; it does not mend Microsoft Graph, so /readyz is not asked here.
          probes: [
            { type: 'Startup', httpGet: { path: '/healthz', port: 3978 }, periodSeconds: 10, failureThreshold: 10 }
            { type: 'Liveness', httpGet: { path: '/healthz', port: 3978 }, periodSeconds: 20, timeoutSeconds: 5 }
            { type: 'Readiness', httpGet: { path: '/healthz', port: 3978 }, periodSeconds: 10, timeoutSeconds: 5 }
          ]
        }
      ]
      // Each takes messages and clicks, one of them leads.
      scale: { minReplicas: replicas, maxReplicas: max(replicas, 1) }
    }
  }
}

resource bot 'Microsoft.BotService/botServices@2022-09-15' = {
  name: resourceBaseName
  location: 'global'
  kind: 'azurebot'
  sku: {
    name: 'F0' // Teams is a standard channel: free, without a message limit
  }
  properties: {
    displayName: 'Bridgekeeper'
    endpoint: 'https://${app.properties.configuration.ingress.fqdn}/api/messages'
    msaAppId: identity.properties.clientId
    msaAppMSIResourceId: identity.id
    msaAppTenantId: identity.properties.tenantId
    msaAppType: 'UserAssignedMSI'
  }
}

resource teams 'Microsoft.BotService/botServices/channels@2022-09-15' = {
  parent: bot
  name: 'MsTeamsChannel'
  location: 'global'
  properties: {
    channelName: 'MsTeamsChannel'
  }
}

output BOT_ID string = identity.properties.clientId
output BOT_TENANT_ID string = identity.properties.tenantId
output BOT_PRINCIPAL_ID string = identity.properties.principalId
output BOT_DOMAIN string = app.properties.configuration.ingress.fqdn
output SILENT_WATCHER_ALERT string = isWatching ? 'on' : 'OFF: it takes LOG_LEVEL=info and a WATCH_INTERVAL_SECONDS above 0'
output DATABASE_HOST string = database.outputs.host
output DATABASE_ROLE string = resourceBaseName
