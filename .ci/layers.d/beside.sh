# The same work on Slipway and on docker-registry, in turns on the same disk; medians of the rounds.

ROUNDS=${SLIPWAY_CI_ROUNDS:-3}

beside() {
  local layout=$SCRATCH/middle round registry
  "$CI_HOME/make-image" "$layout" v1 amd64 "$MIDDLE" >/dev/null
  "$CI_HOME/make-image" "$SCRATCH/warm" v1 amd64 64 >/dev/null
  rm -f "$SCRATCH"/figures.*
  for round in $(seq $ROUNDS); do
    for registry in $( ((round % 2)) && echo slipway peer || echo peer slipway); do
      check "round $round on $registry" "works_on_$registry" "$layout"
    done
  done
  printf '%-12s %10s %16s %6s\n' MB/s slipway docker-registry ratio
  local what mine theirs
  for what in "ctr push" "ctr pull" "skopeo push" "skopeo pull" "slipway push" "slipway pull"; do
    mine=$(median "slipway $what") theirs=$(median "peer ${what/slipway/skopeo}")
    printf '%-12s %10s %16s %6s\n' "$what" "$mine" "$theirs" "$(awk -v a="$mine" -v b="$theirs" 'BEGIN { printf "%.2f", a / b }')"
  done
  echo "(docker-registry's figures beside slipway push and pull are skopeo's)"
  rm -rf "$layout" "$SCRATCH/warm"
  end_registries
}

works_on_slipway() { serve; works slipway "$1" ctr skopeo slipway; }
works_on_peer() { serve_peer; works peer "$1" ctr skopeo; }

works() { # REGISTRY LAYOUT CLIENT...
  local client got said=
  for client in "${@:3}"; do
    pushes_in "$client" "$SCRATCH/warm" "$REGISTRY/warm/$client:v1"
    pulls_in "$client" "$REGISTRY/warm/$client:v1"
    pushes_in "$client" "$2" "$REGISTRY/beside/$client:v1"
    got=$(pulls_in "$client" "$REGISTRY/beside/$client:v1")
    [[ $got == "$(digest_of "$2")" ]]
    rate "$MIDDLE" "$(<"$SCRATCH/sent")" >>"$SCRATCH/figures.$1 $client push"
    rate "$MIDDLE" "$(<"$SCRATCH/got")" >>"$SCRATCH/figures.$1 $client pull"
    echo >>"$SCRATCH/figures.$1 $client push"
    echo >>"$SCRATCH/figures.$1 $client pull"
    said+="$client $(tail -n 1 "$SCRATCH/figures.$1 $client push") and $(tail -n 1 "$SCRATCH/figures.$1 $client pull"), "
  done
  echo "${said%, } MB/s" >&3
}

median() { sort -n "$SCRATCH/figures.$1" | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; } # REGISTRY CLIENT WHAT
