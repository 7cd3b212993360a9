#!/usr/bin/env bash
# Walks through the demo: prints each request with the status of its answer, and ends with 1 at the first answer that is
# not the expected one. May be repeated against the same application: it waits for a worker that is still busy.
#
# usage: walkthrough.sh [base URL, http://localhost:8080 unless given]
set -euo pipefail

base=${1:-http://localhost:8080}
base=${base%/}
user="erlich-$$-$RANDOM"
answer=$(mktemp -d)
trap 'rm -rf "$answer"' EXIT

# expect STATUS METHOD PATH [JSON]: the answer's body is in $body afterwards, its headers in $headers. Sent by $login, if set.
expect() {
  local wanted=$1 method=$2 path=$3 json=${4-} status shown
  local options=(--silent --show-error --max-time 30 --path-as-is --request "$method" --dump-header "$answer/headers"
    --output "$answer/body" --write-out '%{http_code}')
  : >"$answer/body"
  if [[ -n ${login-} ]]; then
    options+=(--user "$login")
  fi
  if [[ -n $json ]]; then
    options+=(--header 'Content-Type: application/json' --data-binary @-)
  fi
  status=$(printf '%s' "$json" | curl "${options[@]}" "$base$path") || fail "no answer to $method $path"
  body=$(<"$answer/body")
  headers=$(tr -d '\r' <"$answer/headers")
  shown="$method $path${json:+ $json}"
  if ((${#shown} > 110)); then
    shown="${shown:0:110}…"
  fi
  printf '%s  %s\n' "$status" "$shown"
  if [[ $status != "$wanted" ]]; then
    fail "expected $wanted: $body"
  fi
  if [[ $status == [45]* && $status != 40[13] && $headers != *application/problem+json* ]]; then
    fail "expected a problem detail: $body"
  fi
}

# The last body contains this.
contains() {
  if [[ $body != *"$1"* ]]; then
    fail "expected $1 in: $body"
  fi
}

# The stream of changes has brought this.
streamed() {
  for ((i = 0; i < 100; i++)); do
    if grep --quiet --fixed-strings "$1" "$answer/changes"; then
      return
    fi
    sleep 0.1
  done
  fail "expected $1 in the stream: $(<"$answer/changes")"
}

# A projection has brought this, soon after it was stored.
projected() {
  for ((i = 0; i < 100; i++)); do
    body=$(curl --silent --show-error --max-time 30 "$base$1") || fail "no answer to GET $1"
    if [[ $body == *"$2"* ]]; then
      printf '200  GET %s\n' "$1"
      return
    fi
    sleep 0.1
  done
  fail "expected $2 in: $body"
}

# The path in the last Location.
location() {
  local uri
  uri=$(sed -nE 's/^[Ll]ocation: *//p' <<<"$headers")
  if [[ -z $uri ]]; then
    fail "expected a Location among: $headers"
  fi
  printf '%s' "${uri#"$base"}"
}

fail() {
  printf 'FAIL %s\n' "$*" >&2
  exit 1
}

# Waits until the worker has handled all that it was sent, by whomever.
drained() {
  local depth
  for ((i = 0; i < 240; i++)); do
    body=$(curl --silent --show-error --max-time 30 "$base/actuator/metrics/nact.mailbox.depth?tag=actor:worker") ||
      fail "no answer about the worker's mailbox"
    depth=$(metric VALUE)
    if [[ $depth == 0 ]]; then
      return
    fi
    if ((i == 0)); then
      echo "     waits for the worker, to which ${depth:-?} messages have been sent"
    fi
    sleep 0.5
  done
  fail "the worker is still busy after two minutes: $body"
}

# The sum of a meter's statistic for one actor, as a whole number.
metric() {
  sed -nE "s/.*\"statistic\":\"$1\",\"value\":([0-9]+).*/\1/p" <<<"$body"
}

echo "# a greeter"
expect 200 GET "/hello/$user"
contains "Hello $user, time 1"
expect 200 GET "/hello/$user"
contains "Hello $user, time 2"
expect 200 GET "/hello/john%20doe"

echo "# contacts of a user"
expect 200 GET "/api/$user/contacts"
contains "[]"
expect 201 POST "/api/$user/contacts" '{"name": "Dinesh", "email": "dinesh@piedpiper.example"}'
contact=$(location)
expect 200 GET "$contact"
contains '"Dinesh"'
expect 200 PATCH "$contact" '{"email": "dinesh@pakistanidenzel.example"}'
contains '"Dinesh"'
contains 'pakistanidenzel'
expect 200 GET "/api/$user/contacts"
contains 'pakistanidenzel'
expect 204 DELETE "$contact"
expect 404 GET "$contact"
expect 404 PATCH "$contact" '{"name": "Nobody"}'
expect 404 DELETE "$contact"

echo "# contacts outlive the application: those of earlier walks are still there"
expect 200 GET "/api/walks/contacts"
echo "     $(grep --only-matching '"id"' <<<"$body" | wc -l) walks before this one"
expect 201 POST "/api/walks/contacts" "{\"name\": \"$user\"}"
expect 200 GET "/api/walks/contacts"
contains "$user"

echo "# a wallet: a transfer with an id is booked once, and nobody is in debt"
salary='{"cents": 1000, "transferId": "salary"}'
expect 200 POST "/api/$user/wallet/deposits" "$salary"
contains '"BOOKED"'
expect 200 POST "/api/$user/wallet/deposits" "$salary"
contains '"ALREADY_BOOKED"'
expect 200 POST "/api/$user/wallet/withdrawals" '{"cents": 300}'
expect 409 POST "/api/$user/wallet/withdrawals" '{"cents": 1000}'
contains "Insufficient funds"
expect 400 POST "/api/$user/wallet/deposits" '{"cents": -1}'
expect 200 GET "/api/$user/wallet"
contains '"cents":700'
projected "/api/$user/wallet/transactions" '"cents":-300'
expect 200 GET "/actuator/nactprojections/transactions"
contains '"state":"running"'

echo "# contacts as they change"
curl --silent --no-buffer --max-time 60 "$base/api/$user/contacts/changes" >"$answer/changes" &
listener=$!
streamed 'data:[]'
expect 201 POST "/api/$user/contacts" '{"name": "Gilfoyle"}'
streamed '"Gilfoyle"'
echo "     the stream has brought: $(grep Gilfoyle "$answer/changes")"
kill "$listener"

echo "# any string is a user"
for odd in "john%20doe-$user" "%C3%BC-$user" "%F0%9F%A6%84-$user"; do
  expect 201 POST "/api/$odd/contacts" '{"name": "Friend"}'
  expect 200 GET "$(location)"
  contains '"Friend"'
done
expect 201 POST "/api/contacts" "{\"user\": \"../..\", \"name\": \"Friend of $user\"}"
expect 200 GET "$(location)"
contains "Friend of $user"
long=$(printf '%010000d' 0)
expect 201 POST "/api/contacts" "{\"user\": \"$long\", \"name\": \"Friend of $user\"}"
expect 200 POST "/api/contacts/search" "{\"user\": \"$long\"}"
contains "Friend of $user"

echo "# bad input"
expect 400 POST "/api/$user/contacts" '{"name": "  "}'
expect 400 POST "/api/$user/contacts" '{"name": "Dinesh", "email": "nowhere"}'
expect 400 POST "/api/$user/contacts" '{"name": 42}'
expect 400 POST "/api/$user/contacts" '{"name": '
expect 400 GET "/api/$user/contacts/first"
expect 404 GET "/nothing/here"

echo "# a shop: told after the commit, validated before it is sent, refilled by a clerk only"
expect 200 GET "/shop/stock"
pieces=$(sed -nE 's/.*"pieces":(-?[0-9]+).*/\1/p' <<<"$body")
expect 200 POST "/shop/orders?pieces=3"
expect 409 POST "/shop/orders?pieces=5&fail=true"
contains "rolled back"
expect 400 POST "/shop/orders?pieces=0"
expect 200 GET "/shop/stock"
contains "\"pieces\":$((pieces - 3))"
expect 401 POST "/shop/stock/refill?pieces=3"
login=guest:guest expect 403 POST "/shop/stock/refill?pieces=3"
login=clerk:clerk expect 200 POST "/shop/stock/refill?pieces=3"
contains '"refilledBy":"clerk"'

echo "# a handler that throws answers with its own message, and goes on"
expect 500 GET "/demo/fail?message=the%20flux%20is%20off"
contains "the flux is off"
expect 200 GET "/demo/failures"

echo "# an actor that is too slow"
drained
expect 200 POST "/demo/slow?millis=100"
expect 200 POST "/demo/slow?millis=100&blocking=true"
expect 504 POST "/demo/slow?millis=2500"

echo "# what can be seen"
expect 202 POST "/demo/flood?messages=1000&millis=1"
expect 200 GET "/actuator/metrics/nact.mailbox.depth?tag=actor:worker"
depth=$(metric VALUE)
((${depth:-0} > 0)) || fail "expected messages in the mailbox: $body"
echo "     $depth messages wait for the worker"
expect 200 GET "/actuator/metrics/nact.processing.latency?tag=actor:greeter"
((${#body} > 0 && $(metric COUNT) > 0)) || fail "expected turns of the greeter: $body"
expect 200 GET "/actuator/prometheus"
contains "nact_mailbox_depth"
contains "nact_processing_latency_seconds"
expect 200 GET "/actuator/health"
contains '"UP"'
drained

echo "all as expected"
