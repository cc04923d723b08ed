# What goes wrong leaves nothing behind, and can be done again.

KILLS=${SLIPWAY_CI_KILLS:-4} # of each kind

faults() {
  local layout=$SCRATCH/middle
  "$CI_HOME/make-image" "$layout" v1 amd64 "$MIDDLE" >/dev/null
  serve
  check "curl, PUT with the wrong digest" wrong_digest_put "$layout"
  check "curl, PATCH with the wrong digest" wrong_digest_patch "$layout"
  check "the sweep after that" leftovers 0
  rm -rf "$layout"
  killed client skopeo java
  killed client ctr java
  killed client slipway java
  killed registry skopeo java
  killed relay skopeo web
  end_registries
}

wrong_digest_put() { # LAYOUT
  wrong_digest "$(curl -sS -o "$SCRATCH/answer" -w '%{http_code}' -T "$(layer_of "$1")" "$(begin_upload faults/put)&digest=$NO_DIGEST")"
}

wrong_digest_patch() { # LAYOUT
  local location
  location=$(curl -fsS -o /dev/null -w '%header{location}' -X PATCH -H 'Transfer-Encoding: chunked' -T "$(layer_of "$1")" "$(begin_upload faults/patch)")
  wrong_digest "$(curl -sS -o "$SCRATCH/answer" -w '%{http_code}' -X PUT -H 'Content-Length: 0' "$(absolute "$location")&digest=$NO_DIGEST")"
}

wrong_digest() { # STATUS
  cat "$SCRATCH/answer"
  [[ $1 == 400 ]]
  [[ $(curl -s -o /dev/null -w '%{http_code}' -I "http://$REGISTRY/v2/faults/put/blobs/$NO_DIGEST") == 404 ]]
  grep -oE 'BadDigest|DIGEST_INVALID' "$SCRATCH/answer" | head -n 1 >&3
}

# Each time at another moment of a push, evenly spread; then it is done again. Each image is new: what is known is not sent.
killed() { # WHO CLIENT RELAY
  local number whole port layout=$SCRATCH/middle
  serve --relay "$3"
  port=${REGISTRY#*:}
  "$CI_HOME/make-image" "$layout" v1 amd64 "$MIDDLE" >/dev/null
  pushes_in "$2" "$layout" "$REGISTRY/killed/first:v1" >"$SCRATCH/log/first" 2>&1
  whole=$(<"$SCRATCH/sent")
  for number in $(seq "$KILLS"); do
    rm -rf "$layout"
    "$CI_HOME/make-image" "$layout" v1 amd64 "$MIDDLE" >/dev/null
    check "$1 killed, $2, $((number * 100 / (KILLS + 1))) % of the way" \
      killed_at $((whole * number / (KILLS + 1))) "$1" "$2" "$3" "$layout" "$REGISTRY/killed/n$number:v1" "$port"
  done
  rm -rf "$layout"
  check "the sweep after that" leftovers $((2 * (KILLS + 1))) # a layer and a config each
}

killed_at() { # NANOSECONDS WHO CLIENT RELAY LAYOUT REFERENCE PORT
  local push got
  "load_$3" "$5" "$6"
  "send_$3" "$5" "$6" >"$SCRATCH/pushed" 2>&1 &
  push=$!
  sleep "$(awk -v ns="$1" 'BEGIN { print ns / 1e9 }')"
  case $2 in
    client) kill_tree $push ;;
    registry) kill -9 "$(service_pid slipway)"; service_stop slipway; serve_again "$7" --relay "$4" ;;
    relay) pkill -9 -P "$(service_pid slipway)" || true ;;
  esac
  wait $push && echo "the push went through" || echo "the push failed"
  if got=$(registry_digest "$6"); then
    [[ $got == "$(digest_of "$5")" ]]
    echo -n "was there, " >&3
  fi
  "send_$3" "$5" "$6"
  "drop_$3" "$6"
  got=$(pulls_in "$3" "$6")
  [[ $got == "$(digest_of "$5")" ]]
  echo "pushed again and pulled" >&3
}

kill_tree() { # PID: a shell and the client that it started
  local child
  for child in $(pgrep -P "$1"); do kill_tree "$child"; done
  kill -9 "$1" 2>/dev/null || true
}
