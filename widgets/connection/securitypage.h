// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

class QScrollArea;

namespace sealcord {

/// What the protection of a connection gives and what not, in short: docs/security.md for somebody
/// who is looking at a window.
class SecurityPage final : public QWidget
{
    Q_OBJECT

public:
    explicit SecurityPage(QWidget *parent = nullptr);

Q_SIGNALS:
    /// It has been read.
    void closeRequested();

private:
    [[nodiscard]] QWidget *makeText();

    QScrollArea *m_area;
};

} // namespace sealcord
