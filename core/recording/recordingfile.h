// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <expected>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

namespace sealcord {

/// A file that lines are written to behind one another: a regular one, which is new, or what was
/// there already and holds nothing that could be lost, such as a FIFO or a device.
class RecordingFile
{
public:
    using Deadline = std::atomic<std::chrono::steady_clock::rep>;

    /// A regular file is created, readable by its owner alone; file_exists where there is one. Does
    /// not wait: a FIFO that nobody reads is no_such_device_or_address.
    [[nodiscard]] static std::expected<RecordingFile, std::error_code> open(
        const std::string &path);

    /// Whatever this program's standard output is. A regular file is written on in, and never cut.
    /// Does not wait where it is a pipe: one that nobody reads is no_such_device_or_address.
    [[nodiscard]] static std::expected<RecordingFile, std::error_code> standardOutput();

    RecordingFile(RecordingFile &&other) noexcept
        : m_descriptor(std::exchange(other.m_descriptor, -1))
        , m_isRegular(other.m_isRegular)
    { }
    RecordingFile &operator=(RecordingFile &&other) noexcept
    {
        std::swap(m_descriptor, other.m_descriptor);
        std::swap(m_isRegular, other.m_isRegular);
        return *this;
    }
    ~RecordingFile();

    [[nodiscard]] bool isRegular() const { return m_isRegular; }
    /// Whether it has no name any more: what is written then is lost with this program.
    [[nodiscard]] bool isRemoved() const;

    struct Written {
        std::size_t bytes = 0;
        std::error_code error; ///< none: all of it
    };
    /// Where nobody takes more it waits until \a giveUpAt, of the steady clock, which may change
    /// meanwhile.
    [[nodiscard]] Written write(std::string_view text, const Deadline &giveUpAt) const;

    /// Cuts a regular file to \a length.
    [[nodiscard]] bool cutTo(std::size_t length) const;

private:
    RecordingFile(int descriptor, bool isRegular)
        : m_descriptor(descriptor)
        , m_isRegular(isRegular)
    { }

    int m_descriptor = -1;
    bool m_isRegular = false;
};

} // namespace sealcord
