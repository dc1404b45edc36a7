// SPDX-License-Identifier: MIT
#include "core/recording/export/outputfile.h"

#include "core/text/systemtext.h"

#include <QFileInfo>
#include <QString>

#include <cerrno>
#include <cstring>
#include <utility>

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

namespace sealcord {

using namespace Qt::StringLiterals;

constexpr std::size_t enough = 64 * 1024; // to be written at once

static QString textOf(int error)
{
    return QString::fromLocal8Bit(std::strerror(error));
}

static QString isThere(const QString &path)
{
    return path + u": there is such a file already, and nothing is written over"_s;
}

std::expected<OutputFile, QString> OutputFile::open(const QString &path)
{
    if (path.isEmpty())
        return OutputFile(STDOUT_FILENO, {}, false);
    constexpr auto mode = S_IRUSR | S_IWUSR;
    const auto name = toSystem(path);
    struct stat status{};
    if (lstat(name.constData(), &status) == 0)
        return std::unexpected(isThere(path));
    // Without a name a file is gone whatever becomes of this process. Not every file system can.
    const auto folder = toSystem(QFileInfo(path).path());
    const auto nameless = ::open(folder.constData(), O_TMPFILE | O_WRONLY | O_CLOEXEC, mode);
    if (nameless >= 0)
        return OutputFile(nameless, path, true);
    const auto named = ::open(name.constData(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
    if (named >= 0)
        return OutputFile(named, path, false);
    return std::unexpected(errno == EEXIST ? isThere(path) : path + u": "_s + textOf(errno));
}

OutputFile::OutputFile(OutputFile &&other) noexcept
    : m_descriptor(std::exchange(other.m_descriptor, STDOUT_FILENO))
    , m_path(std::exchange(other.m_path, {}))
    , m_isNameless(other.m_isNameless)
    , m_pending(std::move(other.m_pending))
    , m_error(other.m_error)
{ }

OutputFile::~OutputFile()
{
    if (m_descriptor != STDOUT_FILENO)
        close(m_descriptor);
    if (!m_path.isEmpty() && !m_isNameless)
        unlink(toSystem(m_path).constData());
}

bool OutputFile::write(std::string_view text)
{
    m_pending += text;
    return m_pending.size() < enough ? m_error == 0 : flush();
}

bool OutputFile::flush()
{
    std::string_view rest = m_pending;
    while (!rest.empty() && m_error == 0) {
        const auto count = ::write(m_descriptor, rest.data(), rest.size());
        pollfd descriptor{.fd = m_descriptor, .events = POLLOUT, .revents = 0};
        if (count >= 0)
            rest.remove_prefix(std::size_t(count));
        else if (errno == EAGAIN) // somebody else has made it so
            poll(&descriptor, 1, -1);
        else if (errno != EINTR)
            m_error = errno;
    }
    m_pending.clear();
    return m_error == 0;
}

bool OutputFile::finish()
{
    if (!flush())
        return false;
    const auto own = "/proc/self/fd/" + std::to_string(m_descriptor);
    if (m_isNameless
        && linkat(AT_FDCWD, own.c_str(), AT_FDCWD, toSystem(m_path).constData(), AT_SYMLINK_FOLLOW)
            != 0) {
        m_error = errno;
        return false;
    }
    m_path.clear(); // it stays
    return true;
}

QString OutputFile::errorText() const
{
    if (m_error == 0 || m_error == EPIPE)
        return {};
    return (m_path.isEmpty() ? u"standard output"_s : m_path) + u": "_s + textOf(m_error);
}

} // namespace sealcord
