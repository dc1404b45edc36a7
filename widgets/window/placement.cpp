// SPDX-License-Identifier: MIT
#include "widgets/window/placement.h"

#include <QMargins>

#include <algorithm>

namespace sealcord {

// A guess at the most that a frame takes: it is known only once the window is there.
static constexpr QMargins frame(6, 40, 6, 6);

static QRect roomFor(const QRect &screen)
{
    return screen.marginsRemoved(frame);
}

static qint64 seenOn(const QRect &screen, const QRect &window)
{
    const auto part = screen.intersected(window);
    return part.isEmpty() ? 0 : qint64(part.width()) * part.height();
}

QSize roomOn(const QRect &screen)
{
    return roomFor(screen).size();
}

QRect placement(const QRect &wanted, const QList<QRect> &screens)
{
    const auto screen = *std::ranges::max_element(
        screens, {}, [&](const QRect &one) { return seenOn(one, wanted); });
    const auto room = roomFor(screen);
    QRect placed(wanted.topLeft(), wanted.size().boundedTo(room.size()));
    placed.moveLeft(std::clamp(placed.left(), room.left(), room.right() + 1 - placed.width()));
    placed.moveTop(std::clamp(placed.top(), room.top(), room.bottom() + 1 - placed.height()));
    return placed;
}

} // namespace sealcord
