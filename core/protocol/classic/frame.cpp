// SPDX-License-Identifier: MIT
#include "core/protocol/classic/frame.h"

#include "core/protocol/endian.h"

#include <cassert>
#include <cstring>

namespace sealcord::classic {

OpenedFrame openFrame(Aead &aead, std::span<std::byte> frame, ByteBuffer *into)
{
    assert(frame.size() >= Frame::overhead);
    const auto nonce = frame.subspan<Frame::nonceOffset, Aead::nonceLength>();
    const auto ciphertext = frame.subspan(Frame::ciphertextOffset, frame.size() - Frame::overhead);
    auto plaintext = ciphertext;
    if (into) {
        into->clear();
        plaintext = into->extend(ciphertext.size());
    }
    if (aead.open(nonce, ciphertext, frame.last<Aead::tagLength>(), plaintext))
        return {.isAuthentic = true, .plaintext = plaintext};
    if (into)
        into->clear();
    return {};
}

bool sealFrame(Aead &aead, std::span<const std::byte, Aead::nonceLength> nonce,
    std::span<const std::byte> plaintext, ByteBuffer &out)
{
    const auto before = out.size();
    const auto frame = out.extend(plaintext.size() + Frame::overhead);
    toBigEndian(static_cast<std::uint32_t>(plaintext.size() + Aead::tagLength),
        frame.first<Frame::lengthSize>());
    std::memcpy(frame.data() + Frame::nonceOffset, nonce.data(), nonce.size());
    const auto ciphertext = frame.subspan(Frame::ciphertextOffset, plaintext.size());
    if (aead.seal(nonce, plaintext, ciphertext, frame.last<Aead::tagLength>()))
        return true;
    out.truncate(before);
    return false;
}

} // namespace sealcord::classic
