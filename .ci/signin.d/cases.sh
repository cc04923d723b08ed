# What one client is let do, and what not.

DELETERS=' skopeo crane oras regctl '

# What a client must say, whatever else: that it is not signed in, that there is nothing, that it may not.
NOT_SIGNED_IN='unauthorized|401|invalid username/password|no basic auth credentials'
NOT_FOUND='name unknown|NAME_UNKNOWN|not found'

# Some pass on what the registry says of a sign-in, and all but ctr what it says of a write.
of_sign_in() { case $1 in docker | crane | oras) echo "$2" ;; *) echo "$NOT_SIGNED_IN" ;; esac; } # CLIENT REASON
of_write() { case $1 in ctr) echo '403 Forbidden' ;; *) echo "denied: $2" ;; esac; }               # CLIENT REASON

NO_SCOPE='the token was made without the scope that this needs'
NO_ROLE='no role with such an owner'
LOW_ROLE='the role with the owner is not enough for this'

client_cases() { # CLIENT
  local c=$1 user app config
  user=$(user "$c") app=$(user "$c")/app:v1
  config=$("$CI_HOME/make-image" "$SCRATCH/image" v1 amd64 0.2 6)

  check "$c: pushes to its user's package" as "$c" "$user" all pushes "$c" "$user" "$app" "$SCRATCH/image"
  check "$c: pulls it" as "$c" "$user" all pulls "$c" "$app" "$config"
  [[ $c == ctr ]] || check "$c: signs out" signs_out "$c" "$user" all
  check "$c: signed out, pulls" refused "$NOT_SIGNED_IN" as "$c" "$user" all pulls_signed_out "$c" "$app"
  check "$c: a wrong password" refused "$(of_sign_in "$c" 'neither a personal access token')" with_wrong_password "$c" "$user" "$app"

  check "$c: a token to read, pulls" as "$c" "$user" read pulls "$c" "$app" "$config"
  check "$c: a token to read, pushes" push_refused "$NO_SCOPE" "$c" "$user" read "$user/other:v1"
  if [[ $DELETERS == *" $c "* ]]; then
    check "$c: a token not to delete, deletes" delete_refused "$NO_SCOPE" "$c" "$user" write "$app"
  fi
  check "$c: an expired token" refused "$(of_sign_in "$c" 'the token [0-9A-Za-z]+ expired on')" as "$c" "$user" expired pull "$c" "$app"
  check "$c: a token before it is revoked" as "$c" "$user" revoked pulls "$c" "$app" "$config"
  revokes "$user" revoked
  check "$c: the token once revoked" refused "$(of_sign_in "$c" 'the token is unknown, was revoked')" as "$c" "$user" revoked pull "$c" "$app"

  check "$c: nobody pulls a public package" as_nobody "$c" pulls "$c" "$SHOP/public:v1" "$CONFIG_OF_SMALL"
  check "$c: nobody pulls an internal one" refused "$NOT_SIGNED_IN" as_nobody "$c" pull "$c" "$SHOP/internal:v1"
  check "$c: nobody pulls a private one" refused "$NOT_SIGNED_IN" as_nobody "$c" pull "$c" "$SHOP/private:v1"
  check "$c: nobody pushes" refused "$NOT_SIGNED_IN" as_nobody "$c" pushes_for_nothing "$c" "$user/other:v1"
  check "$c: another user pulls an internal one" as "$c" "$user" read pulls "$c" "$SHOP/internal:v1" "$CONFIG_OF_SMALL"
  check "$c: another user pulls a private one" unknown_as_what_is_not "$c" "$user" "$SHOP/private:v1" "$SHOP/no-such:v1"
  check "$c: another user pushes" push_refused "$NO_ROLE" "$c" "$user" all "$SHOP/private:v1"

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

push_refused() { # REASON CLIENT USER KIND NAME:TAG [WHO]
  refused "$(of_write "$2" "$1")" as "$2" "$3" "$4" pushes_for_nothing "$2" "$5"
  expect write-refused "${6:-$3}" "${5%:*}"
}

pushes_for_nothing() { # CLIENT NAME:TAG: and forgets the image, which a client that succeeds does itself
  local status
  set +e
  (set -e; "push_$1" "$SCRATCH/small" "$REGISTRY/$2")
  status=$?
  set -e
  forget_images
  return "$status"
}

delete_refused() { # REASON CLIENT USER KIND NAME:TAG: which is then what it was
  local before
  before=$(registry_digest "$REGISTRY/$5")
  refused "$(of_write "$2" "$1")" as "$2" "$3" "$4" "tries_to_delete_$2" "$REGISTRY/$5"
  [[ $(registry_digest "$REGISTRY/$5") == "$before" ]]
  expect write-refused "$3" "${5%:*}"
}

tries_to_delete_skopeo() { delete_skopeo "$1"; }
tries_to_delete_crane() { delete_crane "$1"; }
tries_to_delete_oras() { delete_oras "$1"; }
# Its `tag rm`, once refused, puts an empty manifest under the tag, as it may, to delete that one instead.
tries_to_delete_regctl() { regctl manifest delete --force-tag-dereference "$1"; }

deletes_own() { # CLIENT USER NAME:TAG
  deletes "$1" "$REGISTRY/$3"
  expect write-granted "$2" "${3%:*}"
}

unknown_as_what_is_not() { # CLIENT USER PRIVATE NONE: both are answered in the same words
  local name
  for name in "$3" "$4"; do
    refused "$NOT_FOUND" as "$1" "$2" read pull "$1" "$name"
    sed -E "s#${name%:*}#NAME#g; s#[0-9]{4}[-/][0-9/-]+[T ][0-9:.]+(Z|[+-][0-9:]+)?##g" "$SCRATCH/said" >"$SCRATCH/said-${name##*/}"
  done
  diff "$SCRATCH/said-${3##*/}" "$SCRATCH/said-${4##*/}"
}
