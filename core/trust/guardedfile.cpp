// SPDX-License-Identifier: MIT
#include "core/trust/guardedfile.h"

#include "core/text/systemtext.h"
#include "core/trust/descriptor.h"

#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/stat.h>

namespace sealcord {

using namespace Qt::StringLiterals;

namespace {

// The permissions that `guard` refuses. Who may write a secret may as well have read it.
mode_t refusedMode(Guard guard)
{
    return guard == Guard::Write ? S_IWGRP | S_IWOTH : S_IRWXG | S_IRWXO;
}

// The command with which a file becomes usable.
QString remedy(const QString &path, Guard guard)
{
    QString quoted = path;
    quoted.replace(u'\'', u"'\\''"_s);
    return (guard == Guard::Write ? u"chmod go-w '"_s : u"chmod 600 '"_s) + quoted + u'\'';
}

std::optional<TrustError> faultOf(const QString &path, int descriptor, Guard guard)
{
    struct stat status{};
    if (fstat(descriptor, &status) != 0)
        return systemError(path, u"cannot be read"_s);
    if (!S_ISREG(status.st_mode))
        return TrustError{path + u": is not a file"_s};
    if ((status.st_mode & refusedMode(guard)) == 0)
        return {};
    const auto what = guard == Guard::Write ? u"others than its owner may write it"_s
                                            : u"others than its owner may read it"_s;
    return TrustError{
        path + u": "_s + what + u". Not used. If nobody has, this helps: "_s + remedy(path, guard)};
}

// Not open where there is no file. A pipe is not waited for.
std::expected<Descriptor, TrustError> openGuarded(const QString &path, Guard guard)
{
    Descriptor file(::open(toSystem(path).constData(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    if (!file.isOpen()) {
        if (errno == ENOENT)
            return file;
        return std::unexpected(systemError(path, u"cannot be read"_s));
    }
    if (auto fault = faultOf(path, file.number(), guard))
        return std::unexpected(*std::move(fault));
    return file;
}

// As much of the file as fits `buffer`; less than 0 where the system failed.
ssize_t readInto(int descriptor, std::span<std::byte> buffer)
{
    std::size_t length = 0;
    while (length < buffer.size()) {
        const auto count = ::read(descriptor, buffer.data() + length, buffer.size() - length);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return count;
        if (count == 0)
            break;
        length += static_cast<std::size_t>(count);
    }
    return static_cast<ssize_t>(length);
}

} // namespace

TrustError systemError(const QString &path, const QString &what)
{
    return {path + u": "_s + what + u": "_s + QString::fromLocal8Bit(std::strerror(errno))};
}

std::expected<std::optional<QByteArray>, TrustError> readGuarded(const QString &path, Guard guard)
{
    constexpr qsizetype longest = 1024 * 1024; // a mistaken path may name anything
    const auto file = openGuarded(path, guard);
    if (!file)
        return std::unexpected(file.error());
    if (!file->isOpen())
        return std::nullopt;
    QByteArray content(longest + 1, Qt::Uninitialized);
    const auto length =
        readInto(file->number(), std::as_writable_bytes(std::span(content.data(), longest + 1)));
    if (length < 0)
        return std::unexpected(systemError(path, u"cannot be read"_s));
    if (length > longest)
        return std::unexpected(TrustError{path + u": is larger than 1 MiB"_s});
    content.truncate(length);
    content.squeeze();
    return content;
}

std::expected<std::optional<std::size_t>, TrustError> readSecret(
    const QString &path, std::span<std::byte> buffer)
{
    const auto file = openGuarded(path, Guard::ReadAndWrite);
    if (!file)
        return std::unexpected(file.error());
    if (!file->isOpen())
        return std::nullopt;
    const auto length = readInto(file->number(), buffer);
    if (length < 0)
        return std::unexpected(systemError(path, u"cannot be read"_s));
    std::byte behind;
    if (static_cast<std::size_t>(length) == buffer.size()
        && readInto(file->number(), std::span(&behind, 1)) != 0)
        return std::unexpected(TrustError{path + u": is larger than such a file can be"_s});
    return static_cast<std::size_t>(length);
}

} // namespace sealcord
