# How each client signs in, with the token on its standard input, and out. Its credentials are in a folder of its own.
# ctr keeps none: it is given them with every command.

login_docker() { docker login -u "$1" --password-stdin "$REGISTRY"; }
login_podman() { podman login --tls-verify=false -u "$1" --password-stdin "$REGISTRY"; }
login_buildah() { buildah login --tls-verify=false -u "$1" --password-stdin "$REGISTRY"; }
login_skopeo() { skopeo login --tls-verify=false -u "$1" --password-stdin "$REGISTRY"; }
login_ctr() { CTR_USER=$1:$(cat); }
login_crane() { crane auth login "$REGISTRY" -u "$1" --password-stdin; } # asks nobody
login_oras() { oras login --plain-http -u "$1" --password-stdin "$REGISTRY"; }
login_regctl() { regctl registry login "$REGISTRY" -u "$1" --pass-stdin; }

logout_docker() { docker logout "$REGISTRY"; }
logout_podman() { podman logout "$REGISTRY"; }
logout_buildah() { buildah logout "$REGISTRY"; }
logout_skopeo() { skopeo logout "$REGISTRY"; }
logout_ctr() { CTR_USER=; }
logout_crane() { crane auth logout "$REGISTRY"; }
logout_oras() { oras logout "$REGISTRY"; }
logout_regctl() { regctl registry logout "$REGISTRY"; }

as_nobody() { # CLIENT COMMAND...: without credentials
  local state=$SCRATCH/state/$1
  rm -rf "$state"
  mkdir -p "$state"
  keeps_state "$state"
  echo '{}' >"$REGISTRY_AUTH_FILE"
  CTR_USER=
  [[ $1 != regctl ]] || regctl registry set --skip-check --tls disabled "$REGISTRY"
  "${@:2}"
}

keeps_state() { export DOCKER_CONFIG=$1 REGISTRY_AUTH_FILE=$1/auth.json REGCTL_CONFIG=$1/regctl.json; } # FOLDER

as() { # CLIENT USER KIND COMMAND...: signed in with a user's token
  as_nobody "$1" "login_$1" "$2" <"$SECRETS/$2.$3"
  "${@:4}"
}

signs_out() { # CLIENT USER KIND: once signed in, with nothing left behind
  local text
  as "$1" "$2" "$3" kept "$1" "$2" "$3"
  "logout_$1"
  ! kept "$1" "$2" "$3"
}

kept() { # CLIENT USER KIND: whether the client has credentials, in the open or as for HTTP Basic
  local token
  token=$(<"$SECRETS/$2.$3")
  [[ $1 != ctr ]] || { [[ $CTR_USER == "$2:$token" ]]; return; }
  grep -rF -e "$2" -e "$token" -e "$(printf '%s:%s' "$2" "$token" | base64 -w0)" "$SCRATCH/state/$1"
}

forget_images() { # what refused pushes left with the two daemons, which outlive the run
  docker images -q "$REGISTRY/*/*" | sort -u | xargs -r docker rmi -f || true
  ctr images ls -q | sed -n "\\#^$REGISTRY/#p" | xargs -r ctr images rm --sync || true
} >/dev/null 2>&1
