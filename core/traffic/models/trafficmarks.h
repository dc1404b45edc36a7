// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <map>
#include <optional>

namespace sealcord {

/// Which rows a person has marked, by their numbers, each with a note that may be empty.
class TrafficMarks
{
public:
    void set(quint64 number, const QString &note) { m_notes.insert_or_assign(number, note); }
    void remove(quint64 number) { m_notes.erase(number); }
    void removeBefore(quint64 number);
    void clear() { m_notes.clear(); }

    /// The note of the mark of \a number, until that changes; null: it is not marked.
    [[nodiscard]] const QString *note(quint64 number) const;
    /// The next one after \a number, or before it.
    [[nodiscard]] std::optional<quint64> next(quint64 number, bool forward) const;

private:
    std::map<quint64, QString> m_notes;
};

} // namespace sealcord
