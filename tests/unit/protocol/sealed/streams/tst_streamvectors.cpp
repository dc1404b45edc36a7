// SPDX-License-Identifier: MIT
#include "core/protocol/sealed/streamtable.h"

#include "tests/support/sealedends.h"
#include "tests/support/streamlines.h"

#include <QByteArrayList>
#include <QCryptographicHash>
#include <QJsonArray>
#include <QTest>

using namespace sealcord;
using namespace sealcord::test;
using namespace Qt::StringLiterals;

/// Both ends against the vectors of streams, which another implementation made.
class TestStreamVectors : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void conversation_data();
    void conversation();
    void cases_data();
    void cases();
};

/// What \a end has told since it was asked last, as the vectors have it.
static QStringList linesOf(SessionEnd &end)
{
    QStringList lines;
    for (const auto &event : end.takeEvents()) {
        using Kind = EventRecord::Kind;
        if (event.kind == Kind::Stream)
            lines += QString::fromUtf8(event.text);
        else if (event.kind == Kind::Message)
            lines += u"message "_s + QString::fromLatin1(event.text.toHex());
        else if (event.kind != Kind::Failed)
            lines += QString::fromLatin1(std::unique_ptr<char[]>(toString(event)).get());
    }
    return lines;
}

static bool isAsTold(const Bytes &wire, const QJsonObject &row)
{
    if (row.contains("wire"_L1))
        return toHex(wire) == row["wire"_L1].toString().toLatin1();
    return std::cmp_equal(wire.size(), row["wire_length"_L1].toInt())
        && QCryptographicHash::hash(toByteArray(wire), QCryptographicHash::Sha256).toHex()
        == row["wire_sha256"_L1].toString().toLatin1();
}

static std::uint32_t takes(QLatin1StringView role)
{
    return static_cast<std::uint32_t>(streamsVectors()["takes"_L1].toObject()[role].toInt());
}

void TestStreamVectors::conversation_data()
{
    QTest::addColumn<AeadEngine>("engine");
    QTest::addColumn<Segmentation>("cuts");
    for (const auto engine : aeadEngines) {
        if (!isAvailable(engine))
            continue;
        for (const auto cuts :
            {Segmentation::Whole, Segmentation::SingleBytes, Segmentation::PseudoRandom})
            QTest::addRow("%s, %d", std::string(name(engine)).c_str(), static_cast<int>(cuts))
                << engine << cuts;
    }
}

void TestStreamVectors::conversation()
{
    QFETCH(const AeadEngine, engine);
    QFETCH(const Segmentation, cuts);
    SealedVectorEnds ends(0, engine);
    Segmenter segmenter(cuts);
    const auto agent = ends.end(Role::Agent, {}, takes("agent"_L1));
    const auto server = ends.end(Role::Server, {}, takes("server"_L1));
    const auto handshake = streamsVectors()["handshake"_L1].toObject();
    agent->start();
    server->start();
    server->receive(agent->takeOutput(), segmenter);
    agent->receive(server->takeOutput(), segmenter);
    const auto message3 = agent->takeOutput();
    QCOMPARE(toHex(message3), handshake["agent_message_3"_L1].toString().toLatin1());
    server->receive(message3, segmenter);
    const auto admit = server->takeOutput();
    QCOMPARE(toHex(admit), handshake["server_admit"_L1].toString().toLatin1());
    agent->receive(admit, segmenter);
    QCOMPARE(agent->takeEvents(), {EventRecord::established()});
    QCOMPARE(server->takeEvents(), {EventRecord::established()});

    for (const auto &value : streamsVectors()["conversation"_L1].toArray()) {
        const auto row = value.toObject();
        const bool isAgents = row["from"_L1].toString() == "agent"_L1;
        auto &sender = isAgents ? *agent : *server;
        auto &receiver = isAgents ? *server : *agent;
        const auto line = row["says"_L1].toString();
        QCOMPARE(sayLine(sender, line.toUtf8()), SendResult::Sent);
        const auto wire = sender.takeOutput();
        QVERIFY2(isAsTold(wire, row), qPrintable(line));
        receiver.receive(wire, segmenter);
        QCOMPARE(linesOf(receiver), {row["tells"_L1].toString()});
        QVERIFY2(receiver.output().isEmpty(), qPrintable(line));
    }
}

void TestStreamVectors::cases_data()
{
    QTest::addColumn<QJsonObject>("row");
    QTest::addColumn<Segmentation>("cuts");
    int number = 0;
    for (const auto &value : streamsVectors()["cases"_L1].toArray()) {
        const auto row = value.toObject();
        const auto name = QByteArray::number(++number) + ' ' + row["role"_L1].toString().toUtf8()
            + ", " + row["name"_L1].toString().toUtf8();
        QTest::newRow((name + ", whole").constData()) << row << Segmentation::Whole;
        QTest::newRow((name + ", byte by byte").constData()) << row << Segmentation::SingleBytes;
    }
    QVERIFY(number > 100);
}

void TestStreamVectors::cases()
{
    QFETCH(const QJsonObject, row);
    QFETCH(const Segmentation, cuts);
    const bool isAgent = row["role"_L1].toString() == "agent"_L1;
    const auto handshake = streamsVectors()["handshake"_L1].toObject();
    SealedVectorEnds ends(0);
    const auto end = ends.end(isAgent ? Role::Agent : Role::Server, {},
        static_cast<std::uint32_t>(row["takes"_L1].toInt()));
    end->start();
    end->receive(isAgent ? ends.vector().serverAnswer : ends.vector().agentOpening);
    end->receive(hexOf(handshake, isAgent ? "server_admit"_L1 : "agent_message_3"_L1));
    QCOMPARE(end->takeEvents(), {EventRecord::established()});
    std::ignore = end->takeOutput();

    Segmenter segmenter(cuts);
    for (const auto &value : row["steps"_L1].toArray()) {
        const auto step = value.toObject();
        if (step.contains("says"_L1))
            QCOMPARE(sayLine(*end, step["says"_L1].toString().toUtf8()), SendResult::Sent);
        end->receive(hexOf(step, "receives"_L1), segmenter);
        QStringList told;
        for (const auto &line : step["tells"_L1].toArray())
            told += line.toString();
        QCOMPARE(linesOf(*end), told);
        QCOMPARE(toHex(end->takeOutput()), step["sends"_L1].toString().toLatin1());
    }
    const auto error = row["error"_L1].toString();
    QCOMPARE(end->isOver(), !error.isEmpty());
    if (!error.isEmpty())
        QCOMPARE(end->session().failure().reason,
            error == "BadRecord"_L1 ? Failure::Reason::BadRecord
                                    : Failure::Reason::UnexpectedRecord);
}

QTEST_APPLESS_MAIN(TestStreamVectors)
#include "tst_streamvectors.moc"
