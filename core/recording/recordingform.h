// SPDX-License-Identifier: MIT
#pragma once

#include "core/recording/packets/plaintextcapture.h"
#include "core/recording/recordingsettings.h"
#include "core/recording/recorditem.h"

#include <memory>
#include <optional>
#include <string>

namespace sealcord {

/// In which form what happens is written as it does. Each call writes something whole behind what a
/// text holds, or nothing. Belongs to one thread.
class RecordingForm
{
public:
    RecordingForm() = default;
    virtual ~RecordingForm() = default;
    RecordingForm(const RecordingForm &) = delete;
    RecordingForm &operator=(const RecordingForm &) = delete;

    /// \a head says who records. Before all else begin() is called.
    [[nodiscard]] static std::unique_ptr<RecordingForm> make(
        RecordingSettings::Form form, RecordingHead head);

    /// What a file that begins at \a started begins with: it can be read without those before it.
    virtual void begin(std::string &out, RecordTime started) = 0;
    virtual void add(std::string &out, const RecordItem &item) = 0;
    /// What is left to say at the end.
    virtual void end(std::string & /*out*/) { }
};

/// The lines of docs/records.md.
class LinesForm final : public RecordingForm
{
public:
    explicit LinesForm(RecordingHead head)
        : m_lines(std::move(head))
    { }

    void begin(std::string &out, RecordTime started) override;
    void add(std::string &out, const RecordItem &item) override { addLine(out, m_lines, item); }

private:
    RecordingLines m_lines;
};

/// The packets of a capture file: docs/exporting.md.
class PacketsForm final : public RecordingForm
{
public:
    explicit PacketsForm(RecordingHead head)
        : m_head(std::move(head))
    { }

    void begin(std::string &out, RecordTime started) override;
    void add(std::string &out, const RecordItem &item) override;
    void end(std::string &out) override { m_capture->addRest(out); }

private:
    void addGap(std::string &out, const RecordGap &gap) const;
    void addNews(std::string &out, const ConnectionNews &news);
    void addMessage(std::string &out, const TrafficRow &message);

    const RecordingHead m_head;
    std::optional<PlaintextCapture> m_capture; // from begin() on
};

} // namespace sealcord
