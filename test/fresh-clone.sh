#!/usr/bin/env bash
# Proves the README's first commands on a fresh clone, with an empty home, cache and data folder.
# Usage: test/fresh-clone.sh [--with-demo] [--with-tests]; the last line is `N passed, N failed`.
# The times hold on a quiet machine; on one that works for others, PATIENCE=5 multiplies what is waited for.
set -uo pipefail
repository=$(cd "$(dirname "$0")/.." && pwd)
with_demo='' with_tests=''
for option in "$@"; do
  case $option in
    --with-demo) with_demo=1 ;;
    --with-tests) with_tests=1 ;;
    *) echo "unknown option $option"; exit 2 ;;
  esac
done

work=$(mktemp -d)
clone=$work/clone log=$work/log passed=0 failed=0 leader=''
mkdir "$work/home"
read -r http mqtt busy_mqtt pages < <(node -e '
  const { createServer } = require("net");
  const servers = Array.from({ length: 4 }, () => createServer().listen(0, "127.0.0.1"));
  Promise.all(servers.map((s) => new Promise((r) => s.on("listening", r)))).then(() => {
    console.log(servers.map((s) => s.address().port).join(" "));
    servers.forEach((s) => s.close());
  });')
api=http://127.0.0.1:$http/api/v1

clean_up() {
  [ -n "$leader" ] && kill -KILL -- "-$leader" 2>/dev/null
  for pid in $(ours); do kill -KILL "$pid" 2>/dev/null; done
  rm -rf "$work"
}
trap clean_up EXIT
trap 'exit 130' INT TERM

ok() { passed=$((passed + 1)); echo "ok    $1"; }
fail() { failed=$((failed + 1)); echo "FAIL  $1"; tail -n 15 "$log" | sed 's/^/      /'; }
check() { local what=$1; shift; if "$@"; then ok "$what"; else fail "$what"; fi; }
# Every process that works in our temporary folder: the product's, npm's and PostgreSQL's.
ours() {
  for link in /proc/[0-9]*/cwd; do
    case $(readlink "$link") in "$clone"*) p=${link#/proc/}; echo "${p%/cwd}" ;; esac
  done 2>/dev/null
}
servers() { for pid in $(ours); do grep -qsE 'standalone|run.mjs|postgres' "/proc/$pid/cmdline" && echo "$pid"; done; }
# In a session of its own, as from a terminal, so that Ctrl-C can be sent to the whole foreground group.
run() {
  : > "$log"
  (cd "$clone" && exec env --default-signal=INT -u npm_config_cache -u DATABASE_URL HOME="$work/home" \
    HTTP_PORT="$http" MQTT_PORT="$mqtt" HTTP_HOST=127.0.0.1 MQTT_HOST=127.0.0.1 setsid env "$@" < /dev/null >> "$log" 2>&1) &
  leader=$!
}
started() { # seconds allowed
  for _ in $(seq $(($1 * 4 * ${PATIENCE:-1}))); do
    curl -sf "http://127.0.0.1:$http/readyz" > /dev/null && grep -q 'is ready' "$log" && return 0
    kill -0 "$leader" 2>/dev/null || return 1
    sleep 0.25
  done
  return 1
}
ctrl_c() { kill -INT -- "-$leader"; wait "$leader"; local code=$?; leader=''; return $code; }
json() { node -p "JSON.parse(require('fs').readFileSync(0, 'utf8')).$1" 2>/dev/null; }
sign_in() {
  token=$(curl -s "$api/auth/login" -H 'Content-Type: application/json' \
    -d "{\"email\":\"admin@canhthon.local\",\"password\":\"$password\"}" | json accessToken)
  [ -n "$token" ] && [ "$token" != undefined ]
}
has_unit() { curl -s "$api/units?limit=100" -H "Authorization: Bearer $token" | grep -q 'Thôn Thử Nghiệm'; }
quiet() { sleep 0.5; [ -z "$(servers)" ]; }
git clone -q "$repository" "$clone" || exit 2

echo "--- npm start on a fresh clone"
run npm start
for _ in $(seq 2400); do [ -e "$clone/node_modules/.canh-thon-installed" ] && break; kill -0 "$leader" 2>/dev/null || break; sleep 0.25; done
began=$(date +%s)
check 'serves within 60 s after installation' started 60
echo "      $(($(date +%s) - began)) s"
[ "$failed" -eq 0 ] || { echo "$passed passed, $failed failed"; exit 1; }
check 'prints the password once' [ "$(grep -c 'mật khẩu' "$log")" = 1 ]
password=$(sed -n 's|.*mật khẩu: *\([^ ]*\).*|\1|p' "$log" | head -1)
check 'the password opens the door' sign_in
curl -s "$api/units" -H "Authorization: Bearer $token" -H 'Content-Type: application/json' \
  -d '{"kind":"village","name":"Thôn Thử Nghiệm"}' > /dev/null
check 'a unit is registered' has_unit
check 'the web page is served' grep -q '<div id="root"' <(curl -s "http://127.0.0.1:$http/")
check 'Ctrl-C ends it with exit code 0' ctrl_c
check 'nothing is left running' quiet

echo "--- again, with data"
run npm start
check 'serves within 30 s' started 30
check 'does not print the password again' [ "$(grep -c 'mật khẩu' "$log")" = 0 ]
check 'the password still opens the door' sign_in
check 'the unit is still there' has_unit

echo "--- a busy port"
first=$leader first_log=$log log=$work/second-log
run DATA_DIR="$work/other" MQTT_PORT="$busy_mqtt" npm start
refused() { for _ in $(seq $((120 * ${PATIENCE:-1}))); do kill -0 "$leader" 2>/dev/null || break; sleep 0.5; done; ! wait "$leader"; }
check 'a busy port is refused' refused
check 'in one sentence' [ "$(grep -c "Port $http (HTTP) is already in use" "$log")" = 1 ]
check 'without a stack' sh -c "! grep -qE '^ +at ' '$log'"
leader=$first log=$first_log

echo "--- kill -9"
postmaster=$(head -1 "$clone/data/postgres/cluster/postmaster.pid")
kill -KILL "$postmaster"
healed() {
  for _ in $(seq $((120 * ${PATIENCE:-1}))); do
    now=$(head -1 "$clone/data/postgres/cluster/postmaster.pid" 2>/dev/null)
    [ -n "$now" ] && [ "$now" != "$postmaster" ] && curl -sf "http://127.0.0.1:$http/readyz" > /dev/null && sign_in && return 0
    sleep 0.25
  done
  return 1
}
check 'a killed database is back within 30 s, the program lives' healed
app=$(pgrep -g "$leader" -f run.mjs | tail -1)
kill -KILL "$app"; wait "$leader" 2>/dev/null
run npm start
check 'after kill -9 of the program a new start heals' started 30
check 'and the unit is still there' eval 'sign_in && has_unit'
kill -KILL "$leader"; wait "$leader" 2>/dev/null
run npm start
check 'after kill -9 of npm a new start heals' started 30
for pid in $(servers); do kill -KILL "$pid" 2>/dev/null; done; wait "$leader" 2>/dev/null
run npm start
check 'after kill -9 of everything a new start heals' started 30
check 'and the unit is there' eval 'sign_in && has_unit'
check 'Ctrl-C ends it with exit code 0' ctrl_c
check 'nothing is left running' quiet

if [ -n "$with_demo" ]; then
  echo "--- npm run demo"
  run npm run demo -- --devices 60 --pages-port "$pages"
  demo_up() { for _ in $(seq $((480 * ${PATIENCE:-1}))); do grep -qi 'sign in as' "$log" && return 0; kill -0 "$leader" 2>/dev/null || return 1; sleep 0.25; done; return 1; }
  check 'prints ready logins' demo_up
  check 'does not touch ./data' [ ! -e "$clone/data/demo-credentials.jsonl" ]
  check 'keeps to ./data-demo' [ -d "$clone/data-demo" ]
  check 'Ctrl-C ends it with exit code 0' ctrl_c
  check 'nothing is left running' quiet
fi

if [ -n "$with_tests" ]; then
  echo "--- npm test"
  run npm test
  wait "$leader"; code=$?; leader=''
  tail -n 8 "$log"
  check 'all tests pass' [ "$code" = 0 ]
fi

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
