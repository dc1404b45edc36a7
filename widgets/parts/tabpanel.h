// SPDX-License-Identifier: MIT
#pragma once

#include <QList>
#include <QString>
#include <QWidget>

class QHBoxLayout;
class QStackedWidget;
class QTabBar;
class QToolButton;

namespace sealcord {

/// Pages under a line that has their tabs, what the current page says of itself, and a cross that
/// closes the panel: a QTabWidget gives what stands beside its tabs no room that shrinks.
class TabPanel final : public QWidget
{
    Q_OBJECT

public:
    explicit TabPanel(QWidget *parent = nullptr);

    /// \a headline stands in the line while \a page is shown; null: nothing does. Takes both.
    void addPage(QWidget *page, const QString &name, QWidget *headline = nullptr);
    void setPageName(QWidget *page, const QString &name);
    void setCurrentPage(QWidget *page);
    [[nodiscard]] QWidget *currentPage() const;
    [[nodiscard]] QList<QWidget *> pages() const;
    [[nodiscard]] QString pageName(QWidget *page) const;
    [[nodiscard]] QTabBar &tabBar() const { return *m_tabs; }

Q_SIGNALS:
    void closeRequested();

private:
    void showPage(int index);

    QHBoxLayout *m_line;
    QTabBar *m_tabs;
    QToolButton *m_close;
    QStackedWidget *m_stack;
    QList<QWidget *> m_headlines; // of each page, or null
};

} // namespace sealcord
