// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <QWidget>

class QPushButton;

namespace sealcord {

class ElidedLabel;

/// A tinted line that says how something stands, as long as it does, with a button that ends that.
class Strip : public QWidget
{
    Q_OBJECT

public:
    Strip(const QString &buttonText, QWidget *parent);

    /// \a text is plain.
    void say(const QString &text);
    [[nodiscard]] QPushButton &button() { return *m_button; }

protected:
    void changeEvent(QEvent *event) override;

private:
    void updateColors();

    ElidedLabel *m_text = nullptr;
    QPushButton *m_button = nullptr;
};

} // namespace sealcord
