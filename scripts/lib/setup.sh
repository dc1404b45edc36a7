# SPDX-License-Identifier: MIT
# shellcheck shell=bash
# Sourced by the scripts and by .ci/run: what the system must have, and the build.

root=$(readlink -f "$(dirname "${BASH_SOURCE[0]}")/../..") # cd would print it if CDPATH is set
cd "$root" || exit 1

# Read by the scripts that source this one.
# shellcheck disable=SC2034
build_packages=(g++ cmake ninja-build libssl-dev rapidjson-dev libncurses-dev)
build_packages+=(qt6-base-dev qt6-tools-dev qt6-l10n-tools)
build_packages+=(make) # GCC optimizes a program's parts beside each other by it, and warns without
# To show a window: what draws on Wayland too, the texts of Qt's own dialogs, and a text font with
# figures of one width and one of fixed pitch.
build_packages+=(qt6-qpa-plugins qt6-wayland qt6-translations-l10n fonts-dejavu-core)
[[ $(uname -m) != x86_64 ]] || build_packages+=(libipsec-mb-dev) # it is for x86 alone
# shellcheck disable=SC2034
test_packages=(python3 python3-cryptography python3-dissononce python3-jsonschema python3-pyte)
test_packages+=(tshark xvfb xauth)
test_packages+=(curl iperf3 iproute2 openssh-client redis-tools) # of services that are forwarded
# Those services. Debian starts them when it installs them, which nobody who only tests has asked for:
# for CI alone. Elsewhere their tests run where they are installed.
# shellcheck disable=SC2034
service_packages=(openssh-server postgresql redis-server)

say() { printf '%s\n' "$*"; }

fail() {
    printf '%s: %s\n' "${0##*/}" "$*" >&2
    exit 1
}

bad_usage() {
    printf '%s: %s (see --help)\n' "${0##*/}" "$*" >&2
    exit 2
}

is_debian() { command -v apt-get >/dev/null && command -v dpkg-query >/dev/null; }

list_for_other_systems() {
    cat >&2 <<'TXT'
This script installs packages on Debian and Ubuntu only. Here, please install:
  - a C++23 compiler: GCC 12 or Clang 19, or newer
  - CMake 3.25 or newer, and Ninja
  - OpenSSL 3, with its headers
  - RapidJSON (headers alone)
  - ncurses with wide characters, with its headers
  - on x86, if you like it faster: ipsec-mb 1.3 or newer, with its headers
  - Qt 6.4 or newer, with its headers: Core, DBus, Network, Widgets, Test, and the Linguist tools
  - to show windows: Qt's plugin for X11 or Wayland, Qt's translations, and a text font and one of
    fixed pitch, such as DejaVu
  - for the tests: bash, Python 3.11 or newer with its package "cryptography"
Then run this script again.
TXT
}

# Prints those of the named packages that are not installed for this machine's architecture. A
# package may be there for another one, alone or beside it.
missing_packages() {
    local native package
    native=$(dpkg --print-architecture)
    for package in "$@"; do
        dpkg-query -W -f='${Architecture} ${db:Status-Status}\n' "$package" 2>/dev/null |
            grep -xE "($native|all) installed" >/dev/null || printf '%s\n' "$package"
    done
}

# apt_get ARGUMENT...: as root, asks nothing, and is brief where nobody watches.
apt_get() {
    local command=(env DEBIAN_FRONTEND=noninteractive apt-get -o Dpkg::Use-Pty=0)
    [[ -t 1 ]] || command+=(-q)
    [[ $(id -u) -eq 0 ]] || command=(sudo "${command[@]}")
    "${command[@]}" "$@" </dev/null
}

# Fails unless all lists are there.
update_lists() { apt_get -o APT::Update::Error-Mode=any update; }

# apt_install OPTION...: installs what is ${missing[@]}.
apt_install() { apt_get "$@" install --yes --no-install-recommends "${missing[@]}"; }

install_debian_packages() {
    local missing has_all_lists=true
    mapfile -t missing < <(missing_packages "$@")
    ((${#missing[@]})) || return 0

    say "Installing: ${missing[*]}"
    [[ $(id -u) -eq 0 ]] || sudo true ||
        fail "as root, please run: apt-get install --no-install-recommends ${missing[*]}"
    # The lists may be missing, or so old that their packages are no longer there.
    apt_install --simulate >/dev/null 2>&1 || update_lists || has_all_lists=false
    ! apt_install || return 0
    if $has_all_lists; then
        update_lists || has_all_lists=false
        ! apt_install || return 0
    fi
    $has_all_lists || fail "the sources of Debian packages cannot all be reached:" \
        "connect this machine or correct /etc/apt, and run this again; missing: ${missing[*]}"
    apt_install --simulate >/dev/null 2>&1 ||
        fail "apt-get does not find all of these: ${missing[*]}." \
            "Sealcord needs Debian 12, Ubuntu 24.04, or newer"
    fail "apt-get could not install these, and says above why: ${missing[*]}"
}

# Elsewhere only what is cheap to see is looked for; CMake finds the rest, see configure().
look_for_tools() {
    local tool
    for tool in cmake ninja "${CXX:-c++}"; do
        command -v "$tool" >/dev/null || { list_for_other_systems; exit 1; }
    done
}

# at_least WANTED FOUND: whether version FOUND is not older than WANTED.
at_least() { printf '%s\n' "$1" "$2" | sort --version-sort --check=quiet; }

check_versions() {
    local cmake compiler gcc clang
    cmake=$(cmake --version | sed -n '1s/[^0-9]*//p')
    at_least 3.25 "$cmake" || fail "CMake $cmake is too old: 3.25 or newer is needed"

    compiler=${CXX:-c++}
    read -r gcc clang < <(echo '__GNUC__ __clang_major__' | "$compiler" -E -P -x c++ -)
    if [[ $clang != __clang_major__ ]]; then
        at_least 19 "$clang" || fail "Clang $clang is too old: 19 or newer is needed"
    else
        at_least 12 "$gcc" || fail "GCC $gcc is too old: 12 or newer is needed"
    fi
}

# need PACKAGE...: whatever is missing of these is installed, or the script ends with what to do.
need() {
    if is_debian; then
        install_debian_packages "$@"
    else
        look_for_tools
    fi
}

# configure PRESET [CMAKE-ARGUMENT...]
configure() {
    local preset=$1
    shift
    # Without this ccache keeps nothing that was compiled with precompiled headers. It is said in the
    # launcher, so that it holds however the build is started later.
    ! command -v ccache >/dev/null ||
        set -- "-DCMAKE_CXX_COMPILER_LAUNCHER=env;CCACHE_SLOPPINESS=pch_defines,time_macros;ccache" "$@"
    # In CI a warning is an error.
    [[ -z ${CI:-} ]] || set -- -DCMAKE_COMPILE_WARNING_AS_ERROR=ON "$@"
    # Debian's interpreter is the one that Debian's python3-cryptography belongs to.
    ! is_debian || set -- -DPython3_EXECUTABLE=/usr/bin/python3 "$@"
    cmake --preset "$preset" --no-warn-unused-cli "$@" && return
    is_debian || list_for_other_systems
    exit 1
}

build() { cmake --build --preset "$@"; }
