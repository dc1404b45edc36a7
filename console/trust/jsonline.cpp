// SPDX-License-Identifier: MIT
#include "console/trust/jsonline.h"

#include <QJsonDocument>

namespace sealcord {

QString jsonLine(const QJsonObject &object)
{
    constexpr char16_t del = 0x7f;
    QString line;
    // Qt escapes what is below the space (RFC 8259, 7), and nothing else that needs no escape.
    for (const auto c : QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact))) {
        if (c < del)
            line += c;
        else
            line += QStringLiteral("\\u%1").arg(c.unicode(), 4, 16, QLatin1Char('0'));
    }
    return line + u'\n';
}

} // namespace sealcord
