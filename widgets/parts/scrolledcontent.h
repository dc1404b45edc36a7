// SPDX-License-Identifier: MIT
#pragma once

#include <QScrollArea>

namespace sealcord {

/// Gives \a content all the room that there is, and what it needs at least where that is less: then
/// it can be scrolled. Asks for no room itself.
class ScrolledContent final : public QScrollArea
{
    Q_OBJECT

public:
    explicit ScrolledContent(QWidget *content, QWidget *parent = nullptr);
};

} // namespace sealcord
