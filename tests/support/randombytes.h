// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>

#include <random>

namespace sealcord::test {

/// The same ones for the same \a seed.
[[nodiscard]] inline QByteArray randomBytes(unsigned seed, qsizetype size)
{
    std::mt19937 random(seed);
    QByteArray bytes(size, Qt::Uninitialized);
    for (auto &byte : bytes)
        byte = static_cast<char>(random());
    return bytes;
}

} // namespace sealcord::test
