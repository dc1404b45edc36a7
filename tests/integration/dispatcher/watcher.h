// SPDX-License-Identifier: MIT
#pragma once

#include "descriptors.h"

#include <QSocketNotifier>

#include <functional>

namespace dispatching {

/// A notifier that counts its activations, and then does what the test wants.
class Watcher
{
public:
    using Then = std::function<void()>;

    explicit Watcher(
        const Descriptor &descriptor, QSocketNotifier::Type type = QSocketNotifier::Read,
        Then then = [] { })
        : m_then(std::move(then))
        , m_notifier(descriptor.number(), type)
    {
        QObject::connect(&m_notifier, &QSocketNotifier::activated, &m_notifier, [this] {
            ++m_count;
            m_then();
        });
    }

    [[nodiscard]] int count() const { return m_count; }
    [[nodiscard]] QSocketNotifier &notifier() { return m_notifier; }
    void then(Then then) { m_then = std::move(then); }

private:
    int m_count = 0;
    Then m_then;
    QSocketNotifier m_notifier;
};

/// Reads what arrives, and counts in how many goes.
class Reader : public Watcher
{
public:
    explicit Reader(const Pair &pair)
        : Watcher(pair.near, QSocketNotifier::Read, [&pair] { pair.listen(); })
    { }
};

} // namespace dispatching
