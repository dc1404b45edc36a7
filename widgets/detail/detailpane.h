// SPDX-License-Identifier: MIT
#pragma once

#include "core/traffic/filter/filter.h"
#include "core/traffic/trafficrow.h"

#include <QString>
#include <QWidget>

#include <chrono>
#include <optional>

class QLabel;
class QSplitter;
class QStackedWidget;
class QTabBar;

namespace sealcord {

class EventDetail;
class ElidedLabel;
class MessagePane;
class WirePane;

/// A message, event or gap, and what is known about it beside its row.
struct DetailSubject {
    TrafficRow row;
    TrafficMemory memory; ///< keeps alive what the row views
    Protocol protocol = Protocol::None; ///< of its connection
    QString connectionLabel; ///< the peer, or empty
    bool isWaiting = false; ///< sent, but the system has not yet taken all of it
    std::optional<std::chrono::nanoseconds> answeredIn; ///< until the reply to it came
    QString note; ///< what the user wrote to its mark
};

/// What there is to know about one message, beside how it was on the wire, or about one event.
/// Belongs to one thread; whatever the size of a message, that thread is not kept from its work.
class DetailPane final : public QWidget
{
    Q_OBJECT

public:
    explicit DetailPane(QWidget *parent = nullptr);

    void setSubject(const DetailSubject &subject);
    /// Another state of what is shown already: views and selection stay.
    void updateState(
        bool isWaiting, std::optional<std::chrono::nanoseconds> answeredIn, const QString &note);
    void clear(); ///< shows how to choose something
    [[nodiscard]] quint64 number() const; ///< of the row that is shown; 0: none

    /// Lights what \a filter looks for.
    void setFilter(const Filter &filter);
    void openFind(); ///< the find bar, for a message

    /// What the row is, and the tabs of its halves: for whoever shows this elsewhere.
    [[nodiscard]] QWidget *headline() const { return m_head; }
    [[nodiscard]] MessagePane *messagePane() const { return m_message; }
    [[nodiscard]] WirePane *wirePane() const { return m_wire; }

Q_SIGNALS:
    /// A term of the filter language for the bytes that are selected.
    void filterTermRequested(const QString &term, bool exclude);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    [[nodiscard]] QWidget *makeHead();
    void linkSelections();
    void showHead();
    void showState();
    void colourHead();
    void arrange();
    [[nodiscard]] bool hasWire() const;
    [[nodiscard]] QString placeText() const;

    DetailSubject m_subject;
    QTabBar *m_halves;
    QWidget *m_head;
    QLabel *m_number;
    QLabel *m_direction;
    ElidedLabel *m_place;
    QLabel *m_state;
    QLabel *m_note;
    QStackedWidget *m_stack;
    QSplitter *m_splitter;
    MessagePane *m_message;
    WirePane *m_wire;
    EventDetail *m_event;
};

} // namespace sealcord
