// SPDX-License-Identifier: MIT
#include "widgets/composer/filereader.h"

#include "core/text/figures.h"

#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace sealcord {

namespace {

constexpr qsizetype blockSize = 256 * 1024;

} // namespace

void FileReaderWorker::ask(const QString &path, qsizetype most)
{
    const std::scoped_lock lock(m_mutex);
    m_result.reset();
    m_request = Request{path, most, ++m_number};
}

void FileReaderWorker::cancel()
{
    const std::scoped_lock lock(m_mutex);
    ++m_number;
    m_request.reset();
    m_result.reset();
}

std::optional<MessageFile> FileReaderWorker::take()
{
    const std::scoped_lock lock(m_mutex);
    return std::exchange(m_result, {});
}

void FileReaderWorker::read()
{
    std::optional<Request> request;
    {
        const std::scoped_lock lock(m_mutex);
        request = std::exchange(m_request, {});
    }
    if (!request)
        return;
    auto read = content(*request);
    {
        const std::scoped_lock lock(m_mutex);
        if (request->number != m_number)
            return;
        m_result = MessageFile{request->path, std::move(read)};
    }
    Q_EMIT done();
}

std::expected<QByteArray, QString> FileReaderWorker::content(const Request &request) const
{
    const auto tooLong = [&] {
        return std::unexpected(tr("The file is too long: a message has at most %1.")
                .arg(formatBytes(static_cast<quint64>(request.most))));
    };
    const QFileInfo info(request.path);
    if (info.exists() && !info.isFile()) // reading a pipe could take for ever
        return std::unexpected(tr("This is not a regular file."));
    QFile file(request.path);
    if (!file.open(QIODevice::ReadOnly))
        return std::unexpected(tr("The file cannot be read: %1.").arg(file.errorString()));
    if (file.size() > request.most)
        return tooLong();
    QByteArray content;
    while (request.number == m_number) {
        const QByteArray block = file.read(blockSize);
        if (block.isEmpty())
            break;
        content += block;
        if (content.size() > request.most) // it has grown meanwhile
            return tooLong();
    }
    if (file.error() != QFileDevice::NoError)
        return std::unexpected(tr("The file cannot be read: %1.").arg(file.errorString()));
    if (content.isEmpty())
        return std::unexpected(
            tr("The file is empty. An empty message would close the connection."));
    return content;
}

FileReader::FileReader(QObject *parent)
    : QObject(parent)
{
    m_worker.moveToThread(&m_thread);
    connect(this, &FileReader::asked, &m_worker, &FileReaderWorker::read, Qt::QueuedConnection);
    connect(
        &m_worker, &FileReaderWorker::done, this, &FileReader::takeResult, Qt::QueuedConnection);
}

FileReader::~FileReader()
{
    m_worker.cancel();
    m_thread.quit();
    m_thread.wait();
}

void FileReader::read(const QString &path, qsizetype most)
{
    if (!m_thread.isRunning()) {
        m_thread.setObjectName(u"file reader"_s);
        m_thread.start();
    }
    if (!m_thread.isRunning()) {
        const MessageFile failed{
            path, std::unexpected(tr("The system starts no thread that could read it."))};
        QMetaObject::invokeMethod(
            this, [this, failed] { Q_EMIT finished(failed); }, Qt::QueuedConnection);
        return;
    }
    m_worker.ask(path, most);
    Q_EMIT asked();
}

void FileReader::cancel()
{
    m_worker.cancel();
}

void FileReader::takeResult()
{
    if (const auto file = m_worker.take())
        Q_EMIT finished(*file);
}

} // namespace sealcord
