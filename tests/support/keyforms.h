// SPDX-License-Identifier: MIT
#pragma once

#include "tests/support/hex.h"

#include <QByteArray>
#include <QList>
#include <QString>

namespace sealcord::test {

/// One key in all its forms.
struct KeyVector {
    Bytes privateKey;
    Bytes publicKey;
    QByteArray text;
    QByteArray fingerprint;
    QByteArray pem;
};

/// The text of a file, and whether it is one.
struct TrustFileVector {
    QString file; ///< "known_servers", "authorized_agents"
    QByteArray text;
    bool isValid = false;
    int line = 0; ///< that is wrong
};

/// The forms in tests/data/sealed-vectors.json: made by an independent implementation.
struct KeyForms {
    KeyVector agent;
    KeyVector server;
    QList<QByteArray> refusedTexts; ///< of public keys
    QList<TrustFileVector> files;
    QByteArray pskFile;
    Bytes psk; ///< in it
};

/// Read once. A file that is missing or holds nothing ends the program.
[[nodiscard]] const KeyForms &keyForms();

} // namespace sealcord::test
