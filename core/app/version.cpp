// SPDX-License-Identifier: MIT
#include "core/app/version.h"

#include <QtGlobal>

#include <openssl/crypto.h>

namespace sealcord {

using namespace Qt::StringLiterals;

QString versionText()
{
    return u"sealcord "_s + QLatin1StringView(SEALCORD_VERSION) + u"\nQt "_s
        + QLatin1StringView(qVersion()) + u'\n'
        + QLatin1StringView(OpenSSL_version(OPENSSL_VERSION)) + u'\n';
}

} // namespace sealcord
