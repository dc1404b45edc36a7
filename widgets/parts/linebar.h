// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

namespace sealcord {

/// A line that opens under a list or a message to ask for something: Enter takes it, Esc closes the
/// line. Hidden at first.
class LineBar : public QWidget
{
    Q_OBJECT

public:
    explicit LineBar(QWidget *parent = nullptr);

Q_SIGNALS:
    void closed();

protected:
    virtual void enter(Qt::KeyboardModifiers modifiers) = 0;
    virtual void dismiss(); ///< hides it and says closed()

    void keyPressEvent(QKeyEvent *event) final;
};

} // namespace sealcord
