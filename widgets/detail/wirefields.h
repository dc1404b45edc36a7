// SPDX-License-Identifier: MIT
#pragma once

#include "core/protocol/protocol.h"
#include "core/traffic/filter/filter.h"
#include "core/traffic/trafficrow.h"

#include <QString>

#include <cstddef>
#include <vector>

namespace sealcord {

/// What the bytes of one message on the wire are, field by field and in words, and which of them
/// stand for which of its plaintext: in counter mode a byte of one is a byte of the other
/// (SP 800-38D, 6.5).
class WireFields
{
public:
    WireFields() = default;
    /// Of \a row, a message of \a protocol whose frame stays while this is used.
    WireFields(const TrafficRow &row, Protocol protocol);

    [[nodiscard]] const std::vector<Field> &all() const { return m_fields; }
    [[nodiscard]] QString name(std::size_t field) const;
    [[nodiscard]] QString meaning(std::size_t field) const;
    /// How many bytes there are, whose they are and how many of them are no message's; or that they
    /// were not kept.
    [[nodiscard]] QString summary() const;

    /// Frames that the message takes: more than one where it goes in parts.
    [[nodiscard]] std::size_t frames() const;
    /// From the first byte of the ciphertext of \a plaintext to the last; what lies between two
    /// parts is in between. Length 0: there is none.
    [[nodiscard]] ContentRange onWire(ContentRange plaintext) const;
    /// The plaintext whose ciphertext lies in \a bytes. Length 0: there is none.
    [[nodiscard]] ContentRange inPlaintext(ContentRange bytes) const;

private:
    [[nodiscard]] ContentRange mapped(ContentRange range, bool isToWire) const;
    [[nodiscard]] QString notKept() const;
    [[nodiscard]] QString inFrames(std::size_t bytes, std::size_t frames) const;
    [[nodiscard]] QString lengthMeaning(std::size_t field) const;
    [[nodiscard]] QString othersMeaning(std::size_t field) const;
    [[nodiscard]] QString typeMeaning(std::size_t field) const;

    TrafficRow m_row;
    Protocol m_protocol = Protocol::None;
    std::vector<Field> m_fields;
};

} // namespace sealcord
