// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QDateTime>
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

/// What was said, as a recording has it.
struct Said {
    int connection = 1;
    QString direction; ///< "in" or "out"
    QByteArray bytes;
    int milliseconds = 0; ///< when, from the beginning
};

/// A recording by a \a program, "server" or "agent".
inline QByteArray recordingOf(const QString &program, const QList<Said> &messages)
{
    const auto start = QDateTime::fromMSecsSinceEpoch(1'764'000'000'000, Qt::UTC);
    const auto line = [&](const QString &event, int milliseconds, QJsonObject record) {
        record["time"_L1] = start.addMSecs(milliseconds).toString(Qt::ISODateWithMs);
        record["program"_L1] = program;
        record["event"_L1] = event;
        return QJsonDocument(record).toJson(QJsonDocument::Compact) + '\n';
    };
    auto lines = line(u"recording"_s, 0, {{"format"_L1, u"1.0"_s}});
    for (const auto &said : messages) {
        lines += line(u"message"_s, said.milliseconds,
            {{"connection"_L1, said.connection}, {"direction"_L1, said.direction},
                {"length"_L1, said.bytes.size()},
                {"bytes"_L1, QString::fromLatin1(said.bytes.toBase64())}});
    }
    return lines;
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
    /// Makes a file there, and says its path.
    [[nodiscard]] QString write(const QString &name, const QByteArray &bytes) const
    {
        QFile file(path(name));
        return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() ? path(name)
                                                                                    : QString();
    }
    [[nodiscard]] QStringList files(const QString &pattern) const
    {
        return QDir(path()).entryList({pattern}, QDir::Files, QDir::Name);
    }

private:
    QTemporaryDir m_folder;
};

} // namespace sealcord::test
