# Many at once: half of them in one PUT each, half by PATCH in chunks.

CROWD=64

crowd() {
  local relay
  head -c $((CROWD + MIDDLE / 20))M /dev/urandom >"$SCRATCH/random"
  for relay in java web; do
    serve --relay "$relay"
    check "$CROWD uploads of $((MIDDLE / 20)) MiB ($relay relay)" watched crowds
  done
  rm -f "$SCRATCH/random"
  end_registries
}

crowds() {
  local begin status=0
  begin=$(now)
  export -f uploads_one begin_upload absolute
  export REGISTRY SCRATCH MIDDLE
  seq $CROWD | xargs -P $CROWD -I{} bash -euc 'uploads_one {}' || status=$?
  echo "$(rate $((CROWD * (MIDDLE / 20))) $(($(now) - begin))) MB/s; $(memory)" >&3
  ((status == 0 && $(stored | wc -l) == CROWD))
}

uploads_one() { # NUMBER: from that MiB of the random file on
  local size=$((MIDDLE / 20 * 1048576)) url digest location
  bytes() { tail -c +$(($1 * 1048576 + 1)) "$SCRATCH/random" | head -c $size; }
  digest=sha256:$(bytes "$1" 2>/dev/null | sha256sum | cut -d' ' -f1)
  url=$(begin_upload "crowd/$1")
  if (($1 % 2)); then
    bytes "$1" 2>/dev/null | curl -fsS -o /dev/null -X PUT -H "Content-Length: $size" -H 'Transfer-Encoding:' -T - "$url&digest=$digest"
  else
    location=$(bytes "$1" 2>/dev/null | curl -fsS -o /dev/null -w '%header{location}' -X PATCH -H 'Expect:' -T - "$url")
    curl -fsS -o /dev/null -X PUT -H 'Content-Length: 0' "$(absolute "$location")&digest=$digest"
  fi
  curl -fsSI "http://$REGISTRY/v2/crowd/$1/blobs/$digest" | grep -iq "^content-length: $size"
}
