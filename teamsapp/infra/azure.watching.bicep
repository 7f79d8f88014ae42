// Who watches the bot of azure.bicep: its log in Log Analytics, and an alert when it has not looked at the policies for a
// quarter of an hour, or for longer where it looks less often. The bot itself tells what it finds; that it finds nothing because nobody looks, somebody else must tell.

param name string
param location string
param environmentName string
param logDays int
param alertEmail string
param isWatching bool
param lookSeconds int

// As long as some looks take, of the lengths that Azure knows; the bot tells of them every five minutes at most.
var silentFor = lookSeconds <= 300 ? 'PT15M' : lookSeconds <= 1200 ? 'PT1H' : lookSeconds <= 7200 ? 'PT6H' : 'P2D'

resource workspace 'Microsoft.OperationalInsights/workspaces@2023-09-01' = {
  name: name
  location: location
  properties: {
    sku: { name: 'PerGB2018' }
    retentionInDays: logDays
    // Reading takes a role in Entra; keys of the workspace are no way in.
    features: { disableLocalAuth: true, enableLogAccessUsingOnlyResourcePermissions: true }
  }
}

resource environment 'Microsoft.App/managedEnvironments@2024-03-01' existing = {
  name: environmentName
}

resource log 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'log'
  scope: environment
  properties: {
    workspaceId: workspace.id
    logs: [
      { category: 'ContainerAppConsoleLogs', enabled: true }
      { category: 'ContainerAppSystemLogs', enabled: true }
    ]
  }
}

resource people 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: name
  location: 'global'
  properties: {
    groupShortName: 'bridgekeeper'
    enabled: true
    emailReceivers: [{ name: 'guards', emailAddress: alertEmail, useCommonAlertSchema: true }]
  }
}

// The bot says watch.looked at each look, or every five minutes, as long as its looks see all there is: not when they fail, not when they stop.
resource silence 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = {
  name: '${name}-silent-watcher'
  location: location
  properties: {
    displayName: 'Bridgekeeper does not watch the policies'
    description: 'No look of the last ${silentFor} saw all partners, so a change past the bot would not be found. npm run doctor says why.'
    severity: 1
    enabled: isWatching
    scopes: [workspace.id]
    evaluationFrequency: 'PT5M'
    windowSize: silentFor
    criteria: {
      allOf: [
        {
          query: 'ContainerAppConsoleLogs | where ContainerAppName == "${name}" | where Log has "watch.looked"'
          timeAggregation: 'Count'
          operator: 'LessThan'
          threshold: 1
          failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 }
        }
      ]
    }
    autoMitigate: true
    // The table is there from the first line on.
    skipQueryValidation: true
    actions: { actionGroups: [people.id] }
  }
}
