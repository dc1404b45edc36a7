// SPDX-License-Identifier: MIT
#include "core/recording/newfile.h"

#include <QFile>

#include <filesystem>
#include <limits>
#include <system_error>

namespace sealcord {

using namespace Qt::StringLiterals;

static QString whyNot(const QString &path, std::error_code error)
{
    if (error == std::errc::file_exists)
        return u"%1 exists, and what it holds would be lost"_s.arg(path);
    return u"%1: %2"_s.arg(path, QString::fromStdString(error.message()));
}

std::expected<NewFile, QString> NewFile::make(const QString &path)
{
    auto name = QFile::encodeName(path).toStdString();
    auto opened = RecordingFile::open(name);
    if (!opened)
        return std::unexpected(whyNot(path, opened.error()));
    return NewFile(std::move(*opened), path, std::move(name));
}

NewFile::~NewFile()
{
    std::error_code ignored; // it was not finished, which is told
    if (!m_name.empty())
        std::filesystem::remove(m_name, ignored);
}

std::expected<void, QString> NewFile::write(std::string_view text)
{
    static const RecordingFile::Deadline forever{
        std::numeric_limits<std::chrono::steady_clock::rep>::max()};
    if (const auto error = m_file.write(text, forever).error)
        return std::unexpected(whyNot(m_path, error));
    return {};
}

} // namespace sealcord
