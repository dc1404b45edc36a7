// SPDX-License-Identifier: MIT
#pragma once

#include "core/recording/recordingfile.h"

#include <QString>

#include <expected>
#include <string>
#include <string_view>
#include <utility>

namespace sealcord {

/// A new file, readable by its owner alone, that goes away again unless it is kept. Errors say why
/// it is not there, for a person.
class NewFile
{
public:
    /// Nothing is written over: not where \a path exists.
    [[nodiscard]] static std::expected<NewFile, QString> make(const QString &path);

    NewFile(NewFile &&other) noexcept
        : m_file(std::move(other.m_file))
        , m_path(std::exchange(other.m_path, {}))
        , m_name(std::exchange(other.m_name, {}))
    { }
    NewFile &operator=(NewFile &&) = delete;
    ~NewFile();

    /// For as long as it takes.
    [[nodiscard]] std::expected<void, QString> write(std::string_view text);
    void keep() { m_name.clear(); }

private:
    NewFile(RecordingFile file, QString path, std::string name)
        : m_file(std::move(file))
        , m_path(std::move(path))
        , m_name(std::move(name))
    { }

    RecordingFile m_file;
    QString m_path;
    std::string m_name; // of the file to remove; empty: none
};

} // namespace sealcord
