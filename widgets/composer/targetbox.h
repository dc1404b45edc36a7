// SPDX-License-Identifier: MIT
#pragma once

#include "core/net/tap/tap.h"

#include <QComboBox>
#include <QList>
#include <QSet>
#include <QString>

namespace sealcord {

/// A connection that a message can go to.
struct TargetEntry {
    ConnectionId id = 0;
    QString label; ///< "127.0.0.1:50214"
};

/// Whom a message goes to.
struct MessageTarget {
    bool isAll = false; ///< whoever is connected when the message is sent
    QList<ConnectionId> ids; ///< otherwise these

    bool operator==(const MessageTarget &) const = default;
};

/// Chooses whom a message goes to: a single connection, those selected elsewhere, or all. It goes
/// with what is selected elsewhere until a person chooses here. While nothing was chosen it shows
/// the only one there is.
///
/// A choice that has gone stays chosen and touches nobody, so that a message never goes to somebody
/// else instead.
class TargetBox : public QComboBox
{
    Q_OBJECT

public:
    /// So many single connections are offered, the oldest; the others by selecting them.
    static constexpr qsizetype maxSingles = 100;

    explicit TargetBox(QWidget *parent);

    /// Those that are connected, oldest first.
    void setTargets(const QList<TargetEntry> &targets);
    /// Those that are selected in the list of connections, which are chosen by that. Who is not
    /// connected does not count (yet).
    void setSelected(const QList<ConnectionId> &ids);
    void choose(ConnectionId id);
    /// Something was sent there: from now on it counts as chosen.
    void keepChoice();

    [[nodiscard]] MessageTarget target() const;
    /// How many connections target() touches.
    [[nodiscard]] qsizetype reach() const { return reachOf(target()); }
    [[nodiscard]] qsizetype reachOf(const MessageTarget &target) const;
    /// With room for a name and an address, where there is some.
    [[nodiscard]] QSize sizeHint() const override;
    /// Why nobody can be reached, as a sentence; empty where somebody can.
    [[nodiscard]] QString obstacle() const;

Q_SIGNALS:
    /// The target, or how many it reaches.
    void targetChanged();

private:
    enum class Choice : quint8 { All, Selected, Single };

    void rebuild();
    void take(int index);
    void followSelection();
    void suggest();
    void setSingle(ConnectionId id);

    QList<TargetEntry> m_targets;
    QSet<ConnectionId> m_connected; ///< the same
    QList<ConnectionId> m_selected;
    QList<ConnectionId> m_reachable; ///< of m_selected
    Choice m_choice = Choice::Single;
    TargetEntry m_single; ///< the one chosen; 0: none was
    bool m_isSuggested = true; ///< m_single, by nobody
    bool m_isFollowing = true; ///< what is selected
};

} // namespace sealcord
