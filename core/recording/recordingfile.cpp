// SPDX-License-Identifier: MIT
#include "core/recording/recordingfile.h"

#include <cerrno>

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

namespace sealcord {

namespace {

// How late a deadline that changes may be noticed.
constexpr int pollMilliseconds = 50;

std::error_code lastError()
{
    return {errno, std::generic_category()};
}

bool isOver(const RecordingFile::Deadline &deadline)
{
    return std::chrono::steady_clock::now().time_since_epoch().count()
        >= deadline.load(std::memory_order_relaxed);
}

} // namespace

std::expected<RecordingFile, std::error_code> RecordingFile::open(const std::string &path)
{
    constexpr int flags = O_WRONLY | O_APPEND | O_CLOEXEC | O_NOCTTY | O_NONBLOCK;
    const int created = ::open(path.c_str(), flags | O_CREAT | O_EXCL, S_IRUSR | S_IWUSR);
    if (created >= 0)
        return RecordingFile(created, true);
    const auto error = lastError();
    struct stat status{};
    // Asked before it is opened: opening some devices does something.
    if (errno != EEXIST || ::stat(path.c_str(), &status) != 0 || S_ISREG(status.st_mode))
        return std::unexpected(error);
    const int opened = ::open(path.c_str(), flags);
    if (opened < 0)
        return std::unexpected(lastError());
    RecordingFile file(opened, false);
    if (::fstat(opened, &status) != 0 || S_ISREG(status.st_mode)) // it was exchanged meanwhile
        return std::unexpected(error);
    return file;
}

std::expected<RecordingFile, std::error_code> RecordingFile::standardOutput()
{
    struct stat status{};
    const int mode = ::fcntl(STDOUT_FILENO, F_GETFL);
    if (mode < 0 || ::fstat(STDOUT_FILENO, &status) != 0)
        return std::unexpected(lastError());
    if ((mode & O_ACCMODE) == O_RDONLY) // it was closed, and something stands in its place
        return std::unexpected(std::make_error_code(std::errc::bad_file_descriptor));
    if (S_ISFIFO(status.st_mode)) {
        // Anew: others may share the descriptor, and its mode with it.
        const int own = ::open("/proc/self/fd/1", O_WRONLY | O_CLOEXEC | O_NONBLOCK);
        if (own >= 0)
            return RecordingFile(own, false);
        if (errno == ENXIO)
            return std::unexpected(lastError());
    }
    const int shared = ::fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
    if (shared < 0)
        return std::unexpected(lastError());
    return RecordingFile(shared, false);
}

RecordingFile::~RecordingFile()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

bool RecordingFile::isRemoved() const
{
    struct stat status{};
    return m_isRegular && ::fstat(m_descriptor, &status) == 0 && status.st_nlink == 0;
}

RecordingFile::Written RecordingFile::write(std::string_view text, const Deadline &giveUpAt) const
{
    Written done;
    while (done.bytes < text.size()) {
        const auto rest = text.substr(done.bytes);
        const auto count = ::write(m_descriptor, rest.data(), rest.size());
        if (count >= 0) {
            done.bytes += static_cast<std::size_t>(count);
        } else if (errno == EAGAIN && !isOver(giveUpAt)) {
            pollfd output{.fd = m_descriptor, .events = POLLOUT, .revents = 0};
            ::poll(&output, 1, pollMilliseconds);
        } else if (errno != EINTR) {
            done.error = lastError();
            break;
        }
    }
    return done;
}

bool RecordingFile::cutTo(std::size_t length) const
{
    return ::ftruncate(m_descriptor, static_cast<off_t>(length)) == 0;
}

} // namespace sealcord
