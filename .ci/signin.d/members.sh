# The roles of an organization's members, by two clients.

members() {
  local client reader writer config
  reader=$(user reader) writer=$(user writer)
  config=$CONFIG_OF_SMALL
  for client in podman crane; do
    check "$client: a member to read pulls" as "$client" "$reader" all pulls "$client" "$TEAM/app:v1" "$config"
    check "$client: a member to read pushes" push_refused "$LOW_ROLE" "$client" "$reader" all "$TEAM/$client:v1"
    check "$client: a member to write pushes" as "$client" "$writer" all pushes "$client" "$writer" "$TEAM/$client:v1" "$SCRATCH/small"
    check "$client: a member to write pulls" as "$client" "$writer" all pulls "$client" "$TEAM/$client:v1" "$config"
  done
  check "crane: a member to write deletes" delete_refused "$LOW_ROLE" crane "$writer" all "$TEAM/crane:v1"
}

# Whoever guesses is told to wait; who knows the token is let in meanwhile.
guesses() {
  local user
  user=$(user writer)
  (($(date +%s) % 300 < 280)) || sleep 20 # they are counted anew every five minutes
  check "curl: ten wrong passwords" ten_guesses "$user"
  check "curl: the eleventh wrong password" check_status 429 -u "$user:guessed" "http://$REGISTRY/token"
  check "docker: the twelfth" refused 'too many sign-ins failed' with_wrong_password docker "$user" "$TEAM/app:v1"
  check "docker: the right one after that" as docker "$user" all pulls docker "$TEAM/app:v1" "$CONFIG_OF_SMALL"
}

ten_guesses() { # USER
  for _ in {1..10}; do check_status 401 -u "$1:guessed" "http://$REGISTRY/token"; done
}

check_status() { # STATUS ARGUMENT...: of curl
  local status
  status=$(curl -sS -o /dev/null -w '%{http_code}' "${@:2}")
  echo "wanted $1, got $status"
  [[ $status == "$1" ]]
}
