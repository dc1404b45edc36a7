// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <map>
#include <optional>

namespace sealcord {

/// Which rows a person has marked, by their numbers, each with a note that may be empty, and which
/// one is looked at.
class TrafficMarks
{
public:
    void set(quint64 number, const QString &note) { m_notes.insert_or_assign(number, note); }
    void remove(quint64 number) { m_notes.erase(number); }
    void clear();

    void setChosen(quint64 number) { m_chosen = number; } ///< 0: none
    [[nodiscard]] quint64 chosen() const { return m_chosen; }
    /// Whether \a number is marked or chosen.
    [[nodiscard]] bool isPinned(quint64 number) const;
    /// The next one after \a number that is.
    [[nodiscard]] std::optional<quint64> nextPinned(quint64 number) const;

    /// The note of the mark of \a number, until that changes; null: it is not marked.
    [[nodiscard]] const QString *note(quint64 number) const;
    /// The next one after \a number, or before it.
    [[nodiscard]] std::optional<quint64> next(quint64 number, bool forward) const;

private:
    std::map<quint64, QString> m_notes;
    quint64 m_chosen = 0;
};

} // namespace sealcord
