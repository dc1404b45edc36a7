// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QList>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>

/// Recordings as anybody reads them: with a parser of JSON that is not ours.
namespace sealcord::test {

using namespace Qt::StringLiterals;

/// The lines of a recording; an empty object for one that is none.
inline QList<QJsonObject> linesIn(const QByteArray &bytes)
{
    QList<QJsonObject> lines;
    for (const auto &line : bytes.split('\n'))
        lines.append(QJsonDocument::fromJson(line).object());
    lines.removeLast(); // behind the last newline
    return lines;
}

inline QByteArray bytesIn(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

inline QList<QJsonObject> recorded(const QString &path)
{
    return linesIn(bytesIn(path));
}

inline QStringList eventsOf(const QList<QJsonObject> &lines)
{
    QStringList events;
    for (const auto &line : lines)
        events += line["event"_L1].toString();
    return events;
}

inline QList<QByteArray> messagesIn(const QList<QJsonObject> &lines, const QString &direction)
{
    QList<QByteArray> messages;
    for (const auto &line : lines) {
        if (line["event"_L1].toString() == "message"_L1
            && line["direction"_L1].toString() == direction)
            messages += QByteArray::fromBase64(line["bytes"_L1].toString().toLatin1());
    }
    return messages;
}

inline qint64 missingIn(const QList<QJsonObject> &lines)
{
    qint64 missing = 0;
    for (const auto &line : lines)
        missing += line["missing"_L1].toInteger();
    return missing;
}

/// Where the programs of one test record to.
class RecordingFolder
{
public:
    [[nodiscard]] QString path() const { return m_folder.path(); }
    [[nodiscard]] QString path(const QString &name) const { return m_folder.filePath(name); }
    [[nodiscard]] QStringList files(const QString &pattern) const
    {
        return QDir(path()).entryList({pattern}, QDir::Files, QDir::Name);
    }

private:
    QTemporaryDir m_folder;
};

} // namespace sealcord::test
