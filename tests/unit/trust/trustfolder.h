// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QFile>
#include <QString>
#include <QTemporaryDir>

#include <sys/stat.h>

namespace sealcord::test {

/// A folder of a test's own, with the files that it wants.
class TrustFolder
{
public:
    [[nodiscard]] QString path(const QString &name) const { return m_folder.filePath(name); }

    /// Writes \a content to the file \a name, which has \a mode then, and returns its path.
    QString write(const QString &name, const QByteArray &content, mode_t mode = 0600) const
    {
        QFile file(path(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("cannot write %s", qPrintable(file.fileName()));
        file.close();
        ::chmod(QFile::encodeName(path(name)).constData(), mode);
        return path(name);
    }

    [[nodiscard]] QByteArray read(const QString &name) const
    {
        QFile file(path(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("cannot be read");
    }

    /// The permissions of the file \a name; 0 where there is none.
    [[nodiscard]] mode_t mode(const QString &name) const
    {
        struct stat status{};
        return ::stat(QFile::encodeName(path(name)).constData(), &status) == 0
            ? status.st_mode & 0777
            : 0;
    }

private:
    QTemporaryDir m_folder;
};

} // namespace sealcord::test
