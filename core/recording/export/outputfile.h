// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <expected>
#include <string>
#include <string_view>
#include <utility>

namespace sealcord {

/// Standard output, or a file that is made: readable by its owner alone, never over one that is
/// there, and gone again unless it was finished.
class OutputFile
{
public:
    /// \a path empty: standard output. The error is for a person.
    [[nodiscard]] static std::expected<OutputFile, QString> open(const QString &path);
    OutputFile(OutputFile &&other) noexcept;
    OutputFile &operator=(OutputFile &&) = delete;
    ~OutputFile();

    /// False: it cannot be written to, now and later. Waits for who reads it.
    bool write(std::string_view text);
    bool flush();
    /// Flushes it, and lets the file stay.
    bool finish();

    /// Why it could not be written to; empty where the reader has gone, who knows it.
    [[nodiscard]] QString errorText() const;

private:
    OutputFile(int descriptor, QString path, bool isNameless)
        : m_descriptor(descriptor)
        , m_path(std::move(path))
        , m_isNameless(isNameless)
    { }

    int m_descriptor;
    QString m_path; // of a file that is not finished
    bool m_isNameless; // as long
    std::string m_pending;
    int m_error = 0;
};

} // namespace sealcord
