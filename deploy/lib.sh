# What deploy/up, down and demo share. Sourced; expects $here to be the folder deploy/.
root=$(dirname "$here")
target=$here/standalone/target
jar=$target/stepwell.jar
built=$target/.built

fail() { # STATUS SENTENCE
  echo "$2" >&2
  exit "$1"
}

absolute() { # PATH: made whole, links followed, without needing to exist
  if [ -d "$1" ]; then (cd "$1" && pwd -P); else case "$1" in /*) echo "$1" ;; *) echo "$PWD/$1" ;; esac fi
}

running() { # FOLDER: whether the process that noted its number there still runs
  local pid
  pid=$(cat "$1/pid" 2>/dev/null) && [ -n "$pid" ] && kill -0 "$pid" 2>/dev/null && command_of "$pid" | grep -q 'stepwell\.jar'
}

command_of() { # PID
  if [ -r "/proc/$1/cmdline" ]; then tr '\0' ' ' <"/proc/$1/cmdline"; else ps -o command= -p "$1"; fi
}

# The folders started from this checkout, so that down and demo find them without being told.
folders=$root/.stepwell/started

remember() { # FOLDER
  # A checkout of somebody else's cannot be written to: then --data has to be told each time.
  mkdir -p "$folders" 2>/dev/null && [ -w "$folders" ] || return 0
  ln -sfn "$1" "$folders/$(echo "$1" | cksum | cut -d' ' -f1)"
  ln -sfn "$1" "$root/.stepwell/newest"
}

java_version() { # JAVA: its feature number, or nothing
  "$1" -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java\.specification\.version = \([0-9]*\)$/\1/p'
}

# Sets $java to the newest Java of at least 21 that this machine has; JAVA_HOME wins when it is new enough.
find_java() {
  local candidate version best=0
  java=''
  if [ -n "${JAVA_HOME:-}" ] && [ -x "$JAVA_HOME/bin/java" ]; then
    version=$(java_version "$JAVA_HOME/bin/java")
    if [ "${version:-0}" -ge 21 ]; then
      java=$JAVA_HOME/bin/java java_feature=$version
      return
    fi
  fi
  for candidate in "$(command -v java || true)" /usr/lib/jvm/*/bin/java /opt/*/bin/java "$HOME"/.sdkman/candidates/java/*/bin/java \
    "$HOME"/.jdks/*/bin/java /Library/Java/JavaVirtualMachines/*/Contents/Home/bin/java; do
    [ -x "$candidate" ] || continue
    version=$(java_version "$candidate")
    if [ "${version:-0}" -ge 21 ] && [ "$version" -gt "$best" ]; then
      best=$version java=$candidate
    fi
  done
  java_feature=$best
  [ -n "$java" ] || fail 1 "Stepwell needs Java 21 or later, and none was found in JAVA_HOME, on the PATH, in /usr/lib/jvm or in SDKMAN: install one, such as Temurin 25, or set JAVA_HOME."
}

# Builds when a source is newer than what was built.
build_when_needed() {
  local since=$jar newer what=deploy/standalone,deploy/sample,deploy/rig
  [ "$built" -nt "$jar" ] && since=$built
  if [ -f "$jar" ] && [ -d "$here/sample/target/lib" ] && [ -d "$here/rig/target/lib" ]; then
    newer=$(cd "$root" && find pom.xml */pom.xml */*/pom.xml proto/*/src/main execution-plane/*/src/main control-plane/src/main \
      api-gateway/src/main deploy/*/src/main web-console/src web-console/build web-console/*.json web-console/*.ts web-console/index.html \
      -type f -newer "$since" -print 2>/dev/null | head -n 1 || true)
    [ -n "$newer" ] || return 0
    echo "Building, because $newer changed ..."
  else
    echo "Building; the first time takes some minutes ..."
  fi
  command -v mvn >/dev/null || fail 1 "Building needs Maven (mvn) 3.8 or later on the PATH."
  local home
  home=$(dirname "$(dirname "$(readlink -f "$java")")")
  [ -x "$home/bin/javac" ] || fail 1 "Building needs a whole JDK, and $home has no javac."
  mkdir -p "$target"
  if ! (cd "$root" && JAVA_HOME=$home mvn -B -ntp -Dmaven.test.skip=true -DskipTests -Dspotless.check.skip=true -pl "$what" -am package) \
    >"$target/build.log" 2>&1; then
    grep -E '^\[ERROR\]' "$target/build.log" | grep -v 'npm warn' | head -n 20 >&2
    fail 1 "The build failed; all its messages are in $target/build.log."
  fi
  touch "$built"
}

# Sets $command to the Java process with the given options of the server.
java_command() {
  # Stacks are deep enough for JSON nested as deeply as any may be (1,000 levels); what is not used of them takes no memory.
  # Compiled code that is not used any more is looked for when there is little room left, and not by a collection of everything each 14 MB.
  local -a options=(-XX:+UseSerialGC -Xms48m -Xmx512m -Xss4m -XX:ReservedCodeCacheSize=96m -XX:SweeperThreshold=100
    -XX:+ExitOnOutOfMemoryError -Dio.netty.noUnsafe=false -Djava.awt.headless=true)
  [ "$java_feature" -lt 24 ] || options+=(--sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED)
  [ "$java_feature" -lt 25 ] || options+=(-XX:+UseCompactObjectHeaders)
  # Unpacked programs and cached classes lie in the build tree, or with the data when the tree is somebody else's.
  cache=$target/cache
  { mkdir -p "$cache" && [ -w "$cache" ]; } 2>/dev/null || { cache=$data/cache && mkdir -p "$cache"; }
  class_cache
  # shellcheck disable=SC2206  # words on purpose
  command=("$java" "${options[@]}" "${classes[@]}" ${STEPWELL_JAVA_OPTS:-} -jar "$jar" --data "$data" --cache "$cache" "$@")
}

# Sets $classes: options for the JDK's cache of loaded classes, made on this machine for exactly this JDK and these jars; and
# $recording: the cache that this start will leave behind when it ends.
class_cache() {
  local key file
  classes=() recording=''
  key=$({ readlink -f "$java"; "$java" -version 2>&1; ls -lL --time-style=full-iso "$jar" "$target"/lib/*.jar; } | cksum | cut -d' ' -f1)
  if [ "$java_feature" -lt 25 ]; then
    classes=(-XX:+AutoCreateSharedArchive -XX:SharedArchiveFile="$cache/classes-$key.jsa" -Xlog:cds=off)
    return
  fi
  file=$cache/classes-$key.aot
  if [ -f "$file" ]; then
    classes=(-XX:AOTCache="$file" -Xlog:aot=off -Xlog:cds=off)
  elif [ -z "$(find "$cache" -name "classes-$key.aot.config" -mmin -5)" ]; then # else it is being written
    find "$cache" -name 'classes-*' ! -name "classes-$key*" -delete
    classes=(-XX:AOTCacheOutput="$file" -Xlog:aot=off -Xlog:cds=off)
    recording=$file
  fi
}

# What a start that failed recorded is not worth keeping.
forget_recording() {
  [ -z "$recording" ] || rm -f "$recording" "$recording.config"
}

# Returns 0 when the server says it is ready; ends with its words when it ends first.
wait_until_ready() { # PID FOLDER
  local status=0
  while [ ! -f "$2/ready" ]; do
    if ! kill -0 "$1" 2>/dev/null; then
      wait "$1" || status=$?
      forget_recording
      grep -vE '^(Temporary AOT|Launching child process|Picked up JAVA_TOOL|Reading AOT|AOTCache creation|Removed temporary AOT)' "$2/output" >&2 || true
      [ "$status" -ne 3 ] || exit 0 # somebody else was quicker on this folder
      [ "$status" -ne 2 ] || exit 2 # the command line is wrong
      echo "The log is $2/stepwell.log unless --log said otherwise." >&2
      exit 1
    fi
    sleep 0.05
  done
  cat "$2/ready"
}
