#!/bin/sh
# Lets frontend-maven-plugin use the node of this machine when it is new enough: links it and its npm to where the plugin would
# put its download ($1). Prints "true" when it did, so that the download is skipped, and "false" otherwise.
found=$(node -p 'const [a, b] = process.versions.node.split(".").map(Number); a > 20 || (a === 20 && b >= 19)' 2>/dev/null)
npm=$(readlink -f "$(command -v npm)" 2>/dev/null)
case "$npm" in
  */npm/bin/npm-cli.js) npm=${npm%/bin/npm-cli.js} ;;
  *) npm=$(npm root -g 2>/dev/null)/npm ;;
esac
if [ "$found" != true ] || [ ! -f "$npm/bin/npm-cli.js" ]; then
  echo false
  exit 0
fi
mkdir -p "$1/node_modules"
ln -sfn "$(node -p process.execPath)" "$1/node"
ln -sfn "$npm" "$1/node_modules/npm"
echo true
