import { permissionsFor } from '../../src/graph/permissions.ts';

/**
 * What grants the bot its permissions at Microsoft Graph, made from the table in src/graph/permissions.ts. A managed identity
 * has no page for this. Each grants only what is not granted yet, so that it can be run again.
 */
export const SCRIPTS = { az: azure, powershell: powerShell } as const;

/** Microsoft Graph's own app id, in every tenant and cloud. */
export const GRAPH_APP_ID = '00000003-0000-0000-c000-000000000000';

/** One line for each name; what is optional, a fall-back or wanted by few is there, but not asked for. */
const lines = (line: (name: string, note: string) => string): string =>
  [
    ...permissionsFor('always').map((name) => line(name, '')),
    ...permissionsFor('optional').map((name) => line(name, 'optional')),
    ...permissionsFor('fallback').map((name) =>
      line(name, 'only where Microsoft Graph refuses the template without it'),
    ),
    ...permissionsFor('wanted').map((name) => line(name, 'only where reach shall tell what Entra itself counts')),
  ].join('\n');

function azure(): string {
  return `#!/usr/bin/env bash
# Grants the bot its application permissions at Microsoft Graph, with the Azure CLI (az login, as Privileged Role Administrator).
# Its one argument is the object id of the bot's service principal: of a managed identity its principal id; of an app
# registration the object id under Enterprise applications. Delete the # before what else you want.
set -euo pipefail
bot=\${1:?the object id of the service principal}
names=(
${lines((name, note) => (note === '' ? `  ${name}` : `  # ${name} # ${note}`))}
)
origin=$(az cloud show --query endpoints.microsoftGraphResourceId --output tsv)
assignments="\${origin%/}/v1.0/servicePrincipals/$bot/appRoleAssignments"
graph=$(az ad sp show --id ${GRAPH_APP_ID} --query id --output tsv)
held=$(az rest --method GET --url "$assignments" --query 'value[].appRoleId' --output tsv)
for name in "\${names[@]}"; do
  role=$(az ad sp show --id ${GRAPH_APP_ID} --query "appRoles[?value=='$name' && contains(allowedMemberTypes, 'Application')].id" --output tsv)
  if [ -z "$role" ]; then
    echo "Microsoft Graph has no $name here" >&2
    exit 1
  elif grep -qixF "$role" <<<"$held"; then
    echo "has      $name"
  else
    az rest --method POST --url "$assignments" --headers Content-Type=application/json --output none \\
      --body "{\\"principalId\\":\\"$bot\\",\\"resourceId\\":\\"$graph\\",\\"appRoleId\\":\\"$role\\"}"
    echo "granted  $name"
  fi
done`;
}

function powerShell(): string {
  return `$bot = 'BOT_PRINCIPAL_ID' # the object id of the bot's service principal
$names = @(
${lines((name, note) => (note === '' ? `  '${name}'` : `  # '${name}' # ${note}`))}
)
Connect-MgGraph -Scopes 'Application.Read.All', 'AppRoleAssignment.ReadWrite.All' # another cloud: -Environment USGov
$graph = Get-MgServicePrincipal -Filter "appId eq '${GRAPH_APP_ID}'"
$held = (Get-MgServicePrincipalAppRoleAssignment -ServicePrincipalId $bot -All).AppRoleId
foreach ($name in $names) {
  $role = $graph.AppRoles | Where-Object { $_.Value -eq $name -and $_.AllowedMemberTypes -contains 'Application' }
  if (-not $role) { throw "Microsoft Graph has no $name here" }
  if ($held -contains $role.Id) { continue }
  New-MgServicePrincipalAppRoleAssignment -ServicePrincipalId $bot -PrincipalId $bot -ResourceId $graph.Id -AppRoleId $role.Id
}`;
}
