// SPDX-License-Identifier: MIT
#pragma once

#include "widgets/conversation/turnplaces.h"

#include <QByteArray>
#include <QList>
#include <QListView>
#include <QString>

namespace sealcord {

class ConversationDelegate;
class ConversationModel;
class NewRowsButton;

/// A conversation, turns of different heights below each other, of which several can be selected.
/// Keeps the newest in sight until a person looks at another, as a ListFollower does; what is in
/// sight then stays where it is while turns come and go.
///
/// It is a QListView for who asks what it is, as screen readers do. Where its turns stand it knows
/// itself: a QListView measures all of them whenever one comes.
class ConversationView final : public QListView
{
    Q_OBJECT

public:
    /// \a model outlives this.
    explicit ConversationView(ConversationModel &model, QWidget *parent = nullptr);

    void setForm(ContentForm form);
    [[nodiscard]] ContentForm form() const;
    void setNeedle(const QByteArray &needle); ///< lit where it stands
    [[nodiscard]] QList<int> selectedTurns() const; ///< from top to bottom
    /// Makes the turn at \a index the current one and brings it into sight.
    void goTo(int index);

    [[nodiscard]] bool isFollowing() const { return m_isFollowing; }
    void setFollowing(bool isFollowing);

    [[nodiscard]] QRect visualRect(const QModelIndex &index) const override;
    [[nodiscard]] QModelIndex indexAt(const QPoint &point) const override;
    void scrollTo(const QModelIndex &index, ScrollHint hint = EnsureVisible) override;
    void doItemsLayout() override;
    void reset() override;
    void keyboardSearch(const QString &search) override; ///< nothing: turns have no names
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void rowsInserted(const QModelIndex &parent, int start, int end) override;
    void rowsAboutToBeRemoved(const QModelIndex &parent, int start, int end) override;
    void updateGeometries() override;
    [[nodiscard]] int horizontalOffset() const override;
    [[nodiscard]] int verticalOffset() const override;
    [[nodiscard]] bool isIndexHidden(const QModelIndex &index) const override;
    [[nodiscard]] QModelIndex moveCursor(
        CursorAction action, Qt::KeyboardModifiers modifiers) override;
    void setSelection(const QRect &rect, QItemSelectionModel::SelectionFlags command) override;
    [[nodiscard]] QRegion visualRegionForSelection(const QItemSelection &selection) const override;
    void scrollContentsBy(int dx, int dy) override;
    void changeEvent(QEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    /// What stays where it is: a turn, and how much of it is above the edge, in pixels.
    struct Anchor {
        int turn = 0;
        int above = 0;
    };

    [[nodiscard]] Anchor anchor() const;
    void removed(int first, int last);
    void arrange(const Anchor &anchor);
    void decide();
    void followOrTell();
    [[nodiscard]] int newTurns() const;
    [[nodiscard]] int contentWidth() const;

    ConversationModel &m_model;
    ConversationDelegate *m_delegate;
    NewRowsButton *m_newTurns;
    TurnPlaces m_places;
    Anchor m_removing; // while turns are removed: as it was before
    bool m_isFollowing = true;
    quint64 m_seen = 0; // the newest turn's number when it was last in sight
};

} // namespace sealcord
