// SPDX-License-Identifier: MIT
#include "tests/benchmarks/floor/symmetricstate.h"

#include "tests/benchmarks/floor/nonce.h"

#include <openssl/evp.h>

#include <algorithm>
#include <cstdlib>
#include <initializer_list>
#include <string_view>

namespace sealcord::floor {

namespace {

using Bytes = SymmetricState::Bytes;

void require(bool holds)
{
    if (!holds)
        std::abort();
}

Key sha256(std::initializer_list<Bytes> pieces)
{
    static EVP_MD *const algorithm = EVP_MD_fetch(nullptr, "SHA256", nullptr);
    static EVP_MD_CTX *const context = EVP_MD_CTX_new();
    Key digest;
    require(EVP_DigestInit_ex2(context, algorithm, nullptr) == 1);
    for (const auto piece : pieces)
        require(EVP_DigestUpdate(context, piece.data(), piece.size()) == 1);
    require(EVP_DigestFinal_ex(context, digest.data(), nullptr) == 1);
    return digest;
}

// RFC 2104, for a key of 32 bytes.
Key hmac(const Key &key, std::initializer_list<Bytes> pieces)
{
    std::array<Byte, 64> inner;
    std::array<Byte, 64> outer;
    inner.fill(0x36);
    outer.fill(0x5c);
    for (std::size_t i = 0; i < key.size(); ++i) {
        inner[i] ^= key[i];
        outer[i] ^= key[i];
    }
    const auto *const text = pieces.begin();
    const auto digest =
        pieces.size() == 1 ? sha256({inner, text[0]}) : sha256({inner, text[0], text[1]});
    return sha256({outer, digest});
}

struct Pair {
    Key first;
    Key second;
};

// Noise, 4.3: HKDF with two outputs.
Pair hkdf(const Key &chainingKey, Bytes material)
{
    constexpr std::array<Byte, 1> one{1};
    constexpr std::array<Byte, 1> two{2};
    const auto temporary = hmac(chainingKey, {material});
    Pair pair;
    pair.first = hmac(temporary, {one});
    pair.second = hmac(temporary, {pair.first, two});
    return pair;
}

EVP_CIPHER_CTX *cipherContext()
{
    static EVP_CIPHER_CTX *const context = EVP_CIPHER_CTX_new();
    return context;
}

const EVP_CIPHER *cipherAlgorithm()
{
    static EVP_CIPHER *const algorithm = EVP_CIPHER_fetch(nullptr, "AES-256-GCM", nullptr);
    return algorithm;
}

} // namespace

SymmetricState::SymmetricState(Bytes prologue)
{
    constexpr std::string_view name = "Noise_XX_25519_AESGCM_SHA256";
    m_hash.fill(0);
    std::ranges::copy(name, m_hash.begin());
    m_chainingKey = m_hash;
    mixHash(prologue);
}

void SymmetricState::mixHash(Bytes bytes)
{
    m_hash = sha256({m_hash, bytes});
}

void SymmetricState::mixKey(const Key &secret)
{
    const auto pair = hkdf(m_chainingKey, secret);
    m_chainingKey = pair.first;
    m_key = pair.second;
    m_counter = 0;
}

void SymmetricState::sealAndHash(Bytes plain, Byte *cipher)
{
    auto *const context = cipherContext();
    const auto length = static_cast<int>(plain.size());
    auto *const tag = cipher + plain.size();
    int written = 0;
    require(EVP_EncryptInit_ex2(
                context, cipherAlgorithm(), m_key.data(), nonceOf(m_counter++).data(), nullptr)
        == 1);
    require(EVP_EncryptUpdate(context, nullptr, &written, m_hash.data(), int{keyLength}) == 1);
    if (length > 0)
        require(EVP_EncryptUpdate(context, cipher, &written, plain.data(), length) == 1);
    require(EVP_EncryptFinal_ex(context, tag, &written) == 1);
    require(EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_GET_TAG, int{tagLength}, tag) == 1);
    mixHash({cipher, plain.size() + tagLength});
}

bool SymmetricState::openAndHash(Bytes cipher, Byte *plain)
{
    auto *const context = cipherContext();
    const auto length = static_cast<int>(cipher.size() - tagLength);
    std::array<Byte, tagLength> tag;
    std::ranges::copy(cipher.last(tagLength), tag.begin());
    int written = 0;
    const bool isGood = EVP_DecryptInit_ex2(context, cipherAlgorithm(), m_key.data(),
                            nonceOf(m_counter++).data(), nullptr)
            == 1
        && EVP_DecryptUpdate(context, nullptr, &written, m_hash.data(), int{keyLength}) == 1
        && EVP_DecryptUpdate(context, plain, &written, cipher.data(), length) == 1
        && EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_TAG, int{tagLength}, tag.data()) == 1
        && EVP_DecryptFinal_ex(context, plain, &written) == 1;
    mixHash(cipher);
    return isGood;
}

SymmetricState::Keys SymmetricState::split() const
{
    const auto pair = hkdf(m_chainingKey, {});
    return {pair.first, pair.second};
}

} // namespace sealcord::floor
