// SPDX-License-Identifier: MIT
#pragma once

#include <QList>
#include <QObject>
#include <QString>

class QAction;

namespace sealcord {

class ListView;
class TrafficModel;

/// The action that sends again what is selected in a list of traffic: it says how many messages
/// that are, and can be used where there are some.
class ResendSelection final : public QObject
{
    Q_OBJECT

public:
    /// \a action is for a single message as it comes. All three outlive this.
    ResendSelection(
        const TrafficModel &model, const ListView &list, QAction &action, QObject *parent);

    /// Messages are being sent again: others wait until that is over.
    void setSending(bool isSending);

Q_SIGNALS:
    void requested(const QList<int> &rows); ///< of messages, from top to bottom

private:
    [[nodiscard]] QList<int> messages() const;
    void update();

    const TrafficModel &m_model;
    const ListView &m_list;
    QAction &m_action;
    const QString m_single; ///< what it says of one
    bool m_isSending = false;
};

} // namespace sealcord
