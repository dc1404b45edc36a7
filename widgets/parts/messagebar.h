// SPDX-License-Identifier: MIT
#pragma once

#include <QFrame>
#include <QList>
#include <QString>

#include <functional>

class QHBoxLayout;
class QLabel;
class QToolButton;

namespace sealcord {

/// Says what went wrong, where it happened, with the actions that mend it. Not modal: it stays
/// until it is closed or until something else is to be said. Hidden at first.
class MessageBar final : public QFrame
{
    Q_OBJECT

public:
    enum class Level : quint8 { Info, Warning, Error };

    /// A button. Pressing it hides the bar, then calls \a act.
    struct Action {
        QString text;
        std::function<void()> act;
    };

    explicit MessageBar(QWidget *parent = nullptr);

    /// \a text is plain.
    void show(Level level, const QString &text, const QList<Action> &actions = {});
    [[nodiscard]] QString text() const;

protected:
    void changeEvent(QEvent *event) override;

private:
    void colour();

    Level m_level = Level::Info;
    QHBoxLayout *m_layout = nullptr;
    QLabel *m_glyph = nullptr;
    QLabel *m_text = nullptr;
    QToolButton *m_close = nullptr;
    QList<QWidget *> m_buttons;
};

} // namespace sealcord
