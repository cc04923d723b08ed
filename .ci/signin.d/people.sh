# Who there is: a user for each client with several tokens, and two organizations. Tokens are files, of which
# USER.KIND holds the text and USER.KIND.id what names it.

user() { echo "$1-$RUN"; } # CLIENT

SHOP=shop-$RUN # nobody's but the administrator's
TEAM=team-$RUN # every client's user reads it
KINDS=(all read write expired revoked)

LIFE_OF_EXPIRED=10 # seconds, in which it must be made and after which it is used

introduce() {
  local client image
  mkdir -p "$SECRETS"
  (umask 077; printf 'user = "admin:%s"\n' "$(<"$DATA/admin-token")" >"$SECRETS/admin.curl")
  cp "$DATA/admin-token" "$SECRETS/admin.all"
  CREDENTIALS=(-K "$SECRETS/admin.curl")
  : >"$SCRATCH/expected"
  for client in "${CLIENTS[@]}"; do makes_user "$(user "$client")"; done
  for client in reader writer; do makes_user "$(user $client)"; done
  api POST owners "{\"name\":\"$SHOP\",\"kind\":\"organization\"}"
  api POST owners "{\"name\":\"$TEAM\",\"kind\":\"organization\"}"
  for client in "${CLIENTS[@]}" reader; do api PUT "owners/$TEAM/members/$(user "$client")" '{"role":"read"}'; done
  api PUT "owners/$TEAM/members/$(user writer)" '{"role":"write"}'

  CONFIG_OF_SMALL=$("$CI_HOME/make-image" "$SCRATCH/small" v1 amd64 0.01 0.3)
  "$CI_HOME/make-image" "$SCRATCH/private" v1 amd64 0.1 >"$SCRATCH/log/make-image"
  check "crane pushes $SHOP/private" as crane admin all pushes crane admin "$SHOP/private:v1" "$SCRATCH/private"
  for image in "$SHOP"/{public,internal} "$TEAM"/app; do
    check "crane pushes $image" as crane admin all pushes crane admin "$image:v1" "$SCRATCH/small"
  done
  for image in public internal; do api PATCH "packages/$SHOP/$image" "{\"visibility\":\"$image\"}"; done
  until (($(date +%s) > EXPIRED_AT)); do sleep 0.5; done
}

api() { # METHOD PATH [JSON]: as the administrator
  curl -sS --fail-with-body "${CREDENTIALS[@]}" -X "$1" ${3:+-H 'content-type: application/json' -d "$3"} \
    -o "$SCRATCH/answer" "http://$REGISTRY/api/v1/$2" || { cat "$SCRATCH/answer" >&2; fail "$1 $2 failed"; }
}

makes_user() {
  local kind
  api POST owners "{\"name\":\"$1\",\"kind\":\"user\"}"
  for kind in "${KINDS[@]}"; do makes_token "$1" "$kind"; done
}

makes_token() { # USER KIND
  local scopes expires=
  case $2 in
    all | revoked) scopes='"read:packages","write:packages","delete:packages"' ;;
    read | expired) scopes='"read:packages"' ;;
    write) scopes='"write:packages"' ;;
  esac
  if [[ $2 == expired ]]; then
    EXPIRED_AT=$(($(date +%s) + LIFE_OF_EXPIRED))
    expires=",\"expiresAt\":\"$(date -u -d "@$EXPIRED_AT" +%FT%TZ)\""
  fi
  api POST tokens "{\"user\":\"$1\",\"name\":\"$2\",\"scopes\":[$scopes]$expires}"
  jq -j .token "$SCRATCH/answer" >"$SECRETS/$1.$2"
  jq -r .id "$SCRATCH/answer" >"$SECRETS/$1.$2.id"
}

revokes() { # USER KIND
  api DELETE "tokens/$(<"$SECRETS/$1.$2.id")"
}

bearer() { # USER KIND SCOPE...: prints the bearer token for these scopes
  local scope parameters=() file
  for scope in "${@:3}"; do parameters+=(--data-urlencode "scope=$scope"); done
  file=$(mktemp "$SECRETS/bearer.XXXXXX")
  curl -fsS -G -K <(printf 'user = "%s:%s"\n' "$1" "$(<"$SECRETS/$1.$2")") --data-urlencode "service=$REGISTRY" \
    "${parameters[@]}" "http://$REGISTRY/token" | jq -j .token >"$file"
  cat "$file"
}
