// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstdint>
#include <cstring>

/// What a client wants of the backend, in the first bytes of a connection: so one port, and one
/// service of a carrier, is enough for every load.
namespace sealcord::forward {

enum class Work : char {
    Echo = 'e', ///< every byte comes back
    Source = 'o', ///< `length` bytes come
    Sink = 'i', ///< `length` bytes are taken, then one byte comes
};

struct Request {
    Work work = Work::Echo;
    std::uint64_t length = 0; ///< bytes; unused by Echo
};

/// On the wire: the work, then the length as this machine stores it.
using RequestBytes = std::array<char, 1 + sizeof(std::uint64_t)>;

inline RequestBytes bytesOf(const Request &request)
{
    RequestBytes bytes{static_cast<char>(request.work)};
    std::memcpy(bytes.data() + 1, &request.length, sizeof request.length);
    return bytes;
}

inline Request requestFrom(const RequestBytes &bytes)
{
    Request request{.work = static_cast<Work>(bytes.front())};
    std::memcpy(&request.length, bytes.data() + 1, sizeof request.length);
    return request;
}

} // namespace sealcord::forward
