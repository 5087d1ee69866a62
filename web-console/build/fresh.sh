#!/bin/sh
# Prints "true" when node_modules was installed from the lock file as it is now, so that `npm ci` may be skipped.
if [ -f node_modules/.package-lock.json ] && [ ! package-lock.json -nt node_modules/.package-lock.json ] &&
  [ ! package.json -nt node_modules/.package-lock.json ]; then
  echo true
else
  echo false
fi
