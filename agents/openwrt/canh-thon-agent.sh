#!/bin/sh
# Canh Thôn agent for OpenWrt hotspots: once an interval it measures, and says so with mosquitto_pub. What cannot be
# sent is kept in a bounded file and sent later, marked as late. POSIX sh (BusyBox ash); settings: see README.md.
set -u
umask 077

CONF=${1:-/etc/canh-thon-agent.conf}
PORT=1883 INTERVAL=60 KEEP=1440 PATIENCE=20 RUN=/tmp/canh-thon CAFILE='' WAN=''
PING_HOST=1.1.1.1 DNS_NAME=openwrt.org LEASES=/tmp/dhcp.leases
say() { echo "canh-thon: $*" >&2; }
[ -r "$CONF" ] || { say "cannot read $CONF"; exit 1; }
. "$CONF"
# A claim code becomes ID and SECRET, once. What we are known by is kept first: a lost answer is asked for again.
if [ -z "${SECRET:-}" ] && [ -n "${CLAIM:-}" ]; then
  [ -n "${NONCE:-}" ] || { NONCE=$(cat /proc/sys/kernel/random/uuid); echo "NONCE=$NONCE" >>"$CONF"; }
  ask="{\"claimCode\":\"$CLAIM\",\"nonce\":\"$NONCE\"}"
  answer=$(wget -qO- --header 'content-type: application/json' --post-data "$ask" "${URL:-}/api/v1/claims") ||
    { say "the claim code was refused, or ${URL:-URL} cannot be reached"; exit 1; }
  ID=$(echo "$answer" | sed -n 's/.*"username":"\([^"]*\)".*/\1/p')
  SECRET=$(echo "$answer" | sed -n 's/.*"password":"\([^"]*\)".*/\1/p')
  printf '%s\n' "ID=$ID" "SECRET='$SECRET'" CLAIM= >>"$CONF"
fi
for name in HOST ID SECRET; do
  eval "[ -n \"\${$name:-}\" ]" || { say "$name is missing in $CONF"; exit 1; }
done

# mosquitto_pub reads this file: the secret never stands in a process's arguments or environment.
mkdir -p "$RUN" && chmod 700 "$RUN" || exit 1
printf '%s\n' "-h $HOST" "-p $PORT" "-i $ID" "-u $ID" "-P $SECRET" "-q 1" ${CAFILE:+"--cafile $CAFILE"} \
  >"$RUN/mosquitto_pub"
unset SECRET
BOOT=$(cat /proc/sys/kernel/random/boot_id)
SPOOL=$RUN/late NOW=$RUN/now PART=$RUN/part

# publish TOPIC FILE: one message a line; succeeds when the server has stored them all. Never waits longer than PATIENCE.
publish() {
  XDG_CONFIG_HOME=$RUN mosquitto_pub -t "v1/devices/$ID/$1" -l <"$2" >/dev/null 2>"$RUN/error" &
  client=$!
  (sleep "$PATIENCE"; kill "$client") >/dev/null 2>&1 &
  guard=$!
  wait "$client"; result=$?
  kill "$guard" 2>/dev/null
  return "$result"
}

flag() { if "$@" >/dev/null 2>&1; then echo true; else echo false; fi; }
has() { command -v "$1" >/dev/null 2>&1; }
# field NAME VALUE: nothing for a value that could not be measured
field() { [ -z "$2" ] || printf ',"%s":%s' "$1" "$2"; }
# Busy and total jiffies since the start.
jiffies() { awk '/^cpu /{for(i=2;i<=NF;i++)t+=$i; print t-$5-$6, t; exit}' /proc/stat; }
counter() { [ -z "$WAN" ] || cat "/sys/class/net/$WAN/statistics/$1" 2>/dev/null; }
clients() {
  if has iw; then
    for dev in $(iw dev | awk '$1=="Interface"{print $2}'); do iw dev "$dev" station dump; done | grep -c '^Station'
  elif [ -r "$LEASES" ]; then grep -c . "$LEASES"; fi
}

# measure: one heartbeat without its closing brace
measure() {
  up=$(cut -d. -f1 /proc/uptime)
  wan=$(flag awk '$2=="00000000"{found=1} END{exit !found}' /proc/net/route)
  [ -z "$WAN" ] || [ "$(cat "/sys/class/net/$WAN/carrier" 2>/dev/null)" = 1 ] || wan=false
  ping=$(ping -c 3 -W 2 "$PING_HOST" 2>/dev/null)
  loss=$(echo "$ping" | sed -n 's/.*[ ,]\([0-9.]*\)% packet loss.*/\1/p')
  latency=$(echo "$ping" | sed -n 's/.*= *[0-9.]*\/\([0-9.]*\)\/.*/\1/p')
  internet=false; [ -n "$latency" ] && internet=true
  dns=''; has nslookup && dns=$(flag nslookup "$DNS_NAME")
  set -- $(jiffies)
  cpu=$(echo "$1 $2 ${busy:-0} ${total:-0}" | awk '$2>$4{p=100*($1-$3)/($2-$4); printf "%d", (p<0 ? 0 : p>100 ? 100 : p)}')
  busy=$1 total=$2
  memory=$(awk '/^MemTotal/{t=$2} /^MemAvailable/{a=$2} END{if(t)printf "%d", 100*(t-a)/t}' /proc/meminfo)
  printf '{"bootId":"%s","seq":%s,"uptimeSeconds":%s,"sentAt":"%s"' "$BOOT" "$up" "$up" "$(date -u +%Y-%m-%dT%H:%M:%SZ)"
  field wanUp "$wan"; field internetOk "$internet"; field dnsOk "$dns"; field latencyMs "$latency"
  field lossPercent "$loss"; field clients "$(clients)"; field cpuPercent "$cpu"; field memoryPercent "$memory"
  field rxBytes "$(counter rx_bytes)"; field txBytes "$(counter tx_bytes)"
}

birth() {
  version=$(sed -n "s/^DISTRIB_RELEASE='\(.*\)'/\1/p" /etc/openwrt_release 2>/dev/null | tr -cd 'A-Za-z0-9._-')
  printf '{"bootId":"%s","firmware":"%s","intervalSeconds":%s}\n' "$BOOT" "${version:-unknown}" "$INTERVAL" >"$PART"
  publish birth "$PART"
}

# Twenty at a time, oldest first; what was not confirmed stays.
send_late() {
  while [ -s "$SPOOL" ]; do
    head -n 20 "$SPOOL" >"$PART"
    publish heartbeat "$PART" || return
    tail -n +21 "$SPOOL" >"$SPOOL.rest" && mv "$SPOOL.rest" "$SPOOL"
  done
}

born='' away=''
while :; do
  measure >"$RUN/beat"
  { cat "$RUN/beat"; echo '}'; } >"$NOW"
  [ -n "$born" ] || { birth && born=yes; }
  if [ -n "$born" ] && publish heartbeat "$NOW"; then
    [ -z "$away" ] || say 'connected again'
    away=''
    send_late
  else
    [ -n "$away" ] || say "cannot send: $(head -n 1 "$RUN/error")"
    born='' away=yes
    { cat "$RUN/beat"; echo ',"late":true}'; } >>"$SPOOL"
    tail -n "$KEEP" "$SPOOL" >"$SPOOL.rest" && mv "$SPOOL.rest" "$SPOOL"
  fi
  sleep "$INTERVAL"
done
