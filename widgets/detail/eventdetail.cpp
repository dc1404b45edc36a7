// SPDX-License-Identifier: MIT
#include "widgets/detail/eventdetail.h"

#include "core/text/figures.h"
#include "core/traffic/describe.h"
#include "widgets/detail/eventmeaning.h"
#include "widgets/look/accents.h"

#include <QEvent>
#include <QFormLayout>
#include <QLabel>

namespace sealcord {

EventDetail::EventDetail(QWidget *parent)
    : QWidget(parent)
    , m_words(new QLabel(this))
    , m_level(new QLabel(this))
    , m_time(new QLabel(this))
    , m_connection(new QLabel(this))
    , m_reason(new QLabel(this))
    , m_meaning(new QLabel(this))
{
    auto *form = new QFormLayout(this);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow); // or half a sentence is cut
    const auto add = [&](const QString &title, QLabel *label) {
        label->setTextFormat(Qt::PlainText);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
        label->setWordWrap(true);
        label->setAccessibleName(title);
        form->addRow(title, label);
    };
    add(tr("What happened"), m_words);
    add(tr("Level"), m_level);
    add(tr("Time"), m_time);
    add(tr("Connection"), m_connection);
    add(tr("Why it ended"), m_reason);
    add(tr("What it means"), m_meaning);
}

void EventDetail::setEvent(const TrafficRow &row, const QString &connection)
{
    const bool isGap = row.kind == TrafficRow::Kind::Gap;
    auto *form = static_cast<QFormLayout *>(layout());
    m_words->setText(describe(row));
    m_eventLevel = row.level;
    m_level->setText(describe(row.level, true));
    m_time->setText(formatTimestamp(row.time));
    m_connection->setText(connection);
    const bool isEnd = !isGap && row.event == EventKind::ConnectionEnded;
    m_reason->setText(isEnd ? describe(row.endReason) : QString());
    m_meaning->setText(meaningOf(row));
    form->setRowVisible(m_level, !isGap);
    form->setRowVisible(m_time, !isGap);
    form->setRowVisible(m_connection, !connection.isEmpty());
    form->setRowVisible(m_reason, isEnd);
    colourLevel();
}

void EventDetail::colourLevel()
{
    const auto accents = accentsFor(palette());
    auto colours = palette();
    if (m_eventLevel == EventLevel::Warning)
        colours.setColor(QPalette::WindowText, accents.warning);
    else if (m_eventLevel == EventLevel::Error)
        colours.setColor(QPalette::WindowText, accents.error);
    m_level->setPalette(colours);
}

void EventDetail::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        colourLevel();
}

} // namespace sealcord
