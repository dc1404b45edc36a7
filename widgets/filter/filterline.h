// SPDX-License-Identifier: MIT
#pragma once

#include <QLineEdit>

namespace sealcord {

/// A line of text that can show which stretch of it is wrong: underlined, in a red frame.
class FilterLine final : public QLineEdit
{
    Q_OBJECT

public:
    explicit FilterLine(QWidget *parent = nullptr);

    /// In UTF-16 units; a stretch of no length stands for the end of the text.
    void markWrong(qsizetype offset, qsizetype length);
    void markRight();

Q_SIGNALS:
    void cleared(); ///< Esc
    void olderWanted(); ///< Up
    void newerWanted(); ///< Down
    void focusLeft();

protected:
    void focusOutEvent(QFocusEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    bool m_isWrong = false;
};

} // namespace sealcord
