# A PostgreSQL 15 and a Redis of Debian's in a temporary folder. Sourced by .ci/run; sets $debian_postgres and $debian_redis.
debian_bin=/usr/lib/postgresql/15/bin
debian_folder=''
debian_as=()

start_debian_stores() { # FOLDER
  local folder=$1/stores port redis_port
  mkdir -p "$folder"
  if [ "$(id -u)" -eq 0 ]; then # PostgreSQL does not run as root
    debian_as=(runuser -u postgres --)
    chown postgres "$folder"
  fi
  port=$(free_port)
  "${debian_as[@]}" "$debian_bin/initdb" -D "$folder/postgres" -U stepwell -A trust -E UTF8 --locale=C.UTF-8 >/dev/null
  "${debian_as[@]}" "$debian_bin/pg_ctl" start -s -w -D "$folder/postgres" -l "$folder/postgres.log" \
    -o "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c max_connections=200"
  debian_folder=$folder
  redis_port=$(free_port)
  redis-server --port "$redis_port" --bind 127.0.0.1 --daemonize yes --save '' --dir "$folder" --pidfile "$folder/redis.pid" >/dev/null
  debian_postgres="jdbc:postgresql://127.0.0.1:$port/postgres?user=stepwell"
  debian_redis=redis://127.0.0.1:$redis_port
}

stop_debian_stores() {
  [ -n "$debian_folder" ] || return 0
  "${debian_as[@]}" "$debian_bin/pg_ctl" stop -s -m fast -D "$debian_folder/postgres"
  kill "$(cat "$debian_folder/redis.pid")"
  debian_folder=''
}
