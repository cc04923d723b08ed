# What one client is let do, and what not.

DELETERS=' skopeo crane oras regctl '

# What a client must say, whatever else: that it is not signed in, that there is nothing, that it may not.
NOT_SIGNED_IN='unauthorized|401|authentication required|authorization failed'
NOT_FOUND='name unknown|NAME_UNKNOWN|not found|404|repository name not known'
NOT_ALLOWED='denied|403'

client_cases() { # CLIENT
  local c=$1 user app config
  user=$(user "$c") app=$(user "$c")/app:v1
  config=$("$CI_HOME/make-image" "$SCRATCH/image" v1 amd64 0.2 6)

  check "$c: pushes to its user's package" as "$c" "$user" all pushes "$c" "$user" "$app" "$SCRATCH/image"
  check "$c: pulls it" as "$c" "$user" all pulls "$c" "$app" "$config"
  [[ $c == ctr ]] || check "$c: signs out" signs_out "$c" "$user" all
  check "$c: signed out, pulls" refused "$NOT_SIGNED_IN" as "$c" "$user" all pulls_signed_out "$c" "$app"
  check "$c: a wrong password" refused "$NOT_SIGNED_IN" with_wrong_password "$c" "$user" "$app"

  check "$c: a token to read, pulls" as "$c" "$user" read pulls "$c" "$app" "$config"
  check "$c: a token to read, pushes" push_refused "$c" "$user" read "$user/other:v1"
  if [[ $DELETERS == *" $c "* ]]; then
    check "$c: a token not to delete, deletes" delete_refused "$c" "$user" write "$app"
  fi
  check "$c: an expired token" refused "$NOT_SIGNED_IN" as "$c" "$user" expired pull "$c" "$app"
  check "$c: a token before it is revoked" as "$c" "$user" revoked pulls "$c" "$app" "$config"
  revokes "$user" revoked
  check "$c: the token once revoked" refused "$NOT_SIGNED_IN" as "$c" "$user" revoked pull "$c" "$app"

  check "$c: nobody pulls a public package" as_nobody "$c" pulls "$c" "$SHOP/public:v1" "$CONFIG_OF_SMALL"
  check "$c: nobody pulls an internal one" refused "$NOT_SIGNED_IN" as_nobody "$c" pull "$c" "$SHOP/internal:v1"
  check "$c: nobody pulls a private one" refused "$NOT_SIGNED_IN" as_nobody "$c" pull "$c" "$SHOP/private:v1"
  check "$c: another user pulls an internal one" as "$c" "$user" read pulls "$c" "$SHOP/internal:v1" "$CONFIG_OF_SMALL"
  check "$c: another user pulls a private one" unknown_as_what_is_not "$c" "$user" "$SHOP/private:v1" "$SHOP/no-such:v1"
  check "$c: another user pushes" push_refused "$c" "$user" all "$SHOP/private:v2"

  if [[ $DELETERS == *" $c "* ]]; then
    check "$c: a token to delete, deletes" as "$c" "$user" all deletes_own "$c" "$user" "$app"
  fi
  rm -rf "$SCRATCH/image"
}

pushes() { # CLIENT USER NAME:TAG LAYOUT
  "push_$1" "$4" "$REGISTRY/$3"
  registry_digest "$REGISTRY/$3" >&3
  expect write-granted "$2" "${3%:*}"
}

pull() { # CLIENT NAME:TAG
  rm -rf "$SCRATCH/pulled"
  "pull_$1" "$REGISTRY/$2" "$SCRATCH/pulled"
}

pulls() { # CLIENT NAME:TAG CONFIG-DIGEST
  rm -rf "$SCRATCH/pulled"
  pull_and_compare "$1" "$REGISTRY/$2" "$3"
}

pulls_signed_out() { # CLIENT NAME:TAG
  "logout_$1"
  pull "$1" "$2"
}

with_wrong_password() { # CLIENT USER NAME:TAG: those that ask nobody when they sign in find out when they pull
  echo wrong >"$SECRETS/$2.wrong"
  as "$1" "$2" wrong pull "$1" "$3"
}

refused() { # PATTERN COMMAND...: the command must fail, and its output say why
  local said=$SCRATCH/said status
  set +e
  (set -e; "${@:2}") >"$said" 2>&1
  status=$?
  set -e
  cat "$said"
  ((status != 0)) || { echo "this was not refused"; return 1; }
  grep -Eiq "$1" "$said" || { echo "the message does not say $1"; return 1; }
  grep -Eio ".{0,40}($1).{0,100}" "$said" | tail -n 1 >&3
}

push_refused() { # CLIENT USER KIND NAME:TAG
  refused "$NOT_ALLOWED" as "$1" "$2" "$3" "push_$1" "$SCRATCH/small" "$REGISTRY/$4"
  expect write-refused "$2" "${4%:*}"
}

delete_refused() { # CLIENT USER KIND NAME:TAG
  refused "$NOT_ALLOWED" as "$1" "$2" "$3" "delete_$1" "$REGISTRY/$4"
  expect write-refused "$2" "${4%:*}"
}

deletes_own() { # CLIENT USER NAME:TAG
  deletes "$1" "$REGISTRY/$3"
  expect write-granted "$2" "${3%:*}"
}

unknown_as_what_is_not() { # CLIENT USER PRIVATE NONE: both are answered in the same words
  local name
  for name in "$3" "$4"; do
    refused "$NOT_FOUND" as "$1" "$2" read pull "$1" "$name"
    sed -E "s#${name%:*}#NAME#g; s#[0-9]{4}-[0-9-]+[T ][0-9:.]+(Z|[+-][0-9:]+)?##g" "$SCRATCH/said" >"$SCRATCH/said-${name##*/}"
  done
  diff "$SCRATCH/said-${3##*/}" "$SCRATCH/said-${4##*/}"
}
