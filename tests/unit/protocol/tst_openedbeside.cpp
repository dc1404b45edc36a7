// SPDX-License-Identifier: MIT
#include "core/protocol/session.h"

#include "tests/support/hex.h"

#include <QTest>

using namespace sealcord;
using namespace sealcord::test;

/// Messages that a session opens into another buffer, so that their frames survive.
class TestOpenedBeside : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void messageLeavesItsFrame();
    void messageInPlaceHasNoFrame();
    void refusedFrameLeavesNothing();

private:
    [[nodiscard]] Bytes sealed(QByteArrayView message);

    SystemRandom m_random;
    std::unique_ptr<Session> m_agent;
    std::unique_ptr<Session> m_server;
    ByteBuffer m_out;
    ByteBuffer m_opened;
};

void TestOpenedBeside::init()
{
    m_agent = std::make_unique<Session>(SessionSettings{.role = Role::Agent}, m_random);
    m_server = std::make_unique<Session>(SessionSettings{.role = Role::Server}, m_random);
    ByteBuffer request;
    ByteBuffer response;
    m_agent->start(request);
    auto in = request.bytes();
    QVERIFY(std::holds_alternative<Established>(m_server->next(in, response, &m_opened)));
    in = response.bytes();
    QVERIFY(std::holds_alternative<Established>(m_agent->next(in, m_out)));
}

Bytes TestOpenedBeside::sealed(QByteArrayView message)
{
    ByteBuffer out;
    if (m_agent->send(toBytes(message), out) != SendResult::Sent)
        qFatal("not sealed");
    return {out.bytes().begin(), out.bytes().end()};
}

void TestOpenedBeside::messageLeavesItsFrame()
{
    auto frames = sealed("one") + sealed("and two");
    const auto before = frames;
    std::span<std::byte> in = frames;
    std::size_t offset = 0;
    for (const auto *text : {"one", "and two"}) {
        const auto event = m_server->next(in, m_out, &m_opened);
        const auto *message = std::get_if<MessageReceived>(&event);
        QVERIFY(message);
        QCOMPARE(toByteArray(message->plaintext), QByteArray(text));
        QVERIFY(message->plaintext.data() == m_opened.bytes().data());
        QVERIFY(message->frame.data() == frames.data() + offset);
        offset += message->frame.size();
    }
    QCOMPARE(offset, frames.size());
    QVERIFY(frames == before);
}

void TestOpenedBeside::messageInPlaceHasNoFrame()
{
    auto frame = sealed("one");
    std::span<std::byte> in = frame;
    const auto event = m_server->next(in, m_out);
    const auto *message = std::get_if<MessageReceived>(&event);
    QVERIFY(message);
    QVERIFY(message->frame.empty());
    QVERIFY(contains(frame, message->plaintext));
}

void TestOpenedBeside::refusedFrameLeavesNothing()
{
    auto frame = sealed("one");
    frame.back() ^= std::byte{1};
    std::span<std::byte> in = frame;
    QVERIFY(std::holds_alternative<SessionFailed>(m_server->next(in, m_out, &m_opened)));
    QVERIFY(m_opened.isEmpty());
}

QTEST_APPLESS_MAIN(TestOpenedBeside)
#include "tst_openedbeside.moc"
