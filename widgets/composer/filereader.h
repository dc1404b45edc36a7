// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QObject>
#include <QString>
#include <QThread>

#include <atomic>
#include <expected>
#include <mutex>
#include <optional>

namespace sealcord {

/// A file that becomes a message.
struct MessageFile {
    QString path;
    std::expected<QByteArray, QString> content; ///< or why not, as a sentence
};

/// Reads what FileReader is asked for. Lives on its thread; take() and ask() are for the other.
class FileReaderWorker : public QObject
{
    Q_OBJECT

public:
    /// Replaces what was asked before, read or not.
    void ask(const QString &path, qsizetype most);
    /// Ends read() at its next block.
    void cancel();
    [[nodiscard]] std::optional<MessageFile> take();

    void read();

Q_SIGNALS:
    void done();

private:
    struct Request {
        QString path;
        qsizetype most = 0;
        quint64 number = 0;
    };

    [[nodiscard]] std::expected<QByteArray, QString> content(const Request &request) const;

    std::atomic<quint64> m_number = 0; ///< of the newest request
    std::mutex m_mutex;
    std::optional<Request> m_request; // guarded by m_mutex
    std::optional<MessageFile> m_result; // guarded by m_mutex
};

/// Reads files on a thread of its own, so that a slow disk keeps nobody waiting. One at a time: a
/// new one takes the place of one that is still being read.
class FileReader : public QObject
{
    Q_OBJECT

public:
    explicit FileReader(QObject *parent);
    ~FileReader() override;

    /// A regular file of 1 to \a most bytes.
    void read(const QString &path, qsizetype most);
    /// Nothing will be finished() that was not yet.
    void cancel();

Q_SIGNALS:
    void finished(const MessageFile &file);
    /// To the reading thread.
    void asked();

private:
    void takeResult();

    QThread m_thread;
    FileReaderWorker m_worker;
};

} // namespace sealcord
