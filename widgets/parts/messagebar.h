// SPDX-License-Identifier: MIT
#pragma once

#include <QFrame>
#include <QList>
#include <QString>

#include <functional>

class QBoxLayout;
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

    /// A button. Pressing it hides the bar, unless that \a stays, then calls \a act.
    struct Action {
        QString text;
        std::function<void()> act;
        bool stays = false;
    };

    explicit MessageBar(QWidget *parent = nullptr);

    /// \a text is plain.
    void show(Level level, const QString &text, const QList<Action> &actions = {});
    [[nodiscard]] QString text() const;

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void colour();
    void arrange();

    Level m_level = Level::Info;
    QLabel *m_glyph = nullptr;
    QLabel *m_text = nullptr;
    QToolButton *m_close = nullptr;
    QBoxLayout *m_body = nullptr; ///< the text and, beside or below it, the buttons
    QBoxLayout *m_row = nullptr; ///< of the buttons
    QList<QWidget *> m_buttons;
};

} // namespace sealcord
