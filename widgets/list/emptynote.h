// SPDX-License-Identifier: MIT
#pragma once

#include <QList>
#include <QString>
#include <QWidget>

class QAction;
class QBoxLayout;
class QHBoxLayout;
class QLabel;

namespace sealcord {

/// What stands in an empty list: why it is empty and what fills it, with buttons that do so. Lies
/// over \a area and takes its size; hidden at first.
class EmptyNote final : public QWidget
{
    Q_OBJECT

public:
    explicit EmptyNote(QWidget *area);

    /// \a text is plain. A button for each of \a actions, which stay their owner's.
    void setContent(const QString &text, const QList<QAction *> &actions);

    bool eventFilter(QObject *watched, QEvent *event) override;

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void arrange();

    QLabel *m_text = nullptr;
    QList<QAction *> m_actions;
    QBoxLayout *m_layout = nullptr;
    QHBoxLayout *m_buttons = nullptr;
};

} // namespace sealcord
