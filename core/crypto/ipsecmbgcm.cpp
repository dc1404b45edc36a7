// SPDX-License-Identifier: MIT
#include "core/crypto/ipsecmbgcm.h"

#include "core/crypto/octets.h"

#include <intel-ipsec-mb.h>

#include <array>
#include <new>
#include <string>

namespace sealcord {

// What we call of the library. These functions use their arguments and nothing of the manager that
// names them, so that any thread may call them and no manager (200 KB) is kept.
struct IpsecMbGcm::Library {
    std::string_view unavailable; // why there are no functions, where there are none
    aes_gcm_pre_t expandKey = nullptr;
    aes_gcm_enc_dec_t encrypt = nullptr;
    aes_gcm_enc_dec_t decrypt = nullptr;
    aes_gcm_init_t begin = nullptr;
    aes_gcm_enc_dec_update_t encryptPiece = nullptr;
    aes_gcm_enc_dec_finalize_t finishEncryption = nullptr;

    static Library load();
};

IpsecMbGcm::Library IpsecMbGcm::Library::load()
{
    struct FreeManager {
        void operator()(IMB_MGR *manager) const noexcept { free_mb_mgr(manager); }
    };
    constexpr auto wantedOfProcessor = IMB_FEATURE_AESNI | IMB_FEATURE_PCLMULQDQ;
    const std::unique_ptr<IMB_MGR, FreeManager> manager(alloc_mb_mgr(0));
    if (!manager)
        return {.unavailable = "found too little memory"};
    IMB_ARCH architecture = IMB_ARCH_NONE;
    init_mb_mgr_auto(manager.get(), &architecture);
    if (architecture == IMB_ARCH_NONE || (~manager->features & wantedOfProcessor) != 0)
        return {.unavailable = "needs a processor with AES-NI and PCLMULQDQ"};
    if ((manager->features & IMB_FEATURE_SELF_TEST_PASS) == 0)
        return {.unavailable = "failed its self-test"};
    // Without that it would leave round keys and key stream on the stack and in registers.
    if ((manager->features & IMB_FEATURE_SAFE_DATA) == 0)
        return {.unavailable = "was built without SAFE_DATA"};
    return {.unavailable = {},
        .expandKey = manager->gcm256_pre,
        .encrypt = manager->gcm256_enc,
        .decrypt = manager->gcm256_dec,
        .begin = manager->gcm256_init,
        .encryptPiece = manager->gcm256_enc_update,
        .finishEncryption = manager->gcm256_enc_finalize};
}

const IpsecMbGcm::Library &IpsecMbGcm::library()
{
    static const Library library = Library::load();
    return library;
}

// The library's own header forgets the alignment that the library was built with.
struct alignas(64) IpsecMbGcm::KeySchedule {
    gcm_key_data data;
};

void IpsecMbGcm::WipeSchedule::operator()(KeySchedule *schedule) const noexcept
{
    wipe(std::as_writable_bytes(std::span(schedule, 1)));
    delete schedule;
}

std::optional<std::string_view> IpsecMbGcm::whyUnavailable()
{
    return library().expandKey ? std::nullopt : std::optional(library().unavailable);
}

std::string_view IpsecMbGcm::libraryVersion()
{
    return imb_get_version_str();
}

std::expected<IpsecMbGcm, CryptoError> IpsecMbGcm::create(const Secret<GcmSizes::key> &key)
{
    const auto &loaded = library();
    if (!loaded.expandKey)
        return std::unexpected(CryptoError{"ipsec-mb " + std::string(loaded.unavailable)});
    Schedule schedule(new (std::nothrow) KeySchedule);
    if (!schedule)
        return std::unexpected(CryptoError{"preparing AES-256-GCM failed: out of memory"});
    loaded.expandKey(key.bytes().data(), &schedule->data);
    return IpsecMbGcm(loaded, std::move(schedule));
}

// The calls below report nothing: what they refuse (a null pointer, a length beyond the standard's)
// our types and Aead's limit rule out. The context needs no wiping after a call for a whole
// message: by then it holds the nonce, the counter and the length.

bool IpsecMbGcm::seal(std::span<const std::byte, GcmSizes::nonce> nonce,
    std::span<const std::byte> plaintext, std::span<std::byte> ciphertext,
    std::span<std::byte, GcmSizes::tag> tag, std::span<const std::byte> associated)
{
    gcm_context_data context;
    m_library->encrypt(&m_schedule->data, &context, octets(ciphertext.data()),
        octets(plaintext.data()), plaintext.size(), octets(nonce.data()), octets(associated.data()),
        associated.size(), octets(tag.data()), tag.size());
    return true;
}

bool IpsecMbGcm::sealTwo(std::span<const std::byte, GcmSizes::nonce> nonce,
    std::span<const std::byte> first, std::span<const std::byte> second,
    std::span<std::byte> ciphertext, std::span<std::byte, GcmSizes::tag> tag)
{
    gcm_context_data context;
    m_library->begin(&m_schedule->data, &context, octets(nonce.data()), nullptr, 0);
    m_library->encryptPiece(
        &m_schedule->data, &context, octets(ciphertext.data()), octets(first.data()), first.size());
    m_library->encryptPiece(&m_schedule->data, &context, octets(ciphertext.data() + first.size()),
        octets(second.data()), second.size());
    m_library->finishEncryption(&m_schedule->data, &context, octets(tag.data()), tag.size());
    wipe(std::as_writable_bytes(
        std::span(&context, 1))); // between two pieces it keeps a block of key stream
    return true;
}

bool IpsecMbGcm::open(std::span<const std::byte, GcmSizes::nonce> nonce,
    std::span<const std::byte> ciphertext, std::span<const std::byte, GcmSizes::tag> tag,
    std::span<std::byte> plaintext, std::span<const std::byte> associated)
{
    gcm_context_data context;
    std::array<std::byte, GcmSizes::tag> computed;
    m_library->decrypt(&m_schedule->data, &context, octets(plaintext.data()),
        octets(ciphertext.data()), ciphertext.size(), octets(nonce.data()),
        octets(associated.data()), associated.size(), octets(computed.data()), computed.size());
    // The library leaves the comparison to its caller, and the plaintext where it is.
    const bool opened = equalInConstantTime(computed, tag);
    if (!opened) {
        wipe(plaintext);
        wipe(computed); // the tag that would have verified
    }
    return opened;
}

} // namespace sealcord
