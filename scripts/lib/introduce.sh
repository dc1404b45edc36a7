# shellcheck shell=bash
# SPDX-License-Identifier: MIT
# Sourced by scripts that show a server and an agent of this machine to each other.

server_options=() # who the two are, and whom they know: set by introduce
agent_options=()

# key_of PROGRAM FOLDER: its public key. The private one is made the first time.
key_of() {
    local file=$2/$1.key
    [[ -e $file ]] || build/release/bin/sealcord key new "$1" --identity "$file" >/dev/null
    build/release/bin/sealcord key show "$1" --identity "$file"
}

# introduce FOLDER: each knows the other before they meet, with keys and lists in FOLDER, so that what
# one sees first is a verified connection.
# shellcheck disable=SC2034 # the options are for whoever sources this
introduce() {
    local server_key agent_key list=$1/authorized_agents
    mkdir -p "$1"
    server_key=$(key_of server "$1")
    agent_key=$(key_of agent "$1")
    server_options=(--identity "$1/server.key" --authorized-agents "$list")
    agent_options=(--identity "$1/agent.key" --server-key "$server_key")
    grep -qsF "$agent_key" "$list" ||
        build/release/bin/sealcord agents approve "$agent_key" --name demo "${server_options[@]}" >/dev/null
}
