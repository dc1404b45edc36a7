// SPDX-License-Identifier: MIT
#include "console/control/answer.h"

#include "core/text/escape.h"

#include <QVariant>

#include <algorithm>

namespace sealcord {

using namespace Qt::StringLiterals;

QString answerText(const QJsonObject &object, const QString &member)
{
    return printable(object[member].toVariant().toString());
}

quint64 answerCount(const QJsonObject &object, const QString &member)
{
    return static_cast<quint64>(std::max<qint64>(object[member].toInteger(), 0));
}

QString answerAgent(const QJsonObject &client)
{
    if (client.contains(u"agent"_s))
        return answerText(client, u"agent"_s);
    if (!client.contains(u"claimed_name"_s))
        return {};
    const auto claimed = client[u"claimed_name"_s].toString().toStdString();
    return u'"' + QString::fromStdString(escaped(claimed)) + u'"';
}

} // namespace sealcord
