// The database of azure.bicep: a PostgreSQL flexible server that takes tokens of Entra and no password, and that is reached
// by an address of its own in the bot's network.
//
// The bot's role in it is made by the server's administrator, once (docs/deploy.md). It is an ordinary one: it makes its own
// tables, and takes from itself what it need not do with them.

param name string
param location string
param sku { name: string, tier: string }
param highAvailability string
param subnetId string
param networkId string
param administratorId string
param administratorName string
param administratorType string

@description('The public address that is let in to make the bot’s role; empty: none, and the server has no public address.')
param administratorAddress string

// Where Azure looks for the private address of such a server, in each of its clouds.
var zoneNames = {
  AzureCloud: 'privatelink.postgres.database.azure.com'
  AzureUSGovernment: 'privatelink.postgres.database.usgovcloudapi.net'
  AzureChinaCloud: 'privatelink.postgres.database.chinacloudapi.cn'
}

resource server 'Microsoft.DBforPostgreSQL/flexibleServers@2024-08-01' = {
  name: name
  location: location
  sku: sku
  properties: {
    version: '17'
    authConfig: { activeDirectoryAuth: 'Enabled', passwordAuth: 'Disabled', tenantId: tenant().tenantId }
    storage: { storageSizeGB: 32, autoGrow: 'Enabled' }
    // Azure's own backups, to any moment of that time. docs/operate.md has the bot's own beside them.
    backup: { backupRetentionDays: 35, geoRedundantBackup: 'Disabled' }
    highAvailability: { mode: highAvailability }
    network: { publicNetworkAccess: administratorAddress == '' ? 'Disabled' : 'Enabled' }
  }
}

resource administrator 'Microsoft.DBforPostgreSQL/flexibleServers/administrators@2024-08-01' = {
  parent: server
  name: administratorId
  properties: {
    principalName: administratorName
    principalType: administratorType
    tenantId: tenant().tenantId
  }
}

resource bridgekeeper 'Microsoft.DBforPostgreSQL/flexibleServers/databases@2024-08-01' = {
  parent: server
  name: 'bridgekeeper'
  properties: { charset: 'UTF8', collation: 'en_US.utf8' }
  // The server does one thing at a time.
  dependsOn: [administrator]
}

resource letIn 'Microsoft.DBforPostgreSQL/flexibleServers/firewallRules@2024-08-01' = if (administratorAddress != '') {
  parent: server
  name: 'administrator'
  properties: { startIpAddress: administratorAddress, endIpAddress: administratorAddress }
  dependsOn: [bridgekeeper]
}

resource zone 'Microsoft.Network/privateDnsZones@2020-06-01' = {
  name: zoneNames[environment().name]
  location: 'global'
}

resource zoneInNetwork 'Microsoft.Network/privateDnsZones/virtualNetworkLinks@2020-06-01' = {
  parent: zone
  name: name
  location: 'global'
  properties: { virtualNetwork: { id: networkId }, registrationEnabled: false }
}

resource endpoint 'Microsoft.Network/privateEndpoints@2024-01-01' = {
  name: '${name}-database'
  location: location
  properties: {
    subnet: { id: subnetId }
    privateLinkServiceConnections: [
      { name: 'database', properties: { privateLinkServiceId: server.id, groupIds: ['postgresqlServer'] } }
    ]
  }
  dependsOn: [bridgekeeper]
}

resource endpointInZone 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups@2024-01-01' = {
  parent: endpoint
  name: 'default'
  properties: {
    privateDnsZoneConfigs: [{ name: 'postgres', properties: { privateDnsZoneId: zone.id } }]
  }
}

output host string = server.properties.fullyQualifiedDomainName
output database string = bridgekeeper.name
