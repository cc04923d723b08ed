# The roles of an organization's members, by two clients.

members() {
  local client reader writer config
  reader=$(user reader) writer=$(user writer)
  config=$CONFIG_OF_SMALL
  for client in podman crane; do
    check "$client: a member to read pulls" as "$client" "$reader" all pulls "$client" "$TEAM/app:v1" "$config"
    check "$client: a member to read pushes" push_refused "$client" "$reader" all "$TEAM/$client:v1"
    check "$client: a member to write pushes" as "$client" "$writer" all pushes "$client" "$writer" "$TEAM/$client:v1" "$SCRATCH/small"
    check "$client: a member to write pulls" as "$client" "$writer" all pulls "$client" "$TEAM/$client:v1" "$config"
  done
  check "crane: a member to write deletes" delete_refused crane "$writer" all "$TEAM/crane:v1"
}
