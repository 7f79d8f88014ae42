#!/bin/sh
# Runs a command as the bot runs: its account, its settings as systemd reads them, its folder. As root, in any folder:
#
#   sh deploy/as-bot.sh npm run doctor
#   sh deploy/as-bot.sh STORE=sqlite:/backup/copy.db npm run journal -- verify
#
# A shell that read the file of settings itself would read another store: to it, & ends a value and $ begins a name. Paths are
# to be whole ones. Exit code: that of the command.
set -eu
[ $# -gt 0 ] || {
  printf '%s\n' 'Use: sh deploy/as-bot.sh COMMAND, such as npm run doctor' >&2
  exit 2
}
exec systemd-run --pipe --wait --collect --quiet \
  --property=User=bridgekeeper --property=Group=bridgekeeper --property=UMask=0077 \
  --property=WorkingDirectory=/opt/bridgekeeper --property=EnvironmentFile=/etc/bridgekeeper/bridgekeeper.env \
  --setenv=NODE_ENV=production --setenv=npm_config_logs_max=0 --setenv=npm_config_update_notifier=false \
  -- /usr/bin/env "$@"
