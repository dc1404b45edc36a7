// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <QWidget>

#include <chrono>
#include <optional>

class QComboBox;
class QSpinBox;

namespace sealcord {

/// How often a message is sent, and how far apart: "x 5 every 1 s".
class RepeatBox : public QWidget
{
    Q_OBJECT

public:
    explicit RepeatBox(QWidget *parent);

    /// 0 is until stopped.
    [[nodiscard]] int count() const;
    void setCount(int count);
    /// 1 ms or more, nothing where what is written is no duration.
    [[nodiscard]] std::optional<std::chrono::milliseconds> interval() const;
    void setInterval(const QString &text);

Q_SIGNALS:
    void changed();

private:
    void showChange();

    QSpinBox *m_count;
    QComboBox *m_interval;
};

} // namespace sealcord
