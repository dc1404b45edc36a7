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

QString answerColumns(const std::vector<QStringList> &rows)
{
    std::vector<qsizetype> widths(static_cast<std::size_t>(rows.front().size()));
    for (const auto &row : rows) {
        for (std::size_t i = 0; i < widths.size(); ++i)
            widths[i] = std::max(widths[i], row[static_cast<qsizetype>(i)].size());
    }
    QString all;
    for (const auto &row : rows) {
        QString line;
        for (std::size_t i = 0; i < widths.size(); ++i)
            line += row[static_cast<qsizetype>(i)].leftJustified(widths[i] + 2);
        all += line.trimmed() + u'\n';
    }
    return all;
}

} // namespace sealcord
