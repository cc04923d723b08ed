# Tags: four clients list the same ones, and each deletes its own.

tags() {
  local repository=$REGISTRY/$RUN/tags client
  for client in crane oras regctl skopeo; do
    "$CI_HOME/make-image" "$SCRATCH/image" v1 amd64 0.01 >"$SCRATCH/log/make-image"
    check "crane pushes the tag $client" push_crane "$SCRATCH/image" "$repository:$client"
    rm -rf "$SCRATCH/image"
  done
  for client in crane oras regctl skopeo; do
    check "tags -> $client" lists_all "$client" "$repository"
  done
  for client in crane oras regctl skopeo; do
    check "$client deletes its tag" deletes "$client" "$repository:$client"
  done
}

tags_crane() { crane ls --insecure "$1"; }
tags_oras() { oras repo tags --plain-http "$1"; }
tags_regctl() { regctl tag ls "$1"; }
tags_skopeo() { skopeo list-tags --tls-verify=false "docker://$1" | jq -r '.Tags[]'; }

lists_all() { # CLIENT REPOSITORY
  local got
  got=$("tags_$1" "$2" | sort | tr '\n' ' ')
  echo "got $got"
  [[ $got == "crane oras regctl skopeo " ]]
  echo "$got" >&3
}

delete_crane() { crane delete --insecure "$1"; }
delete_oras() { oras manifest delete --plain-http --force "$1"; }
delete_regctl() { regctl tag rm "$1"; }
delete_skopeo() { skopeo delete --tls-verify=false "docker://$1"; }

deletes() { # CLIENT REFERENCE
  "delete_$1" "$2"
  ! registry_digest "$2"
}
