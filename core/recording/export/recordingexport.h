// SPDX-License-Identifier: MIT
#pragma once

#include "core/recording/reading/recordedrow.h"
#include "core/recording/reading/recordingreader.h"

#include <expected>
#include <functional>
#include <string>
#include <string_view>

namespace sealcord {

/// Writes what a recording holds in another form, line after line, in bounded memory.
///
/// Each function's error says, for a person, why it cannot go on.
class RecordingExport
{
public:
    /// Takes what is written; false: no more can be written.
    using Writer = std::function<bool(std::string_view)>;
    using Done = std::expected<void, std::string>;

    explicit RecordingExport(Writer writer)
        : m_writer(std::move(writer))
    { }
    virtual ~RecordingExport() = default;
    RecordingExport(const RecordingExport &) = delete;
    RecordingExport &operator=(const RecordingExport &) = delete;

    /// What stands in front of all lines. \a head is the recording's first.
    virtual Done begin(RecordingReader &reader) = 0;
    /// \a line, of which \a rows have been made.
    virtual Done add(
        RecordingReader &reader, const RecordedLine &line, const RecordedRows &rows) = 0;
    virtual Done end() { return {}; }

protected:
    /// Whether it could be written.
    [[nodiscard]] bool write(std::string_view text) { return m_writer(text); }
    [[nodiscard]] Done written(std::string_view text)
    {
        if (!write(text))
            return notWritten();
        return {};
    }
    [[nodiscard]] static std::unexpected<std::string> notWritten()
    {
        return std::unexpected(std::string("cannot write"));
    }

private:
    Writer m_writer;
};

} // namespace sealcord
