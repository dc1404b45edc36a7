// SPDX-License-Identifier: MIT
#include "core/protocol/sealed/sealedsession.h"

#include "tests/support/sealedends.h"

#include <QJsonArray>
#include <QTest>

#include <map>

using namespace sealcord;
using namespace sealcord::test;
using namespace Qt::StringLiterals;

/// What an end must not take: the negative vectors, as the stream comes whole and byte by byte.
class TestSealedRefusals : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void vectors_data();
    void vectors();
};

/// The error of an end that has failed or whose peer's stream has ended, as the vectors name it.
static QString errorOf(const SessionEnd &end)
{
    using Reason = Failure::Reason;
    static const std::map<Reason, QString> names{{Reason::NotAPeer, u"NotAPeer"_s},
        {Reason::VersionNotSpoken, u"VersionNotSpoken"_s},
        {Reason::ModeNotTaken, u"ModeNotTaken"_s}, {Reason::BadHandshake, u"BadHandshake"_s},
        {Reason::LowOrderKey, u"LowOrderKey"_s}, {Reason::NotVerified, u"NotVerified"_s},
        {Reason::BadHello, u"BadHello"_s}, {Reason::NotAdmitted, u"NotAdmitted"_s},
        {Reason::BadFrameLength, u"BadRecordLength"_s}, {Reason::NotAuthentic, u"NotAuthentic"_s},
        {Reason::BadRecord, u"BadRecord"_s}, {Reason::UnexpectedRecord, u"UnexpectedRecord"_s},
        {Reason::MessageTooLong, u"MessageTooLong"_s},
        {Reason::BadVerification, u"BadVerification"_s}};
    if (!end.isOver()) {
        std::ignore = end.peerClosed();
        return u"Truncated"_s;
    }
    const auto reason = end.session().failure().reason;
    return names.contains(reason) ? names.at(reason) : u"none of the vectors'"_s;
}

void TestSealedRefusals::vectors_data()
{
    QTest::addColumn<QJsonObject>("vector");
    QTest::addColumn<bool>("isBytewise");
    int number = 0;
    for (const auto &value : sealedVectors().root["negative"_L1].toArray()) {
        const auto vector = value.toObject();
        const auto name = QByteArray::number(++number) + ' ' + vector["role"_L1].toString().toUtf8()
            + ' ' + QByteArray::number(vector["mode"_L1].toInt()) + ' '
            + vector["name"_L1].toString().toUtf8();
        QTest::newRow((name + ", whole").constData()) << vector << false;
        QTest::newRow((name + ", byte by byte").constData()) << vector << true;
    }
}

void TestSealedRefusals::vectors()
{
    QFETCH(const QJsonObject, vector);
    QFETCH(const bool, isBytewise);
    const auto role = vector["role"_L1].toString() == "agent"_L1 ? Role::Agent : Role::Server;
    SealedVectorEnds ends(vector["mode"_L1].toInt());
    const auto rB = hexOf(sealedVectors().root["verification"_L1].toArray()[0].toObject(), "rB"_L1);
    const auto end = ends.end(role, rB);
    Segmenter segmenter(isBytewise ? Segmentation::SingleBytes : Segmentation::Whole);

    end->start();
    Bytes sent = end->takeOutput();
    const auto received = hexOf(vector, "receives"_L1);
    for (const auto byte : isBytewise ? std::span(received) : std::span(received).first(0)) {
        if (end->session().isEstablished() && vector.contains("server_person_asked_before"_L1))
            std::ignore = end->verify();
        end->receive({&byte, 1}, segmenter);
        sent = sent + end->takeOutput();
    }
    if (!isBytewise) {
        end->receive(received, segmenter);
        sent = sent + end->takeOutput();
    }
    if (vector.contains("server_person_asked_before"_L1) && !isBytewise)
        return; // nobody can ask in the middle of one read
    QCOMPARE(errorOf(*end), vector["error"_L1].toString());
    QCOMPARE(toHex(sent), vector["sent"_L1].toString().toLatin1());
    const auto isMessage = [](const EventRecord &event) {
        return event.kind == EventRecord::Kind::Message;
    };
    QCOMPARE(std::ranges::count_if(end->events(), isMessage), vector["messages_before"_L1].toInt());
}

QTEST_APPLESS_MAIN(TestSealedRefusals)
#include "tst_sealedrefusals.moc"
