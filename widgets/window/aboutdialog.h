// SPDX-License-Identifier: MIT
#pragma once

#include <QDialog>

namespace sealcord {

/// What this program is, and of which versions it is made: what somebody who reports a fault
/// copies.
class AboutDialog final : public QDialog
{
    Q_OBJECT

public:
    explicit AboutDialog(QWidget *parent = nullptr);
};

} // namespace sealcord
