// SPDX-License-Identifier: MIT
#include "server-gui/attachedwindow.h"
#include "tests/gui/windows/windowtest.h"
#include "tests/support/patience.h"

#include <QByteArray>
#include <QHash>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocalServer>
#include <QLocalSocket>
#include <QString>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace sealcord;
using namespace sealcord::test;
using namespace Qt::StringLiterals;
using State = WatchedServer::State;

namespace {

constexpr auto key = "x25519:AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// Answers at a control socket what it is told to.
class AnsweringServer
{
public:
    explicit AnsweringServer(const QString &path)
    {
        QObject::connect(&m_server, &QLocalServer::newConnection, &m_server, [this] {
            m_socket = m_server.nextPendingConnection();
            QObject::connect(m_socket, &QLocalSocket::readyRead, m_socket, [this] { answer(); });
        });
        m_isListening = m_server.listen(path);
    }

    [[nodiscard]] bool isListening() const { return m_isListening; }
    /// The result to \a command is \a json; else it is "{}".
    void setResult(const QString &command, const QByteArray &json) { m_results[command] = json; }
    /// Tells the one who follows.
    void tell(const QByteArray &record)
    {
        m_socket->write("{\"id\":" + m_subscription + ",\"record\":" + record + "}\n");
    }
    /// How often \a command came.
    [[nodiscard]] int count(const QString &command) const { return m_counts.value(command); }
    [[nodiscard]] bool isFollowed() const { return !m_subscription.isEmpty(); }

private:
    void answer()
    {
        while (m_socket->canReadLine()) {
            const auto request = QJsonDocument::fromJson(m_socket->readLine()).object();
            const auto id = QByteArray::number(request[u"id"_s].toInteger());
            const auto command = request[u"do"_s].toString();
            ++m_counts[command];
            if (command == u"subscribe"_s)
                m_subscription = id;
            m_socket->write("{\"id\":" + id
                + ",\"ok\":true,\"result\":" + m_results.value(command, "{}") + "}\n");
        }
    }

    QLocalServer m_server;
    QLocalSocket *m_socket = nullptr;
    QHash<QString, QByteArray> m_results;
    QHash<QString, int> m_counts; // of requests
    QByteArray m_subscription;
    bool m_isListening = false;
};

} // namespace

/// A window on a server that answers other than ours does, or in another order.
class TestServerAnswers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void whoAsksBeforeHeIsToldOfIsSeen();
    void whoSaysNothingOfItselfIsNotShown();
    void nonsenseIsNoList();

private:
    void open();
    /// Until what was asked at the beginning is answered, and more.
    void hearAnswers() const;
    [[nodiscard]] WindowParts parts() const { return WindowParts(*m_window); }

    SettingsElsewhere m_settings;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<AnsweringServer> m_server;
    std::unique_ptr<AttachedWindow> m_window;
};

void TestServerAnswers::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_server = std::make_unique<AnsweringServer>(m_folder->filePath(u"control.sock"_s));
    QVERIFY(m_server->isListening());
    m_server->setResult(u"status"_s,
        QByteArray(R"({"program":"server","address":"127.0.0.1:1337","protocol":"sealed","key":")")
            + key + R"("})");
}

void TestServerAnswers::cleanup()
{
    m_window.reset();
    m_server.reset();
}

void TestServerAnswers::open()
{
    m_window = std::make_unique<AttachedWindow>(m_folder->filePath(u"control.sock"_s));
    m_window->show();
    QTRY_VERIFY_WITH_TIMEOUT(m_server->isFollowed(), patience);
    QTRY_COMPARE_WITH_TIMEOUT(m_window->server().state(), State::Listening, patience);
}

void TestServerAnswers::hearAnswers() const
{
    QTRY_VERIFY_WITH_TIMEOUT(m_server->count(u"comparisons"_s) > 0, patience);
    const int changes = m_server->count(u"changes"_s);
    QTRY_VERIFY_WITH_TIMEOUT(m_server->count(u"changes"_s) > changes + 1, patience);
}

// Answers overtake the records of many connections.
void TestServerAnswers::whoAsksBeforeHeIsToldOfIsSeen()
{
    m_server->setResult(u"comparisons"_s,
        R"([{"peer":"127.0.0.1:5","connection":1,"state":"asked-there","text":""}])");
    open();
    hearAnswers();
    QVERIFY(!parts().bar().isVisible());
    m_server->tell(R"({"time":"2026-11-29T10:00:00.000Z","level":"info","program":"server",)"
                   R"("event":"connection-stands","peer":"127.0.0.1:5","connection":1,)"
                   R"("age_ms":1,"owed":0,"established":false})");
    QTRY_VERIFY_WITH_TIMEOUT(parts().bar().text().contains(u"wants to compare"_s), patience);
}

void TestServerAnswers::whoSaysNothingOfItselfIsNotShown()
{
    m_server->setResult(u"status"_s, "[1]");
    m_window = std::make_unique<AttachedWindow>(m_folder->filePath(u"control.sock"_s));
    m_window->show();
    QTRY_VERIFY_WITH_TIMEOUT(
        parts().bar().text().contains(u"what it says of itself is none of ours"_s), patience);
    QCOMPARE(m_window->server().state(), State::Starting);
    QVERIFY(!m_server->isFollowed());
}

void TestServerAnswers::nonsenseIsNoList()
{
    for (const auto *command : {"agents", "pending", "comparisons", "changes", "limits"})
        m_server->setResult(QString::fromLatin1(command),
            R"([{"connection":-1,"state":7,"key":[],"name":{},"tries":1e300},null,"x",[[]]])");
    open();
    hearAnswers();
    QCOMPARE(m_window->server().state(), State::Listening);
    QVERIFY(parts().says(u"No agent is connected to this server."_s));
}

QTEST_MAIN(TestServerAnswers)
#include "tst_serveranswers.moc"
