// SPDX-License-Identifier: MIT
#include "widgets/detail/detailpane.h"

#include "core/text/figures.h"
#include "core/traffic/describe.h"
#include "widgets/detail/eventdetail.h"
#include "widgets/detail/wirepane.h"
#include "widgets/look/accents.h"
#include "widgets/message/messagepane.h"
#include "widgets/parts/elidedlabel.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QResizeEvent>
#include <QScrollArea>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace sealcord {

namespace {

// Below these the halves do not fit beside each other, in pixels: not at all, or where the fields
// on the wire have to stand beside their bytes, since the height is not enough for both.
constexpr int narrowWidth = 700;
constexpr int narrowLowWidth = 1100;
constexpr int leastRows = 5; // of bytes or text, for both halves at once

enum Page { Empty, Message, Event };

} // namespace

DetailPane::DetailPane(QWidget *parent)
    : QWidget(parent)
    , m_halves(new QTabBar)
    , m_head(makeHead())
    , m_stack(new QStackedWidget(this))
    , m_splitter(new QSplitter(Qt::Horizontal, this))
    , m_message(new MessagePane(this))
    , m_wire(new WirePane(this))
    , m_event(new EventDetail(this))
{
    m_halves->addTab(tr("Message"));
    m_halves->addTab(tr("On the wire"));
    m_halves->setAccessibleName(tr("Message or its bytes on the wire"));
    m_splitter->addWidget(m_message);
    m_splitter->addWidget(m_wire);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setStretchFactor(0, 9);
    m_splitter->setStretchFactor(1, 16);
    m_splitter->setSizes({9000, 16000}); // in proportion: lines of 16 bytes at 1280 pixels

    auto *empty =
        new QLabel(tr("Choose a message or an event in the list to see what is in it."), this);
    empty->setAlignment(Qt::AlignCenter);
    empty->setWordWrap(true);
    m_stack->addWidget(empty);
    m_stack->addWidget(m_splitter);
    auto *eventArea = new QScrollArea(this); // its facts would ask for more than a small window has
    eventArea->setAccessibleName(tr("Event"));
    eventArea->setWidget(m_event);
    eventArea->setWidgetResizable(true);
    eventArea->setFrameShape(QFrame::NoFrame);
    m_stack->addWidget(eventArea);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(2);
    layout->addWidget(m_head);
    layout->addWidget(m_note);
    layout->addWidget(m_stack, 1);

    connect(m_halves, &QTabBar::currentChanged, this, &DetailPane::arrange);
    connect(m_message, &MessagePane::filterTermRequested, this, &DetailPane::filterTermRequested);
    linkSelections();
    clear();
}

QWidget *DetailPane::makeHead()
{
    auto *head = new QWidget(this);
    const auto prepare = [](QLabel *label, const QString &name) {
        label->setTextFormat(Qt::PlainText);
        label->setAccessibleName(name);
        return label;
    };
    m_number = prepare(new QLabel(head), tr("Number"));
    m_direction = prepare(new QLabel(head), tr("Direction"));
    m_place = new ElidedLabel(head);
    prepare(m_place, tr("Peer, time and size"));
    m_state = prepare(new QLabel(head), tr("State"));
    m_note = prepare(new QLabel(this), tr("Note"));
    auto bold = font();
    bold.setBold(true);
    m_number->setFont(bold);
    m_direction->setFont(bold);
    m_note->setWordWrap(true);

    auto *line = new QHBoxLayout(head);
    line->setContentsMargins({});
    line->setSpacing(12);
    line->addWidget(m_number);
    line->addWidget(m_direction);
    line->addWidget(m_place, 1);
    line->addWidget(m_state);
    line->addWidget(m_halves);
    return head;
}

void DetailPane::linkSelections()
{
    connect(m_message, &MessagePane::selectionChanged, this,
        [this](quint64 offset, quint64 length) { m_wire->selectPlaintext({offset, length}); });
    connect(m_wire, &WirePane::plaintextSelected, this,
        [this](quint64 offset, quint64 length) { m_message->setSelection({offset, length}); });
}

void DetailPane::setSubject(const DetailSubject &subject)
{
    m_subject = subject;
    const auto &row = m_subject.row;
    if (isPlaintext(row)) {
        m_message->setContent(row.content, m_subject.memory);
        if (hasWire())
            m_wire->setMessage(row, m_subject.memory, m_subject.protocol);
        else
            m_wire->clear();
        m_stack->setCurrentIndex(Message);
    } else {
        m_message->setContent({}, {});
        m_wire->clear();
        m_event->setEvent(row, m_subject.connectionLabel);
        m_stack->setCurrentIndex(Event);
    }
    showHead();
    arrange();
}

void DetailPane::updateState(
    bool isWaiting, std::optional<std::chrono::nanoseconds> answeredIn, const QString &note)
{
    m_subject.isWaiting = isWaiting;
    m_subject.answeredIn = answeredIn;
    m_subject.note = note;
    showState();
}

void DetailPane::clear()
{
    m_subject = {};
    m_message->setContent({}, {});
    m_wire->clear();
    m_stack->setCurrentIndex(Empty);
    for (auto *label : {m_number, m_direction, static_cast<QLabel *>(m_place), m_state})
        label->clear();
    m_note->hide();
    arrange();
}

quint64 DetailPane::number() const
{
    return m_subject.row.number;
}

void DetailPane::setFilter(const Filter &filter)
{
    m_message->setFilter(filter);
}

void DetailPane::openFind()
{
    if (m_stack->currentIndex() != Message)
        return;
    m_halves->setCurrentIndex(0);
    m_message->openFind();
}

/// Of a stream's bytes nobody keeps how they went.
bool DetailPane::hasWire() const
{
    return m_subject.row.kind == TrafficRow::Kind::Message;
}

void DetailPane::showHead()
{
    const auto &row = m_subject.row;
    const bool isMessage = isPlaintext(row);
    m_number->setText(u"#"_s + formatCount(row.number));
    m_number->setVisible(row.kind != TrafficRow::Kind::Gap);
    m_direction->setText(isMessage ? describe(row.direction, true) : QString());
    m_direction->setVisible(isMessage);
    m_place->setText(isMessage ? placeText() : formatTimeOfDay(row.time));
    m_place->setVisible(row.kind != TrafficRow::Kind::Gap);
    m_place->setToolTip(formatTimestamp(row.time) + u"\n"_s + m_place->text());
    colourHead();
    showState();
}

QString DetailPane::placeText() const
{
    const auto &row = m_subject.row;
    const bool isIn = row.direction == Direction::In;
    const auto time = formatTimeOfDay(row.time);
    auto size = formatBytes(row.content.size());
    const auto peer = row.kind == TrafficRow::Kind::StreamData
        ? tr("%1 · %2", "a stream's target and number; its connection")
              .arg(describeStream(row), m_subject.connectionLabel)
        : m_subject.connectionLabel;
    if (row.inFrame > 1)
        size =
            tr("%1, %2", "18 bytes, message 3 of 12 of its record").arg(size, describePlace(row));
    if (row.frame.empty() || row.inFrame > 1) {
        return isIn ? tr("from %1 at %2, %3").arg(peer, time, size)
                    : tr("to %1 at %2, %3").arg(peer, time, size);
    }
    const auto onWire = formatCount(row.frame.size());
    return isIn ? tr("from %1 at %2, %3, %4 on the wire").arg(peer, time, size, onWire)
                : tr("to %1 at %2, %3, %4 on the wire").arg(peer, time, size, onWire);
}

void DetailPane::showState()
{
    const bool isMessage = m_subject.row.kind == TrafficRow::Kind::Message;
    if (isMessage && m_subject.isWaiting)
        m_state->setText(tr("◌ waiting: not yet taken by the system"));
    else if (isMessage && m_subject.answeredIn)
        m_state->setText(tr("answered in %1").arg(formatInterval(*m_subject.answeredIn)));
    else
        m_state->clear();
    m_note->setText(m_subject.note.isEmpty() ? QString() : tr("Note: %1").arg(m_subject.note));
    m_note->setVisible(!m_subject.note.isEmpty());
    colourHead();
}

void DetailPane::colourHead()
{
    const auto accents = accentsFor(palette());
    auto colours = palette();
    const bool isIn = m_subject.row.direction == Direction::In;
    colours.setColor(QPalette::WindowText, isIn ? accents.in : accents.out);
    m_direction->setPalette(colours);
    colours.setColor(QPalette::WindowText, m_subject.isWaiting ? accents.warning : accents.dimmed);
    m_state->setPalette(colours);
}

void DetailPane::arrange()
{
    const bool hasHalves = m_stack->currentIndex() == Message && hasWire();
    const bool isLow = height() < m_wire->heightOf(leastRows);
    const bool areTabs = width() < (isLow ? narrowLowWidth : narrowWidth)
        || height() < m_message->heightOf(leastRows);
    m_wire->setLow(isLow);
    m_halves->setVisible(hasHalves && areTabs);
    m_message->setVisible(!areTabs || !hasWire() || m_halves->currentIndex() == 0);
    m_wire->setVisible(hasWire() && (!areTabs || m_halves->currentIndex() == 1));
}

void DetailPane::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
}

void DetailPane::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        colourHead();
}

} // namespace sealcord
