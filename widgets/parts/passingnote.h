// SPDX-License-Identifier: MIT
#pragma once

#include "widgets/parts/elidedlabel.h"

#include <QString>
#include <QTimer>

namespace sealcord {

/// A short word in a window's status line that goes away by itself: that something was copied.
/// Screen readers are told.
class PassingNote final : public ElidedLabel
{
    Q_OBJECT

public:
    explicit PassingNote(QWidget *parent);

    void say(const QString &text);
    /// By the one that \a part 's window has, if any.
    static void sayFor(const QWidget &part, const QString &text);

private:
    QTimer m_end;
};

} // namespace sealcord
