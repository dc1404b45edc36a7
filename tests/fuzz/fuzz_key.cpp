// SPDX-License-Identifier: MIT
// A key's forms: any text as a public key and as the PEM of a private one, or the forms of any 32
// bytes. One key has one text.
//
//     0       bit 0: what follows is text (0) or the bytes of a key (1)
//     1-      it
#include "core/crypto/keytext.h"
#include "core/crypto/privatekeypem.h"
#include "tests/fuzz/check.h"
#include "tests/fuzz/inputreader.h"

#include <algorithm>
#include <string_view>
#include <vector>

using namespace sealcord;
using namespace sealcord::fuzz;

namespace {

constexpr std::size_t textLength = 50;

std::string_view viewOf(std::span<const std::byte> bytes)
{
    return {reinterpret_cast<const char *>(bytes.data()), bytes.size()};
}

void readText(std::string_view text)
{
    const auto key = parsePublicKey(text);
    if (!key)
        return;
    require(isCanonical(*key), "a key that is read has its top bit clear");
    require(publicKeyText(*key) == text, "a key has one text");
    const auto fingerprint = keyFingerprint(*key);
    require(fingerprint.size() == textLength && fingerprint.starts_with("SHA256:"),
        "a key has a fingerprint");
}

void readPem(std::string_view text)
{
    const auto pair = keyPairFromPem(text);
    if (!pair) {
        require(!pair.error().text.empty(), "a person is told why");
        return;
    }
    const auto pem = toPem(*pair);
    require(pem.has_value(), "a key that was read can be written");
    const auto written = viewOf(pem->bytes());
    // White space may follow, and the last newline be missing.
    const auto line = written.substr(0, written.size() - 1);
    require(text.starts_with(line)
            && text.find_first_not_of(" \t\r\n", line.size()) == std::string_view::npos,
        "a private key has one form");
}

void writeAndRead(std::span<const std::byte> bytes)
{
    X25519KeyPair::PublicKey key{};
    std::ranges::copy(bytes.first(std::min(bytes.size(), key.size())), key.begin());
    const auto text = publicKeyText(key);
    require(text.size() == textLength, "a key's text has a fixed length");
    const auto read = parsePublicKey(text);
    require(read.has_value() == isCanonical(key), "a key is read when its top bit is clear");
    require(!read || *read == key, "what is read is what was written");

    Secret<X25519KeyPair::keyLength> scalar;
    std::ranges::copy(key, scalar.bytes().begin());
    const auto pair = X25519KeyPair::fromPrivateKey(std::move(scalar));
    require(pair.has_value(), "any 32 bytes are a private key");
    const auto pem = toPem(*pair);
    require(pem.has_value(), "a private key can be written");
    const auto again = keyPairFromPem(viewOf(pem->bytes()));
    require(again && again->publicKey() == pair->publicKey(), "and is the same when it is read");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    InputReader input(data, size);
    const auto options = input.byte();
    const auto rest = exactCopy(input.rest());
    if ((options & 1) != 0) {
        writeAndRead(rest);
        return 0;
    }
    readText(viewOf(rest));
    readPem(viewOf(rest));
    return 0;
}
