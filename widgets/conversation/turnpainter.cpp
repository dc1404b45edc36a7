// SPDX-License-Identifier: MIT
#include "widgets/conversation/turnpainter.h"

#include "core/text/figures.h"
#include "core/traffic/describe.h"
#include "core/traffic/models/conversationmodel.h"
#include "core/traffic/models/trafficfind.h"
#include "widgets/look/controlpictures.h"

#include <QCoreApplication>
#include <QFontDatabase>
#include <QFontMetrics>
#include <QPainter>
#include <QStringList>

#include <algorithm>

namespace sealcord {

using namespace Qt::StringLiterals;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(TurnPainter)
};

// Pixels.
constexpr int margin = 6; // beside a turn
constexpr int distance = 6; // between two
constexpr int padding = 7; // left and right in one
constexpr int lift = 3; // above and below in one
constexpr int edge = 3; // the line on its outer side
constexpr float tintOfSide = 0.09F; // light enough for text on it
constexpr float tintOfMatch = 0.28F;

constexpr std::size_t mostMatches = 64; // that are lit in a turn

QFont fixedFont(const QFont &font)
{
    QFont fixed = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    fixed.setPointSizeF(font.pointSizeF());
    return fixed;
}

QString headText(const ConversationModel &model, int index)
{
    QStringList parts{model.timeText(index)};
    if (const auto since = model.sincePrevious(index)) {
        const auto interval = formatInterval(*since);
        parts += since->count() < 0 ? interval : u'+' + interval;
    }
    parts += formatBytes(model.row(index).content.size());
    return parts.join(u"   "_s);
}

QString restText(std::size_t rest)
{
    return Words::tr("… %1 more (Enter shows all)", "18 bytes of a message").arg(formatBytes(rest));
}

} // namespace

TurnPainter::TurnPainter(QPainter &painter, const QStyleOptionViewItem &option)
    : m_painter(painter)
    , m_option(option)
    , m_accents(accentsFor(option.palette))
    , m_fixed(fixedFont(option.font))
{ }

int TurnPainter::height(int lines, const QFont &font)
{
    const int head = QFontMetrics(font).height() + distance;
    return lines == 0 ? head : head + 2 * lift + lines * QFontMetrics(fixedFont(font)).height();
}

int TurnPainter::width(const QFont &font)
{
    const int columns = QFontMetrics(fixedFont(font)).horizontalAdvance(u'0');
    return TurnText::mostColumns * columns + 2 * (margin + padding) + edge;
}

void TurnPainter::paint(
    const ConversationModel &model, int index, ContentForm form, const QByteArray &needle)
{
    m_painter.setClipRect(m_option.rect);
    const auto &row = model.row(index);
    if (row.kind != TrafficRow::Kind::Message) {
        paintSentence(model, index);
        return;
    }
    const TurnText text(row.content, form);
    light(row, text, needle);
    paintMessage(row, text, headText(model, index));
}

bool TurnPainter::isSelected() const
{
    return m_option.state.testFlag(QStyle::State_Selected);
}

QColor TurnPainter::pen(const QColor &plain) const
{
    return isSelected() ? m_option.palette.color(QPalette::HighlightedText) : plain;
}

void TurnPainter::paintSentence(const ConversationModel &model, int index)
{
    const QRect area = m_option.rect.adjusted(margin, distance / 2, -margin, -distance / 2);
    if (isSelected())
        m_painter.fillRect(area, m_option.palette.color(QPalette::Highlight));
    const auto time = model.timeText(index);
    auto text = model.sentence(index);
    if (!time.isEmpty())
        text = time + u"   "_s + text;
    m_painter.setFont(m_option.font);
    m_painter.setPen(pen(m_accents.dimmed));
    m_painter.drawText(area, Qt::AlignCenter | Qt::TextSingleLine,
        m_painter.fontMetrics().elidedText(
            withControlPictures(text, m_option.font), Qt::ElideRight, area.width()));
}

void TurnPainter::paintMessage(const TrafficRow &row, const TurnText &text, const QString &head)
{
    const bool isSent = row.direction == Direction::Out;
    const QRect place = m_option.rect.adjusted(margin, distance / 2, -margin, -distance / 2);
    const int width =
        std::min(widthOf(text, head, row.direction) + 2 * padding + edge, place.width());
    const int left = isSent ? place.right() + 1 - width : place.left();
    const QRect bubble(left, place.top(), width, place.height());
    paintBubble(bubble, row.direction);
    const int outer = isSent ? 0 : edge;
    QRect area = bubble.adjusted(padding + outer, lift, outer - edge - padding, 0);

    area.setHeight(QFontMetrics(m_option.font).height());
    paintHead(area, head, row.direction);
    area.moveTop(area.bottom() + 1);
    area.setHeight(QFontMetrics(m_fixed).height());
    m_painter.setFont(m_fixed);
    for (std::size_t line = 0; line < text.lines().size(); ++line) {
        paintLine(area, text, line);
        area.moveTop(area.bottom() + 1);
    }
    if (text.rest() > 0)
        paintRest(area, text.rest());
}

void TurnPainter::paintBubble(const QRect &bubble, Direction direction)
{
    const bool isSent = direction == Direction::Out;
    const auto side = isSent ? m_accents.out : m_accents.in;
    auto tint = side;
    tint.setAlphaF(tintOfSide);
    m_painter.fillRect(bubble, isSelected() ? m_option.palette.color(QPalette::Highlight) : tint);
    m_painter.fillRect(isSent ? bubble.right() + 1 - edge : bubble.left(), bubble.top(), edge,
        bubble.height(), side);
    if (!m_option.state.testFlag(QStyle::State_HasFocus))
        return;
    m_painter.setPen(m_option.palette.color(QPalette::Text));
    m_painter.drawRect(bubble.adjusted(0, 0, -1, -1));
}

void TurnPainter::paintHead(const QRect &area, const QString &head, Direction direction)
{
    const auto word = describe(direction, true) + u"   "_s;
    m_painter.setFont(m_option.font);
    m_painter.setPen(pen(direction == Direction::In ? m_accents.in : m_accents.out));
    constexpr auto flags = Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine;
    m_painter.drawText(area, int(flags), word);
    m_painter.setPen(pen(m_accents.dimmed));
    m_painter.drawText(
        area.adjusted(m_painter.fontMetrics().horizontalAdvance(word), 0, 0, 0), int(flags), head);
}

void TurnPainter::paintLine(const QRect &area, const TurnText &text, std::size_t line)
{
    const auto shown = withControlPictures(text.lines()[line].text, m_fixed);
    const QFontMetrics metrics(m_fixed); // as widthOf() has measured
    auto lit = m_option.palette.color(QPalette::Highlight);
    lit.setAlphaF(tintOfMatch);
    for (const auto &match : m_matches) {
        for (const auto &range : text.ranges(line, match.begin, match.end)) {
            const int from = metrics.horizontalAdvance(shown, int(range.offset));
            const int to = metrics.horizontalAdvance(shown, int(range.offset + range.length));
            const QRect place(area.left() + from, area.top(), to - from, area.height());
            if (isSelected()) // the highlight's colour is taken: a line has to do
                m_painter.fillRect(place.left(), place.bottom() - 1, place.width(), 2,
                    m_option.palette.color(QPalette::HighlightedText));
            else
                m_painter.fillRect(place, lit);
        }
    }
    m_painter.setPen(pen(m_option.palette.color(QPalette::Text)));
    m_painter.drawText(area, int(Qt::AlignLeft | Qt::AlignVCenter) | Qt::TextSingleLine,
        metrics.horizontalAdvance(shown) > area.width()
            ? metrics.elidedText(shown, Qt::ElideRight, area.width())
            : shown);
}

void TurnPainter::paintRest(const QRect &area, std::size_t rest)
{
    m_painter.setFont(m_option.font);
    m_painter.setPen(pen(m_accents.dimmed));
    m_painter.drawText(
        area, int(Qt::AlignLeft | Qt::AlignVCenter) | Qt::TextSingleLine, restText(rest));
}

void TurnPainter::light(const TrafficRow &row, const TurnText &text, const QByteArray &needle)
{
    if (needle.isEmpty())
        return;
    const auto length = static_cast<std::size_t>(needle.size());
    const auto shown = row.content.size() - text.rest();
    // A match may begin in sight and end behind it.
    const auto content = row.content.first(std::min(row.content.size(), shown + length));
    for (auto at = find(content, {needle, false}, 0); at < shown && m_matches.size() < mostMatches;
        at = find(content, {needle, false}, at + length))
        m_matches.push_back({at, at + length});
}

int TurnPainter::widthOf(const TurnText &text, const QString &head, Direction direction) const
{
    const QFontMetrics plain(m_option.font);
    const QFontMetrics fixed(m_fixed);
    int width = plain.horizontalAdvance(describe(direction, true) + u"   "_s)
        + plain.horizontalAdvance(head);
    for (const auto &line : text.lines())
        width = std::max(width, fixed.horizontalAdvance(withControlPictures(line.text, m_fixed)));
    return text.rest() > 0 ? std::max(width, plain.horizontalAdvance(restText(text.rest())))
                           : width;
}

} // namespace sealcord
