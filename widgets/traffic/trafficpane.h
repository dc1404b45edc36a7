// SPDX-License-Identifier: MIT
#pragma once

#include "core/traffic/models/trafficmodel.h"
#include "widgets/traffic/trafficactions.h"
#include "widgets/traffic/trafficdelegate.h"

#include <QAction>
#include <QList>
#include <QString>
#include <QWidget>

class QMenu;

namespace sealcord {

class EmptyNote;
class FilterEdit;
class FindBar;
class GoToBar;
class ListFollower;
class ListView;
class MarkBar;
class NamedFilters;
class PlaceKeeper;
class ResendSelection;
class TrafficHead;
class TrafficSearch;

/// The list of messages and events with what narrows, follows, holds, searches and marks it.
class TrafficPane final : public QWidget
{
    Q_OBJECT

public:
    /// \a model outlives this.
    explicit TrafficPane(TrafficModel &model, QWidget *parent = nullptr);
    ~TrafficPane() override;

    /// Which sent messages the kernel has not taken yet: they say so.
    void setWaiting(TrafficDelegate::RowTest isWaiting);
    /// What stands in the list while nothing has happened, plain text, and what can be done then.
    void setEmptyText(const QString &text, const QList<QAction *> &actions = {});

    [[nodiscard]] int heightOf(int rows) const; ///< with as many in sight, in pixels
    [[nodiscard]] FilterEdit &filterField() const;
    [[nodiscard]] NamedFilters &namedFilters() const { return *m_namedFilters; }
    [[nodiscard]] ListView &list() const { return *m_list; }
    [[nodiscard]] const TrafficActions &actions() const { return m_actions; }
    [[nodiscard]] ResendSelection &resending() const { return *m_resending; }

    [[nodiscard]] int currentRow() const; ///< -1: none
    [[nodiscard]] quint64 currentNumber() const; ///< 0: none
    /// Makes the row with \a number the current one and brings it into sight; false if the list
    /// does not show it.
    bool setCurrentNumber(quint64 number);

    /// False: nothing comes by itself, so that there is nothing to follow or to pause.
    void setLive(bool isLive);
    [[nodiscard]] bool isFollowing() const;
    void setFollowing(bool isFollowing);
    void setPaused(bool isPaused);
    /// To the row that \a goal asks for, as trafficGoal() finds it; false: there is none.
    bool goTo(const QString &goal);
    [[nodiscard]] TrafficModel::TimeFormat timeFormat() const;
    void setTimeFormat(TrafficModel::TimeFormat format);
    void showOnly(ConnectionId connection); ///< by the filter

Q_SIGNALS:
    /// A row of the model, or -1: the one before was forgotten or filtered out.
    void currentRowChanged(int row);
    void detailWanted(); ///< of the current row, by a click, or Enter where it has no connection
    /// Of a list that is not all there is: somebody asks for a number or a time that may be among
    /// the rest.
    void elsewhereWanted(const QString &goal);
    void editAndResendRequested(int row);
    void compareRequested(int first, int second); ///< rows, from top to bottom

private:
    void makeList();
    void connectList();
    void connectActions();
    void connectFind();
    void connectMarks();
    void connectFilter();

    void updateEmptyNote();
    void updateActions();
    void tellCurrent(int row);
    void showMenu(const QPoint &position);
    void addTerm(bool isWanted);
    void look(const QString &text);
    void updateHits();
    void goToHit(bool isForward);
    void goToMark(bool isForward);
    [[nodiscard]] const TrafficRow *current() const; ///< nullptr: none, or a gap

    TrafficModel &m_model;
    TrafficActions m_actions;
    TrafficHead *m_head = nullptr;
    NamedFilters *m_namedFilters = nullptr;
    ListView *m_list = nullptr;
    TrafficDelegate *m_delegate = nullptr;
    ListFollower *m_follower = nullptr;
    PlaceKeeper *m_places = nullptr;
    ResendSelection *m_resending = nullptr;
    TrafficSearch *m_search = nullptr;
    EmptyNote *m_emptyNote = nullptr;
    FindBar *m_findBar = nullptr;
    GoToBar *m_goToBar = nullptr;
    MarkBar *m_markBar = nullptr;
    QAction *m_clearFilter = nullptr;

    QString m_emptyText;
    QList<QAction *> m_emptyActions;
    bool m_isTold = true; ///< which row is the current one
};

} // namespace sealcord
