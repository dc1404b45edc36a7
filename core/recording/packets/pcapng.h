// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

#include <chrono>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>

/// The blocks of a capture file (draft-ietf-opsawg-pcapng), in the byte order of this machine, each
/// whole by itself: a file that ends behind any of them is valid.
namespace sealcord::pcapng {

/// Which way a packet went, seen from this program.
enum class Way { Unknown = 0, Inbound = 1, Outbound = 2 };

struct Packet {
    std::chrono::system_clock::time_point time; ///< from 1970 on
    std::span<const std::byte> bytes; ///< an IP packet
    std::string_view comment; ///< UTF-8; empty: none
    Way way = Way::Unknown;
};

/// Adds to \a out what a file begins with: who writes it, a \a comment for the whole file, and its
/// one interface, whose packets are IPv4 and IPv6 without a link layer, with times in nanoseconds.
void addHead(std::string &out, std::string_view application, std::string_view comment);

void addPacket(std::string &out, const Packet &packet);

/// Adds a \a comment to the interface, where no packet is there to have it.
void addComment(
    std::string &out, std::chrono::system_clock::time_point time, std::string_view comment);

} // namespace sealcord::pcapng
