// SPDX-License-Identifier: MIT
#include "tests/benchmarks/window/agents.h"

#include "tests/benchmarks/window/pacedagent.h"

#include <QCoreApplication>
#include <QObject>

#include <cstdio>
#include <memory>
#include <vector>

namespace sealcord {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mebibyte = 1024 * 1024;
constexpr qsizetype longest = 16 * mebibyte;

class DeafTap final : public Tap
{
public:
    [[nodiscard]] TapInterest interest() const noexcept override { return TapInterest::Lives; }
    void happened(WireEvent) override { }
};

QByteArray repeated(const QByteArray &begin, const QByteArray &part, const QByteArray &end)
{
    const auto count = (longest - begin.size() - end.size()) / part.size();
    return begin + part.repeated(count) + end;
}

} // namespace

QByteArray messageCalled(const QString &name)
{
    if (name == "text"_L1)
        return repeated({}, "What happens on the wire, seen from both ends, live and true.\n", {});
    if (name == "json"_L1)
        return repeated("[", R"({"name":"a reading","values":[1,2.5,-3e4],"good":true},)", "null]");
    const auto number = name.section(u' ', 0, 0).toLongLong();
    return QByteArray(name.endsWith("MiB"_L1) ? number * mebibyte : number, 'x');
}

QStringList argumentsFor(const AgentsOrder &order)
{
    return {u"agent"_s, QString::number(order.port), QString::number(order.perSecond),
        QString::number(order.seconds), QString::number(order.agents), order.message};
}

AgentsOrder orderFrom(const QStringList &arguments)
{
    return {arguments.value(1).toUShort(), arguments.value(2).toInt(), arguments.value(3).toInt(),
        qMax(1, arguments.value(4).toInt()), arguments.value(5, u"64"_s)};
}

int runAgents(const AgentsOrder &order)
{
    DeafTap tap;
    std::vector<std::unique_ptr<PacedAgent>> agents;
    int running = order.agents;
    const PacedAgent::Load load{order.port, order.perSecond / order.agents,
        std::chrono::seconds(order.seconds), messageCalled(order.message)};
    for (int i = 0; i < order.agents; ++i) {
        agents.push_back(std::make_unique<PacedAgent>(load, tap));
        QObject::connect(agents.back().get(), &PacedAgent::finished, qApp, [&running] {
            if (--running == 0)
                QCoreApplication::quit();
        });
        agents.back()->start();
    }
    const int code = QCoreApplication::exec();
    quint64 sent = 0;
    quint64 received = 0;
    for (const auto &agent : agents) {
        sent += agent->sent();
        received += agent->received();
    }
    std::printf("%llu %llu\n", static_cast<unsigned long long>(sent),
        static_cast<unsigned long long>(received));
    return code;
}

} // namespace sealcord
