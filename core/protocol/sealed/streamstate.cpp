// SPDX-License-Identifier: MIT
#include "core/protocol/sealed/streamstate.h"

#include <array>
#include <utility>

namespace sealcord::sealed {

namespace {

using enum StreamState;
using Row = std::array<std::optional<StreamState>, 5>; // by the state before, but for Gone

constexpr auto no = std::nullopt;

// clang-format off
constexpr std::array<Row, 6> rows{
    //  Opening  Offered  Open        EndedHere   EndedThere
    Row{no,      Open,    Open,       EndedHere,  no},         // SayWindow
    Row{no,      no,      Open,       no,         EndedThere}, // SayData
    Row{no,      no,      EndedHere,  no,         Gone},       // SayEnd
    Row{Open,    no,      Open,       EndedHere,  EndedThere}, // HearWindow
    Row{no,      no,      Open,       EndedHere,  no},         // HearData
    Row{no,      no,      EndedThere, Gone,       no},         // HearEnd
};
// clang-format on

} // namespace

std::optional<StreamState> after(StreamState state, StreamStep step)
{
    return state == Gone ? no : rows[std::to_underlying(step)][std::to_underlying(state)];
}

} // namespace sealcord::sealed
