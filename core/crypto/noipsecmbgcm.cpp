// SPDX-License-Identifier: MIT
#include "core/crypto/ipsecmbgcm.h"

#include <utility>

// Stands in for ipsecmbgcm.cpp in a build without ipsec-mb.
namespace sealcord {

struct IpsecMbGcm::KeySchedule { };

void IpsecMbGcm::WipeSchedule::operator()(KeySchedule *schedule) const noexcept
{
    delete schedule;
}

std::optional<std::string_view> IpsecMbGcm::whyUnavailable()
{
    return "is not part of this build";
}

std::string_view IpsecMbGcm::libraryVersion()
{
    return {};
}

std::expected<IpsecMbGcm, CryptoError> IpsecMbGcm::create(const Secret<GcmSizes::key> &)
{
    return std::unexpected(CryptoError{"ipsec-mb is not part of this build"});
}

bool IpsecMbGcm::seal(std::span<const std::byte, GcmSizes::nonce>, std::span<const std::byte>,
    std::span<std::byte>, std::span<std::byte, GcmSizes::tag>, std::span<const std::byte>)
{
    std::unreachable(); // there is no object
}

bool IpsecMbGcm::sealTwo(std::span<const std::byte, GcmSizes::nonce>, std::span<const std::byte>,
    std::span<const std::byte>, std::span<std::byte>, std::span<std::byte, GcmSizes::tag>)
{
    std::unreachable();
}

bool IpsecMbGcm::open(std::span<const std::byte, GcmSizes::nonce>, std::span<const std::byte>,
    std::span<const std::byte, GcmSizes::tag>, std::span<std::byte>, std::span<const std::byte>)
{
    std::unreachable();
}

} // namespace sealcord
