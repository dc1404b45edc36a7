// SPDX-License-Identifier: MIT
#include "core/crypto/hmac.h"

#include "core/crypto/octets.h"

#include <openssl/core_names.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/params.h>

#include <memory>

namespace sealcord {

namespace {

using Code = std::span<std::byte, hmacLength>;

struct FreeContext {
    void operator()(EVP_MAC_CTX *context) const noexcept { EVP_MAC_CTX_free(context); }
};
using Context = std::unique_ptr<EVP_MAC_CTX, FreeContext>;

// Null when it fails.
Context makeContext()
{
    // Fetched once per process, as in opensslgcm.cpp.
    static EVP_MAC *const algorithm = EVP_MAC_fetch(nullptr, "HMAC", nullptr);
    Context context(algorithm ? EVP_MAC_CTX_new(algorithm) : nullptr);
    std::array digest{'S', 'H', 'A', '2', '5', '6', '\0'};
    const std::array parameters{
        OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, digest.data(), 0),
        OSSL_PARAM_construct_end()};
    if (!context || EVP_MAC_CTX_set_params(context.get(), parameters.data()) != 1)
        return nullptr;
    return context;
}

// One use of the thread's context: one that is made anew costs as much as three short codes. Every
// call fails after one that failed.
class Hmac
{
public:
    Hmac()
    {
        if (!context())
            context() = makeContext();
        m_isWell = context() != nullptr;
    }
    // What OpenSSL keeps of the last key is overwritten with what another one leaves.
    ~Hmac()
    {
        static constexpr std::array<std::byte, hmacLength> noSecret{};
        if (m_isWell && !start(noSecret)) {
            discard();
            ERR_clear_error(); // what was asked for is there
        }
    }
    Hmac(const Hmac &) = delete;
    Hmac &operator=(const Hmac &) = delete;

    bool start(std::span<const std::byte> key)
    {
        return m_isWell = m_isWell
            && EVP_MAC_init(context().get(), octets(key.data()), key.size(), nullptr) == 1;
    }
    bool add(std::span<const std::byte> bytes)
    {
        return m_isWell = m_isWell
            && EVP_MAC_update(context().get(), octets(bytes.data()), bytes.size()) == 1;
    }
    bool finish(Code code)
    {
        std::size_t length = 0;
        return m_isWell = m_isWell
            && EVP_MAC_final(context().get(), octets(code.data()), &length, code.size()) == 1;
    }

    static void discard() noexcept { context().reset(); }

private:
    static Context &context() noexcept
    {
        thread_local Context context;
        return context;
    }

    bool m_isWell = false;
};

CryptoError failure()
{
    Hmac::discard(); // whatever state it is in: it may hold a key
    return takeOpenSslError("HMAC-SHA256");
}

} // namespace

std::expected<Secret<hmacLength>, CryptoError> hmacSha256(
    std::span<const std::byte> key, std::span<const std::byte> message)
{
    Secret<hmacLength> code;
    Hmac hmac;
    if (!hmac.start(key) || !hmac.add(message) || !hmac.finish(code.bytes()))
        return std::unexpected(failure());
    return code;
}

template <std::size_t Count>
std::expected<std::array<Secret<hmacLength>, Count>, CryptoError> noiseHkdf(
    std::span<const std::byte> chainingKey, std::span<const std::byte> input)
{
    std::array<Secret<hmacLength>, Count> outputs;
    Secret<hmacLength> key;
    Hmac hmac;
    bool isWell = hmac.start(chainingKey) && hmac.add(input) && hmac.finish(key.bytes());
    for (std::size_t i = 0; isWell && i < Count; ++i) {
        const std::array number{static_cast<std::byte>(i + 1)};
        isWell = hmac.start(key.bytes()) && (i == 0 || hmac.add(outputs[i - 1].bytes()))
            && hmac.add(number) && hmac.finish(outputs[i].bytes());
    }
    if (!isWell)
        return std::unexpected(failure());
    return outputs;
}

template std::expected<std::array<Secret<hmacLength>, 2>, CryptoError> noiseHkdf<2>(
    std::span<const std::byte>, std::span<const std::byte>);
template std::expected<std::array<Secret<hmacLength>, 3>, CryptoError> noiseHkdf<3>(
    std::span<const std::byte>, std::span<const std::byte>);

void releaseHmacThreadState() noexcept
{
    Hmac::discard();
}

} // namespace sealcord
