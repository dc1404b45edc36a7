// SPDX-License-Identifier: MIT
#pragma once

#include "core/recording/export/recordingexport.h"
#include "core/recording/packets/plaintextcapture.h"

#include <optional>
#include <string>

namespace sealcord {

/// A capture file of what a recording holds, in plaintext, as TCP.
class PcapngExport final : public RecordingExport
{
public:
    /// \a application is the program that writes the file, with its version.
    PcapngExport(Writer writer, std::string application)
        : RecordingExport(std::move(writer))
        , m_application(std::move(application))
    { }

    Done begin(RecordingReader &reader) override;
    Done add(RecordingReader &reader, const RecordedLine &line, const RecordedRows &rows) override;
    Done end() override;

private:
    [[nodiscard]] Done addMessage(RecordingReader &reader, const RecordedLine &line,
        const RecordedRows &rows, const PlaintextCapture::Happening &what);
    [[nodiscard]] Done flush();

    const std::string m_application;
    std::optional<PlaintextCapture> m_capture; // from begin() on
    std::string m_out; // blocks that are not written yet
};

} // namespace sealcord
