// SPDX-License-Identifier: MIT
#include "core/app/process/version.h"

#include <QtGlobal>

#include <openssl/crypto.h>

namespace sealcord {

using namespace Qt::StringLiterals;

namespace {

QString aeadText(AeadEngine engine)
{
    return u"AES-256-GCM by "_s + QString::fromStdString(description(engine));
}

// Of the engines that could be faster but cannot be used here.
QString unavailableText()
{
    QString text;
    for (const auto engine : aeadEngines) {
        if (const auto why = whyUnavailable(engine))
            text += u" ("_s + QString::fromStdString(description(engine)) + u' '
                + QString::fromUtf8(*why) + u')';
    }
    return text;
}

} // namespace

std::string programVersion()
{
    return SEALCORD_VERSION;
}

QString versionText()
{
    return u"sealcord "_s + QLatin1StringView(SEALCORD_VERSION) + u"\nQt "_s
        + QLatin1StringView(qVersion()) + u'\n'
        + QLatin1StringView(OpenSSL_version(OPENSSL_VERSION)) + u'\n'
        + aeadText(fastestAeadEngine()) + unavailableText() + u'\n';
}

QString startText(AeadEngine aead)
{
    return u"sealcord "_s + QLatin1StringView(SEALCORD_VERSION) + u", "_s + aeadText(aead);
}

} // namespace sealcord
