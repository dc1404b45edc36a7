// SPDX-License-Identifier: MIT
#pragma once

#include "core/protocol/peer.h"

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

    /// Tells of connections with \a protection.
    void setProtection(Protection protection);

Q_SIGNALS:
    /// It has been read.
    void closeRequested();

private:
    [[nodiscard]] QWidget *makeText();

    Protection m_protection = Protection::NotAuthenticated;
    QScrollArea *m_area;
};

} // namespace sealcord
