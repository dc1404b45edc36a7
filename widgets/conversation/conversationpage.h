// SPDX-License-Identifier: MIT
#pragma once

#include "core/traffic/models/conversationmodel.h"

#include <QWidget>

class QToolButton;

namespace sealcord {

class ConversationOutput;
class ConversationView;
class ElidedLabel;
class EmptyNote;
class FindBar;
class TrafficSearch;

/// One connection as a dialogue that grows while traffic arrives, whatever the list of traffic
/// shows: searched, copied and saved whole or by side.
class ConversationPage final : public QWidget
{
    Q_OBJECT

public:
    /// \a traffic outlives this.
    explicit ConversationPage(const TrafficModel &traffic, QWidget *parent = nullptr);

    /// Shows that one from now on: its newest turns, unless the one with \a number is not among
    /// those in sight, which is brought there.
    void open(const ConnectionName &connection, quint64 number);
    /// The same, of which somebody reads elsewhere what is there, as ConversationModel has it.
    void openEmpty(const ConnectionName &connection, quint64 number);
    void endPast(bool isPart); ///< \a isPart: there is more of it elsewhere
    void append(const TrafficBatch &batch); ///< as ConversationModel has it
    void openFind(); ///< the find bar

    [[nodiscard]] const ConversationModel &model() const { return *m_model; }
    [[nodiscard]] ConversationView &view() const { return *m_view; }
    [[nodiscard]] ConversationOutput &output() const { return *m_output; }
    /// Whose conversation it is, its form, and what leaves it: for whoever shows this elsewhere.
    [[nodiscard]] QWidget *headline() const { return m_head; }

Q_SIGNALS:
    void turnChosen(int turn); ///< of the model, by a click
    void detailWanted(int turn); ///< by Enter or a double click

private:
    void makeHead();
    void connectFind();
    void showState();
    void goToWanted();
    void updateHits();
    void goToHit(bool isForward);
    void showMenu(const QPoint &position);
    [[nodiscard]] quint64 currentNumber() const; ///< 0: none

    ConversationModel *m_model;
    ConversationView *m_view;
    EmptyNote *m_emptyNote;
    TrafficSearch *m_search;
    FindBar *m_findBar;
    ConversationOutput *m_output;
    QWidget *m_head;
    ElidedLabel *m_title;
    QToolButton *m_text;
    QToolButton *m_hex;
    bool m_isPart = false;
    quint64 m_wanted = 0; ///< the turn to bring into sight once it is there; 0: none
};

} // namespace sealcord
