// SPDX-License-Identifier: MIT
#pragma once

#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <vector>

/// What the objects in a server's answers say (docs/control.md), for a person. A member that is
/// missing, or of another kind, says nothing: an empty text, or 0.
namespace sealcord {

/// A string, a number or a truth value. Printable.
[[nodiscard]] QString answerText(const QJsonObject &object, const QString &member);
[[nodiscard]] quint64 answerCount(const QJsonObject &object, const QString &member);
/// Who the agent of a connection is: its name, or between quotation marks what it calls itself,
/// which is nobody's word but its own. Printable; empty: nobody says.
[[nodiscard]] QString answerAgent(const QJsonObject &client);

/// \a rows, one at least, in columns: each as wide as its longest cell.
[[nodiscard]] QString answerColumns(const std::vector<QStringList> &rows);

} // namespace sealcord
