// SPDX-License-Identifier: MIT
#include "server-gui/connectionspane.h"
#include "tests/gui/windows/serverwindowtest.h"
#include "tests/integration/server/sealedends.h"
#include "widgets/composer/targetbox.h"
#include "widgets/connection/connectionpage.h"
#include "widgets/detail/detailpane.h"
#include "widgets/list/listview.h"

#include <QAbstractItemModel>
#include <QLabel>
#include <QString>
#include <QStringList>
#include <QTest>

#include <memory>

using namespace sealcord;
using namespace sealcord::test;
using namespace Qt::StringLiterals;

namespace {

QString textOf(const QWidget &widget)
{
    QStringList texts;
    for (const auto *label : widget.findChildren<QLabel *>()) {
        if (label->isVisibleTo(&widget))
            texts += label->text();
    }
    return texts.join(u'\n');
}

} // namespace

/// The server's window with an agent that it knows by name.
class TestServerWindowSealed : public QObject, private ServerWindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void agentIsShownByItsName();
    void messagesOfARecordShowTheirBytes_data();
    void messagesOfARecordShowTheirBytes();
    void pageCountsTheRecords();

private:
    [[nodiscard]] QString label() const;
    [[nodiscard]] QString cell(int row, int column) const
    {
        const auto *model = parts().traffic().model();
        return model->index(row, column).data().toString();
    }
    void sayThree() const;

    std::unique_ptr<SealedEnds> m_ends;
    std::unique_ptr<TalkingAgent> m_agent;
};

void TestServerWindowSealed::init()
{
    m_ends = std::make_unique<SealedEnds>();
    m_ends->agentTrust.decision.protection = Protection::Verified;
    m_ends->agentTrust.decision.name = "pump-3";
    auto options = ServerWindowTest::options();
    options.server.settings.identity = &m_ends->server;
    options.server.settings.trust = &m_ends->agentTrust;
    options.server.settings.protocol = Protocol::None;
    open(options);
    resize({1280, 1000});
    start();
    m_agent = std::make_unique<TalkingAgent>(m_ends->agentSettings(port()));
    QVERIFY(m_agent->connects());
    sayThree();
}

void TestServerWindowSealed::cleanup()
{
    m_agent.reset();
    m_window.reset();
    m_ends.reset();
}

// In one turn: they share a record, and so do their echoes.
void TestServerWindowSealed::sayThree() const
{
    {
        const auto batch = m_agent->agent.collect();
        for (const auto *text : {"one", "two", "three"})
            QCOMPARE(m_agent->agent.send(toBytes(text)), SendResult::Sent);
    }
    QTRY_COMPARE_WITH_TIMEOUT(m_agent->messages.size(), 3, patience);
    constexpr int rows = 1 + 2 + 3 + 3; // listens; opened, established; in, out
    QTRY_COMPARE_WITH_TIMEOUT(parts().traffic().model()->rowCount(), rows, patience);
}

QString TestServerWindowSealed::label() const
{
    const auto &info = parts().desk().connections().info(0);
    return u"pump-3 (%1)"_s.arg(info.name.peer.toString());
}

void TestServerWindowSealed::agentIsShownByItsName()
{
    const auto *connections = parts().part<ConnectionsPane>().list().model();
    QCOMPARE(connections->index(0, ConnectionModel::Agent).data().toString(), label());
    QCOMPARE(connections->index(0, ConnectionModel::Protection).data().toString(), u"verified"_s);
    const auto last = parts().traffic().model()->rowCount() - 1;
    QCOMPARE(cell(last, TrafficModel::ConnectionColumn), label());
    QTRY_COMPARE_WITH_TIMEOUT(parts().part<TargetBox>().currentText(), label(), patience);
    parts().filterLine().setText(u"agent:pump-3 dir:in "_s);
    QTRY_COMPARE_WITH_TIMEOUT(parts().traffic().model()->rowCount(), 3, patience);
}

void TestServerWindowSealed::messagesOfARecordShowTheirBytes_data()
{
    QTest::addColumn<QString>("direction");
    QTest::newRow("in") << u"in"_s;
    QTest::newRow("out") << u"out"_s;
}

void TestServerWindowSealed::messagesOfARecordShowTheirBytes()
{
    QFETCH(const QString, direction);
    parts().filterLine().setText(u"dir:%1 text:two "_s.arg(direction));
    QTRY_COMPARE_WITH_TIMEOUT(parts().traffic().model()->rowCount(), 1, patience);
    parts().traffic().setCurrentIndex(parts().traffic().model()->index(0, 0));
    const auto &detail = parts().part<DetailPane>();
    constexpr int record = 2 + (2 + 3) + (2 + 3) + (2 + 5) + 1 + 16;
    QTRY_VERIFY_WITH_TIMEOUT(
        textOf(detail).contains(u"message 2 of 3 of a record of %1 bytes"_s.arg(record)), patience);
}

void TestServerWindowSealed::pageCountsTheRecords()
{
    auto &page = parts().part<ConnectionPage>();
    parts().desk().showConnectionPage(1);
    QTRY_VERIFY_WITH_TIMEOUT(textOf(page).contains(u"2 records; the key was not replaced"_s)
            && textOf(page).contains(u"1 record; the key was not replaced"_s),
        patience);
    QVERIFY(textOf(page).contains(u"Preamble and message 1"_s));
    QVERIFY(textOf(page).contains(u"pump-3, as the list of authorised agents has it"_s));
}

QTEST_MAIN(TestServerWindowSealed)
#include "tst_serverwindowsealed.moc"
