// SPDX-License-Identifier: MIT
#pragma once

#include "core/crypto/cryptoerror.h"
#include "core/crypto/gcmsizes.h"
#include "core/crypto/secret.h"

#include <cstddef>
#include <expected>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <utility>

namespace sealcord {

/// What Aead promises, by Intel's ipsec-mb, with its direct calls for one buffer. In a build
/// without that library it is never available and create() always fails.
class IpsecMbGcm
{
public:
    /// See whyUnavailable() of an AeadEngine.
    [[nodiscard]] static std::optional<std::string_view> whyUnavailable();
    /// "1.3.0"; empty where it is not part of this build.
    [[nodiscard]] static std::string_view libraryVersion();

    [[nodiscard]] static std::expected<IpsecMbGcm, CryptoError> create(
        const Secret<GcmSizes::key> &key);

    [[nodiscard]] bool seal(std::span<const std::byte, GcmSizes::nonce> nonce,
        std::span<const std::byte> plaintext, std::span<std::byte> ciphertext,
        std::span<std::byte, GcmSizes::tag> tag, std::span<const std::byte> associated);
    /// Without copying anything, whatever the lengths.
    [[nodiscard]] bool sealTwo(std::span<const std::byte, GcmSizes::nonce> nonce,
        std::span<const std::byte> first, std::span<const std::byte> second,
        std::span<std::byte> ciphertext, std::span<std::byte, GcmSizes::tag> tag);
    [[nodiscard]] bool open(std::span<const std::byte, GcmSizes::nonce> nonce,
        std::span<const std::byte> ciphertext, std::span<const std::byte, GcmSizes::tag> tag,
        std::span<std::byte> plaintext, std::span<const std::byte> associated);

private:
    struct Library;
    struct KeySchedule;
    struct WipeSchedule {
        void operator()(KeySchedule *schedule) const noexcept;
    };
    using Schedule = std::unique_ptr<KeySchedule, WipeSchedule>;

    IpsecMbGcm(const Library &library, Schedule schedule)
        : m_library(&library)
        , m_schedule(std::move(schedule))
    { }

    static const Library &library();

    const Library *m_library;
    Schedule m_schedule;
};

} // namespace sealcord
