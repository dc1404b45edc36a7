// SPDX-License-Identifier: MIT
#include "core/trust/writtenfile.h"

#include "core/text/systemtext.h"
#include "core/trust/guardedfile.h"

#include <QByteArray>

#include <cerrno>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <thread>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>

namespace sealcord {

using namespace Qt::StringLiterals;

namespace {

using Done = std::expected<void, TrustError>;

std::unexpected<TrustError> writeError(const QString &path)
{
    return std::unexpected(systemError(path, u"cannot be written"_s));
}

QByteArray folderOf(const QByteArray &path)
{
    const auto slash = path.lastIndexOf('/');
    return slash < 0 ? QByteArray(".") : path.first(slash + 1);
}

Done makeFolder(const QString &path)
{
    const auto folder = folderOf(toSystem(path));
    for (auto slash = folder.indexOf('/', 1); slash > 0; slash = folder.indexOf('/', slash + 1)) {
        const auto part = folder.first(slash);
        if (::mkdir(part.constData(), S_IRWXU) != 0 && errno != EEXIST)
            return std::unexpected(systemError(fromSystem(part), u"the folder cannot be made"_s));
    }
    return {};
}

// The file that a link leads to, so that the link stays.
QByteArray resolved(const QString &path)
{
    struct FreeText {
        void operator()(char *text) const noexcept { std::free(text); }
    };
    const auto given = toSystem(path);
    const std::unique_ptr<char, FreeText> real(::realpath(given.constData(), nullptr));
    return real ? QByteArray(real.get()) : given;
}

bool writeAll(int descriptor, std::span<const std::byte> bytes)
{
    while (!bytes.empty()) {
        const auto count = ::write(descriptor, bytes.data(), bytes.size());
        if (count < 0 && errno != EINTR)
            return false;
        if (count > 0)
            bytes = bytes.subspan(static_cast<std::size_t>(count));
    }
    return true;
}

/// A file beside the one that is to be, gone again unless it took its place.
class BesideFile
{
public:
    explicit BesideFile(const QByteArray &path)
        : m_name(path + ".XXXXXX")
        , m_file(::mkostemp(m_name.data(), O_CLOEXEC)) // O_EXCL, mode 0600
    { }
    ~BesideFile()
    {
        if (m_file.isOpen())
            ::unlink(m_name.constData());
    }
    BesideFile(const BesideFile &) = delete;
    BesideFile &operator=(const BesideFile &) = delete;

    [[nodiscard]] bool write(std::span<const std::byte> bytes) const
    {
        return m_file.isOpen() && writeAll(m_file.number(), bytes) && fsync(m_file.number()) == 0;
    }
    [[nodiscard]] int descriptor() const { return m_file.number(); }
    [[nodiscard]] const char *name() const { return m_name.constData(); }

private:
    QByteArray m_name;
    Descriptor m_file;
};

// Without this, the name may still be the old one after a crash.
void syncFolder(const QByteArray &path)
{
    const Descriptor folder(::open(folderOf(path).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (folder.isOpen())
        fsync(folder.number());
}

// Has what root made for somebody belong to him.
bool giveTo(int descriptor, const struct stat &owner)
{
    return geteuid() != 0 || fchown(descriptor, owner.st_uid, owner.st_gid) == 0;
}

bool giveToOwnerOfFolder(int descriptor, const QByteArray &path)
{
    struct stat folder{};
    return ::stat(folderOf(path).constData(), &folder) == 0 && giveTo(descriptor, folder);
}

// Mode and owner of the file at `path`, or the owner of its folder.
bool takeAfter(int descriptor, const QByteArray &path)
{
    struct stat status{};
    if (::stat(path.constData(), &status) == 0)
        return fchmod(descriptor, status.st_mode & 0777) == 0 && giveTo(descriptor, status);
    return errno == ENOENT && giveToOwnerOfFolder(descriptor, path);
}

} // namespace

std::expected<Making, TrustError> makeSecretFile(
    const QString &path, std::span<const std::byte> secret)
{
    if (auto made = makeFolder(path); !made)
        return std::unexpected(made.error());
    const auto name = toSystem(path);
    const BesideFile file(name);
    if (!file.write(secret) || !giveToOwnerOfFolder(file.descriptor(), name))
        return writeError(path);
    // As O_EXCL has it, but whole: a second program that starts now must not read a part.
    if (::link(file.name(), name.constData()) != 0) {
        if (errno == EEXIST)
            return Making::WasThere;
        return writeError(path);
    }
    syncFolder(name);
    return Making::Made;
}

Done replaceFile(const QString &path, QByteArrayView content)
{
    if (auto made = makeFolder(path); !made)
        return made;
    const auto name = resolved(path);
    const BesideFile file(name);
    if (!file.write(std::as_bytes(std::span(content.data(), std::size_t(content.size()))))
        || !takeAfter(file.descriptor(), name) || ::rename(file.name(), name.constData()) != 0)
        return writeError(path);
    syncFolder(name);
    return {};
}

std::expected<FileLock, TrustError> FileLock::take(const QString &path)
{
    using namespace std::chrono_literals;
    constexpr auto patience = 5s;
    constexpr auto pause = 10ms;
    if (auto made = makeFolder(path); !made)
        return std::unexpected(made.error());
    const QByteArray name = resolved(path) + ".lock";
    Descriptor file(
        ::open(name.constData(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, S_IRUSR | S_IWUSR));
    if (!file.isOpen() || !giveToOwnerOfFolder(file.number(), name))
        return std::unexpected(systemError(fromSystem(name), u"cannot be made"_s));
    const auto deadline = std::chrono::steady_clock::now() + patience;
    while (::flock(file.number(), LOCK_EX | LOCK_NB) != 0) {
        if (errno != EWOULDBLOCK && errno != EINTR)
            return std::unexpected(systemError(fromSystem(name), u"cannot be locked"_s));
        if (std::chrono::steady_clock::now() > deadline)
            return std::unexpected(
                TrustError{path + u": another program has been writing it for 5 s"_s});
        std::this_thread::sleep_for(pause);
    }
    return FileLock(std::move(file));
}

} // namespace sealcord
