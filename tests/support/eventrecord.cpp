// SPDX-License-Identifier: MIT
#include "tests/support/eventrecord.h"

#include <array>

namespace sealcord::test {

char *toString(const EventRecord &record)
{
    static constexpr std::array names{"established", "message", "closed", "closed unauthenticated",
        "pong", "verification asked", "code agreed", "stream", "failed", "promise broken"};
    const QByteArray text = QByteArray(names[static_cast<std::size_t>(record.kind)]) + " '"
        + record.text.left(64) + "' (reason " + QByteArray::number(static_cast<int>(record.reason))
        + ")";
    return qstrdup(text.constData());
}

} // namespace sealcord::test
