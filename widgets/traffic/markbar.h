// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <QWidget>

class QLabel;
class QLineEdit;

namespace sealcord {

/// A line under a list to mark a row with a note: Enter keeps it, Esc does not. Hidden at first.
class MarkBar final : public QWidget
{
    Q_OBJECT

public:
    explicit MarkBar(QWidget *parent = nullptr);

    /// Shows it for the row with \a number, with the focus in the field.
    void open(quint64 number, const QString &note);

Q_SIGNALS:
    void marked(quint64 number, const QString &note);
    void unmarked(quint64 number);
    void closed();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void close();
    void keep();

    QLabel *m_label = nullptr;
    QLineEdit *m_note = nullptr;
    quint64 m_number = 0;
};

} // namespace sealcord
