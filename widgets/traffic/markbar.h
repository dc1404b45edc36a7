// SPDX-License-Identifier: MIT
#pragma once

#include "widgets/parts/linebar.h"

#include <QString>

class QLabel;
class QLineEdit;

namespace sealcord {

/// A line under a list to mark a row with a note: Enter keeps it, Esc does not. Hidden at first.
class MarkBar final : public LineBar
{
    Q_OBJECT

public:
    explicit MarkBar(QWidget *parent = nullptr);

    /// Shows it for the row with \a number, with the focus in the field.
    void open(quint64 number, const QString &note);

Q_SIGNALS:
    void marked(quint64 number, const QString &note);
    void unmarked(quint64 number);

protected:
    void enter(Qt::KeyboardModifiers modifiers) override;

private:
    void keep();

    QLabel *m_label = nullptr;
    QLineEdit *m_note = nullptr;
    quint64 m_number = 0;
};

} // namespace sealcord
