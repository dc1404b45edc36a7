// SPDX-License-Identifier: MIT
#include "core/net/stream/dials.h"

#include "core/net/connection/socketdescriptor.h"

#include <QString>

#include <utility>

namespace sealcord {

using namespace std::chrono_literals;

static constexpr auto timeout = 10s; // for each address of a service

Dials::Dials(Done done)
    : m_done(std::move(done))
{ }

Dials::~Dials()
{
    for (const auto &[number, standing] : m_standing)
        closeDescriptor(standing.held);
}

void Dials::dial(
    StreamNumber number, const ServiceAddress &service, std::vector<std::byte> greeting)
{
    auto *const dial = new Dial(service, timeout, this);
    connect(dial, &Dial::finished, this, [this, number] { finished(number); });
    m_standing.emplace(number, Standing{.dial = dial, .greeting = std::move(greeting)});
}

void Dials::hold(StreamNumber number, qintptr descriptor)
{
    m_standing.emplace(number, Standing{.held = descriptor});
}

qintptr Dials::drop(StreamNumber number)
{
    return m_standing.contains(number) ? take(number).held : -1;
}

// Its dial may be the caller.
Dials::Standing Dials::take(StreamNumber number)
{
    auto standing = std::move(m_standing.extract(number).mapped());
    if (standing.dial) {
        standing.dial->disconnect(this);
        standing.dial->deleteLater();
    }
    return standing;
}

// A socket that has no room for the greeting has none for anything: the service is gone.
void Dials::finished(StreamNumber number)
{
    const auto standing = take(number);
    auto outcome = standing.dial->take();
    if (outcome) {
        tuneForMessages(*outcome);
        if (const auto &greeting = standing.greeting;
            !greeting.empty() && sendAtOnce(*outcome, greeting) != greeting.size()) {
            closeDescriptor(*outcome);
            outcome = std::unexpected(
                Dial::Failure{StreamReset::Unreachable, QStringLiteral("it took no PROXY header")});
        }
    }
    m_done(number, outcome);
}

} // namespace sealcord
