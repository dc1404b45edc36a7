// SPDX-License-Identifier: MIT
#pragma once

#include "widgets/conversation/turntext.h"

#include <QByteArray>
#include <QStyledItemDelegate>

namespace sealcord {

class ConversationModel;

/// Draws a turn: what was sent on the right, what was received on the left, each in its colour,
/// with direction, time, time since the turn before and length above it; an event or a gap as a
/// dimmed line in the middle.
class ConversationDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    /// \a model, whose turns this draws, outlives this.
    explicit ConversationDelegate(const ConversationModel &model, QObject *parent = nullptr);

    void setForm(ContentForm form) { m_form = form; }
    [[nodiscard]] ContentForm form() const { return m_form; }
    /// Lit where it is in sight; empty: nothing is.
    void setNeedle(const QByteArray &needle) { m_needle = needle; }

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
        const QModelIndex &index) const override;
    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
        const QModelIndex &index) override;

private:
    const ConversationModel &m_model;
    ContentForm m_form = ContentForm::Text;
    QByteArray m_needle;
};

} // namespace sealcord
