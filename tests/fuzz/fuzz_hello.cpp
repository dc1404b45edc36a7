// SPDX-License-Identifier: MIT
// Any 128 bytes as what an end says of itself. What is taken and written again means the same.
#include "core/protocol/sealed/hello.h"
#include "core/protocol/utf8.h"
#include "tests/fuzz/check.h"
#include "tests/fuzz/inputreader.h"

#include <algorithm>
#include <array>

using namespace sealcord;
using namespace sealcord::fuzz;
using sealed::Hello;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    std::array<std::byte, Hello::length> bytes{};
    InputReader input(data, size);
    std::ranges::copy(input.take(bytes.size()), bytes.begin());
    const auto hello = sealed::decodeHello(bytes);
    if (!hello) {
        require(hello.error().reason == Failure::Reason::BadHello, "a bad hello is called that");
        return 0;
    }
    require(hello->largestMessage > 0, "an end takes a message of some length");
    require(
        hello->name.size() <= Hello::longestName && isUtf8(std::as_bytes(std::span(hello->name))),
        "a name is short and UTF-8");
    const auto again = sealed::decodeHello(sealed::encodeHello(hello->name, hello->largestMessage));
    require(again && again->name == hello->name && again->largestMessage == hello->largestMessage,
        "what is written again means the same");
    return 0;
}
