# What the runner needs of a machine. Sourced by .ci/run.

# Installs Debian's packages for the commands that are missing; services they bring are not started.
install_packages() {
  local missing=()
  command -v mvn >/dev/null || missing+=(maven)
  command -v git >/dev/null || missing+=(git)
  command -v python3 >/dev/null && python3 -c 'import ensurepip, venv' 2>/dev/null || missing+=(python3 python3-venv)
  command -v redis-server >/dev/null || missing+=(redis-server)
  [ -x /usr/lib/postgresql/15/bin/initdb ] || missing+=(postgresql-15)
  [ -x /usr/sbin/pgbouncer ] || missing+=(pgbouncer)
  [ -f /usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1 ] || missing+=(libfaketime)
  [ -x /usr/bin/aws ] || missing+=(awscli)
  command -v chromium >/dev/null || missing+=(chromium)
  (find_java) >/dev/null 2>&1 || missing+=(openjdk-21-jdk-headless)
  [ ${#missing[@]} -gt 0 ] || return 0
  local as=()
  [ "$(id -u)" -eq 0 ] || as=(sudo)
  command -v apt-get >/dev/null || fail 1 "Missing here: ${missing[*]}; install them by this machine's own means."
  "${as[@]}" apt-get update -qq
  local package
  for package in "${missing[@]}"; do
    # One by one: a release of Debian without one of them (12 has no JDK 21) still gets the others.
    "${as[@]}" env RUNLEVEL=1 DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$package" >/dev/null ||
      echo "Not to be had here: $package"
  done
}

# A virtual environment with current AWS clients: Debian's do not know the newer actions.
make_python() { # FOLDER
  python3 -m venv "$1"
  "$1/bin/pip" install -q --disable-pip-version-check botocore boto3 awscli
}

free_port() {
  python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}
