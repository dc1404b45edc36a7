// SPDX-License-Identifier: MIT
#pragma once

#include "widgets/conversation/turntext.h"
#include "widgets/look/accents.h"

#include <QByteArray>
#include <QColor>
#include <QFont>
#include <QRect>
#include <QString>
#include <QStyleOptionViewItem>

#include <vector>

class QPainter;

namespace sealcord {

class ConversationModel;

/// Paints a turn of a conversation; lives as long as that takes. Knows how high a turn is.
class TurnPainter
{
public:
    /// In the rectangle and the state of \a option; both outlive this.
    TurnPainter(QPainter &painter, const QStyleOptionViewItem &option);

    /// Lights \a needle in it, in both cases of ASCII's letters, unless that is empty.
    void paint(
        const ConversationModel &model, int index, ContentForm form, const QByteArray &needle);

    /// Of a turn with so many lines of content, in pixels; of an event or gap with 0.
    [[nodiscard]] static int height(int lines, const QFont &font);
    /// For the longest lines, in pixels.
    [[nodiscard]] static int width(const QFont &font);

private:
    void paintSentence(const ConversationModel &model, int index);
    void paintMessage(const TrafficRow &row, const TurnText &text, const QString &head);
    void paintBubble(const QRect &bubble, Direction direction);
    void paintHead(const QRect &area, const QString &head, Direction direction);
    void paintLine(const QRect &area, const TurnText &text, std::size_t line);
    void paintRest(const QRect &area, std::size_t rest);
    void light(const TrafficRow &row, const TurnText &text, const QByteArray &needle);
    [[nodiscard]] int widthOf(const TurnText &text, const QString &head, Direction direction) const;
    [[nodiscard]] bool isSelected() const;
    [[nodiscard]] QColor pen(const QColor &plain) const; ///< or what is read on a selection

    struct Match {
        std::size_t begin = 0;
        std::size_t end = 0;
    };

    QPainter &m_painter;
    const QStyleOptionViewItem &m_option;
    const Accents m_accents;
    const QFont m_fixed;
    std::vector<Match> m_matches; // in order
};

} // namespace sealcord
