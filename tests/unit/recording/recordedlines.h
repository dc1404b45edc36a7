// SPDX-License-Identifier: MIT
#pragma once

#include "core/records/record.h"
#include "tests/support/bytesof.h"
#include "tests/support/rows/connectionnews.h"

#include <QByteArray>
#include <QFile>
#include <QString>
#include <QStringList>

#include <string>
#include <string_view>
#include <vector>

/// What goes into a recording in its tests, and what stands in it.
namespace sealcord::test {

inline TrafficRow messageRow(std::string_view content, ConnectionId id = 1)
{
    TrafficRow row;
    row.time = start;
    row.connection = named(id);
    row.content = bytesOf(content);
    return row;
}

inline TrafficRow noticeRow(EventKind event, ConnectionId id)
{
    TrafficRow row;
    row.kind = TrafficRow::Kind::Notice;
    row.event = event;
    row.time = start;
    row.connection = named(id);
    return row;
}

inline QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// A word for each line: its event, what a message says, how many are missing.
inline QStringList wordsIn(const QByteArray &lines)
{
    QStringList words;
    for (const auto &line : lines.split('\n')) {
        if (line.isEmpty())
            continue;
        const auto record = parseRecord(line.toStdString());
        if (!record) {
            words += QStringLiteral("broken");
            continue;
        }
        const auto event = record->text("event");
        if (event == "message")
            words += QString::fromStdString(std::string(record->text("text")));
        else if (event == "gap")
            words += QStringLiteral("%1 %2")
                         .arg(record->count("missing").value_or(0))
                         .arg(QString::fromStdString(std::string(record->text("reason"))));
        else
            words += QString::fromStdString(std::string(event));
    }
    return words;
}

} // namespace sealcord::test
