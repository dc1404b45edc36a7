// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <QToolButton>

class QStyleOptionToolButton;

namespace sealcord {

/// A button with a hint of less weight behind its label, apart from it: the arrow where it opens a
/// menu, or else its action's key. "Follow" and "End" are not read as one.
class HintButton final : public QToolButton
{
    Q_OBJECT

public:
    explicit HintButton(QWidget *parent = nullptr);
    /// Does what \a action does, under its name.
    explicit HintButton(QAction *action, QWidget *parent = nullptr);

    void setKey(const QString &key); ///< of a button without an action, as a person reads it

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    /// Empty with a menu.
    [[nodiscard]] QString key() const;
    [[nodiscard]] int hintWidth() const; ///< 0: there is none
    [[nodiscard]] QColor hintColour() const;
    void drawContent(const QStyleOptionToolButton &option);

    QString m_key;
};

} // namespace sealcord
