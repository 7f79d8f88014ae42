// A TRIAL: AT EACH RESTART AND DEPLOYMENT THE BOT FORGETS ITS JOURNAL, WHO HEARS OF CHANGES, AND EVERY OPEN CHANGE. It says so
// itself, in its log at each start and in chat. What keeps its memory is azure.bicep.
//
// What a trial of Bridgekeeper needs in Azure: an identity, a web app that runs it, and a bot registration that leads Teams there.
// There is no secret in here: the bot signs in as its managed identity, both to Teams and to Microsoft Graph.
//
// After the first deployment a Privileged Role Administrator grants the identity (output BOT_PRINCIPAL_ID) its Microsoft
// Graph application permissions. That is left out on purpose: whoever deploys code must not be able to grant them.

import { settings as settingsType, secrets as secretsType } from 'settings.bicep'

@minLength(4)
@maxLength(40)
@description('Names every resource, and the web address, so it must be unique: letters, digits and hyphens.')
param resourceBaseName string

// STORE: where the bot keeps its state. App Service has no disk that is both local and lasting.
//
// - /home, and every mount, is network storage. SQLite's write-ahead log needs memory shared between its processes and
//   locks that hold, and network storage gives neither: it ends in "database is locked" or in a damaged file. Microsoft's
//   page on mounting storage in App Service advises against it as well, under its best practices.
// - The container's own disk, chosen here, keeps SQLite correct, but it is EMPTIED AT EVERY RESTART AND DEPLOYMENT.
//   That fails safe: a card from before finds no change behind it and writes nothing. But it also forgets the bot's
//   journal. Entra's audit log still has every write.
//
// So this template suits a trial. Where the state must last, take azure.bicep, or run the bot on a machine with a disk of its
// own.
@description('The bot’s STORE setting, such as sqlite:/var/lib/bridgekeeper/bridgekeeper.db. Not under /home.')
param store string

@description('All other settings of docs/configuration.md, as azure.trial.parameters.json has them. Change them there, not in the portal.')
param settings settingsType

@description('The settings among them that nobody may read, {} where there are none. Without a default: a deployment that left them out would turn the webhook off.')
@secure()
param secrets secretsType

@description('Always On, so that the bot answers at once, starts with B1.')
param webAppSku string = 'B1'

param location string = resourceGroup().location

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: resourceBaseName
  location: location
}

resource plan 'Microsoft.Web/serverfarms@2023-12-01' = {
  name: resourceBaseName
  location: location
  kind: 'linux'
  sku: {
    name: webAppSku
    // One instance, because each one would have a store of its own. App Service may still run two for a moment while
    // it moves the app; each then knows only its own cards, and no file is ever written by both.
    capacity: 1
  }
  properties: {
    reserved: true // what makes it Linux
  }
}

resource webApp 'Microsoft.Web/sites@2023-12-01' = {
  name: resourceBaseName
  location: location
  kind: 'app,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${identity.id}': {}
    }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    siteConfig: {
      linuxFxVersion: 'NODE|24-lts' // this alone decides on the Node; `engines` in package.json is about installing
      appCommandLine: 'npm start'
      alwaysOn: true
      healthCheckPath: '/healthz'
      ftpsState: 'Disabled'
      minTlsVersion: '1.2'
      http20Enabled: true
      appSettings: concat(map(items(union(settings, secrets)), setting => { name: setting.key, value: setting.value }), [
        { name: 'MicrosoftAppId', value: identity.properties.clientId }
        { name: 'MicrosoftAppType', value: 'UserAssignedMSI' }
        { name: 'MicrosoftAppTenantId', value: identity.properties.tenantId }
        { name: 'STORE', value: store }
        // The package is mounted as it was uploaded: never half a deployment, and code that cannot be written to.
        { name: 'WEBSITE_RUN_FROM_PACKAGE', value: '1' }
        { name: 'SCM_DO_BUILD_DURING_DEPLOYMENT', value: 'false' }
        // The old process ends before the new one starts.
        { name: 'WEBSITE_DISABLE_OVERLAPPED_RECYCLING', value: '1' }
      ])
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
    endpoint: 'https://${webApp.properties.defaultHostName}/api/messages'
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

// The Toolkit writes these into the environment file.
output BOT_ID string = identity.properties.clientId
output BOT_TENANT_ID string = identity.properties.tenantId
output BOT_PRINCIPAL_ID string = identity.properties.principalId
output BOT_DOMAIN string = webApp.properties.defaultHostName
output BOT_AZURE_APP_SERVICE_RESOURCE_ID string = webApp.id
