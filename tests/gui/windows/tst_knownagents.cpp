// SPDX-License-Identifier: MIT
#include "core/app/known/agentbook.h"
#include "server-gui/connectionspane.h"
#include "tests/gui/windows/gatedwindowtest.h"
#include "widgets/list/listview.h"

#include <QAbstractItemModel>
#include <QAction>
#include <QApplication>
#include <QCheckBox>
#include <QFile>
#include <QLineEdit>
#include <QMenu>
#include <QString>
#include <QStringList>
#include <QTest>
#include <QWidget>

#include <memory>

using namespace sealcord;
using namespace sealcord::test;
using namespace Qt::StringLiterals;

/// Agents with a name in the server's window, over real connections: they stay when they leave.
class TestKnownAgents : public QObject, private GatedWindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { end(); }
    void whoLeavesIsOfflineAndComesBack();
    void aChosenAgentStaysChosen();
    void offlineIsFoundAndStaysWhereEndedAreHidden();
    void anotherRunRemembers();
    void aDamagedFileDoesNotKeepTheWindow();
    void forgottenIsGone();
    void theDesktopIsToldAsChosen();

private:
    void open()
    {
        openWith(AgentPolicy::Authorized);
        m_window->setNotify([this](const QString &, const QString &text) { m_notes.append(text); });
    }
    void close()
    {
        m_window->close();
        QTRY_VERIFY_WITH_TIMEOUT(!m_window->isVisible(), patience);
        end();
    }
    void comes()
    {
        m_agent = agent();
        QVERIFY(m_agent->connects());
        QTRY_COMPARE_WITH_TIMEOUT(states(), QStringList(u"● live"_s), patience);
    }
    void leaves()
    {
        m_agent.reset();
        QTRY_COMPARE_WITH_TIMEOUT(states(), QStringList(u"□ offline"_s), patience);
    }
    [[nodiscard]] ConnectionsPane &pane() const { return parts().part<ConnectionsPane>(); }
    [[nodiscard]] QString cell(int row, int column) const
    {
        return pane().list().model()->index(row, column).data().toString();
    }
    [[nodiscard]] QStringList states() const
    {
        QStringList states;
        for (int row = 0; row < pane().list().model()->rowCount(); ++row)
            states += cell(row, ConnectionModel::State);
        return states;
    }
    [[nodiscard]] QAction *action(const QString &text) const
    {
        for (auto *found : pane().findChildren<QAction *>()) {
            if (found->text() == text)
                return found;
        }
        return nullptr;
    }
    [[nodiscard]] QString path() const
    {
        return m_settings.filePath(u"sealcord/known-agents-server.jsonl"_s);
    }
    void elsewhere() // than in the window
    {
        m_other.show();
        m_other.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&m_other));
        QTRY_VERIFY_WITH_TIMEOUT(!m_window->isActiveWindow(), patience);
    }

    QStringList m_notes;
    QWidget m_other;
};

void TestKnownAgents::init()
{
    begin();
    m_notes.clear();
    m_other.hide();
    QFile::remove(path());
    writeAgents(line("name=pump-3"));
}

void TestKnownAgents::whoLeavesIsOfflineAndComesBack()
{
    open();
    comes();
    QVERIFY(parts().says(u"1 live, 0 ended"_s));
    m_agent->agent.stop(); // says goodbye
    (void)m_agent->waitForEnd();
    leaves();
    QVERIFY2(cell(0, ConnectionModel::Agent).startsWith(u"pump-3 ("_s),
        qPrintable(cell(0, ConnectionModel::Agent)));
    QVERIFY(!cell(0, ConnectionModel::Reason).isEmpty());
    QVERIFY(parts().says(u"0 live, 0 ended, 1 known agent offline"_s));
    comes();
    QCOMPARE(cell(0, ConnectionModel::Reason), u"1 reconnect"_s);
}

void TestKnownAgents::aChosenAgentStaysChosen()
{
    open();
    comes();
    parts().click(pane().list(), 0);
    const auto connection = pane().current();
    QVERIFY(connection != 0);
    leaves();
    QCOMPARE(pane().current(), connection); // and its page stays to be read
    comes();
    QVERIFY(pane().current() > connection);
}

void TestKnownAgents::offlineIsFoundAndStaysWhereEndedAreHidden()
{
    open();
    comes();
    leaves();
    parts().part<QCheckBox>(u"hideEnded"_s).setChecked(true);
    QCOMPARE(states(), QStringList(u"□ offline"_s));
    auto &find = *pane().findChild<QLineEdit *>();
    find.setText(u"offline"_s);
    QCOMPARE(states().size(), 1);
    find.setText(u"pump-4"_s);
    QCOMPARE(states().size(), 0);
}

void TestKnownAgents::anotherRunRemembers()
{
    open();
    comes();
    leaves();
    const auto reason = cell(0, ConnectionModel::Reason);
    close();
    const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    QVERIFY(QFile::exists(path()) && !(QFile::permissions(path()) & others));
    open();
    QTRY_COMPARE_WITH_TIMEOUT(states(), QStringList(u"□ offline"_s), patience);
    QCOMPARE(cell(0, ConnectionModel::Reason), reason);
    parts().click(pane().list(), 0);
    QCOMPARE(pane().current(), ConnectionId(0)); // of which there is nothing to show
    comes();
    QCOMPARE(cell(0, ConnectionModel::Reason), u"1 reconnect"_s);
}

void TestKnownAgents::aDamagedFileDoesNotKeepTheWindow()
{
    open();
    comes();
    leaves();
    close();
    QFile file(path());
    QVERIFY(file.open(QIODevice::Append));
    file.write("nonsense\n");
    file.close();
    QTest::ignoreMessage(
        QtWarningMsg, qPrintable(path() + u": lines that are not understood, and left out: 1"_s));
    open();
    QTRY_COMPARE_WITH_TIMEOUT(states(), QStringList(u"□ offline"_s), patience);
}

void TestKnownAgents::forgottenIsGone()
{
    open();
    comes();
    leaves();
    parts().click(pane().list(), 0);
    auto *forget = action(u"Forget this agent"_s);
    QVERIFY(forget && forget->isEnabled());
    forget->trigger();
    QCOMPARE(states(), QStringList(u"✕ failed"_s)); // as of anybody
    close();
    QFile file(path());
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), QByteArray());
    open();
    QCOMPARE(states(), QStringList());
    comes();
    QCOMPARE(cell(0, ConnectionModel::Reason), QString());
}

void TestKnownAgents::theDesktopIsToldAsChosen()
{
    open();
    comes();
    leaves();
    parts().click(pane().list(), 0);
    auto *menu = pane().findChild<QMenu *>();
    QVERIFY(menu);
    for (auto *notice : menu->actions())
        QVERIFY(!notice->isChecked());
    menu->actions().constFirst()->trigger(); // when it comes
    comes();
    leaves();
    QTest::qWait(400); // in which a note of who came would have been shown
    QCOMPARE(m_notes, QStringList()); // the window is looked at
    elsewhere();
    comes();
    QTRY_COMPARE_WITH_TIMEOUT(m_notes, QStringList(u"pump-3 has connected."_s), patience);
}

QTEST_MAIN(TestKnownAgents)
#include "tst_knownagents.moc"
