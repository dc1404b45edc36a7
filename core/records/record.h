// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

#include <cstddef>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace sealcord {

/// One record as a line has it (docs/records.md): its members, those that nobody knows among them.
struct Record {
    /// A value that is kept as the line has it, since it is none of those below: an array, an
    /// object, null, a number that is no whole one or beyond 64 bits.
    struct Json {
        std::string text;
    };
    /// A string whose end is not in the part of the line that was read.
    struct CutString {
        std::size_t offset = 0; ///< in the line, of its first character
    };
    using Value = std::variant<bool, qint64, quint64, std::string, Json, CutString>;
    struct Member {
        std::string name;
        Value value;
    };

    std::vector<Member> members; ///< in the order of the line

    /// The first of that name; null: there is none.
    [[nodiscard]] const Value *find(std::string_view name) const;
    /// The value of the first of that name; empty, or nothing, where there is none or it is no
    /// string, no number from 0 on, or no truth value.
    [[nodiscard]] std::string_view text(std::string_view name) const;
    [[nodiscard]] std::optional<quint64> count(std::string_view name) const;
    [[nodiscard]] bool isTrue(std::string_view name) const;
};

/// Why a line is no record, for a person.
struct RecordError {
    std::size_t offset = 0; ///< in the line
    std::string text; ///< printable, without a full stop
};

/// Reads \a line, without its newline: one JSON object (RFC 8259) in UTF-8. Time and memory are in
/// proportion to it, however deep it is nested.
[[nodiscard]] std::expected<Record, RecordError> parseRecord(std::string_view line);

/// The same of the \a beginning of a line that is too long to be read as a whole: the members that
/// stand in it, of which the last may be a CutString.
[[nodiscard]] std::expected<Record, RecordError> parseRecordBeginning(std::string_view beginning);

/// \a record as a line without its newline. No member of it is cut.
[[nodiscard]] std::string recordLine(const Record &record);

} // namespace sealcord
