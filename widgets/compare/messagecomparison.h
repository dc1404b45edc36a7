// SPDX-License-Identifier: MIT
#pragma once

#include "core/compare/bytedifferences.h"
#include "core/compare/comparedrows.h"
#include "core/traffic/trafficrow.h"

#include <QString>

#include <memory>
#include <stop_token>

namespace sealcord {

/// One of two messages that are compared.
struct ComparedMessage {
    TrafficRow row;
    TrafficMemory memory; ///< keeps alive what it views
};

/// "#4,810 ▼ in from 127.0.0.1:50214 at 10:16:15.120, 18 bytes".
[[nodiscard]] QString titleOf(const ComparedMessage &message);

/// How two messages differ.
struct MessageComparison {
    ComparedMessage first;
    ComparedMessage second;
    bool isText = false; ///< both are UTF-8 that was meant to be read
    ByteDifferences differences = {};
};

/// Takes long where they are: for another thread. Gives up after so many \a steps of an Effort.
[[nodiscard]] MessageComparison compare(const ComparedMessage &first, const ComparedMessage &second,
    quint64 steps, const std::stop_token &stop);

/// "3 bytes on the left, 5 bytes on the right".
[[nodiscard]] QString describe(const ByteDifference &difference);

/// Two messages beside each other. On any thread.
class ArrangedMessages
{
public:
    ArrangedMessages(std::shared_ptr<const MessageComparison> comparison, ComparedRows::Form form,
        std::size_t width, const std::stop_token &stop);

    [[nodiscard]] const std::shared_ptr<const MessageComparison> &comparison() const
    {
        return m_comparison;
    }
    [[nodiscard]] const ComparedRows &rows() const { return m_rows; }

private:
    const std::shared_ptr<const MessageComparison> m_comparison; // that the rows view
    const ComparedRows m_rows;
};

} // namespace sealcord
