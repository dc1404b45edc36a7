// SPDX-License-Identifier: MIT
#include "tests/gui/windows/serverwindowtest.h"
#include "tests/support/patience.h"
#include "tests/support/peers/classicpeer.h"

#include <QAction>
#include <QTest>

#include <memory>

using namespace sealcord;
using namespace sealcord::test;
using namespace Qt::StringLiterals;

/// What agents sent, sent to them again with the times between.
class TestWindowResend : public QObject, private ServerWindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void eachGoesToItsOwnInOrderWithTheGapsBetween();
    void whoHasGoneIsToldAndTheOthersGetTheirs();

private:
    /// Two say what they have to; all that came is selected.
    void talk() const
    {
        QVERIFY(m_first->echo("one"));
        QVERIFY(m_second->echo("two"));
        QTest::qWait(150);
        QVERIFY(m_first->echo("three"));
        QTRY_COMPARE_WITH_TIMEOUT(parts().contents(Direction::Out).size(), 3, patience);
        parts().desk().trafficPane().filterField().setText(u"dir:in"_s);
        QTRY_COMPARE_WITH_TIMEOUT(parts().messages().rowCount(), 3, patience);
        parts().traffic().selectAll();
        parts().traffic().setFocus();
    }
    [[nodiscard]] std::chrono::milliseconds between(int first, int second) const
    {
        return std::chrono::duration_cast<std::chrono::milliseconds>(
            parts().messages().row(second).time - parts().messages().row(first).time);
    }

    std::unique_ptr<ClassicPeer> m_first;
    std::unique_ptr<ClassicPeer> m_second;
};

void TestWindowResend::initTestCase()
{
    QVERIFY(m_settings.isValid());
}

void TestWindowResend::init()
{
    open();
    start();
    for (auto *agent : {&m_first, &m_second}) {
        *agent = std::make_unique<ClassicPeer>(port());
        QVERIFY((*agent)->shakeHands());
    }
}

void TestWindowResend::cleanup()
{
    m_first.reset();
    m_second.reset();
    m_window.reset();
}

void TestWindowResend::eachGoesToItsOwnInOrderWithTheGapsBetween()
{
    talk();
    QCOMPARE(parts().desk().trafficPane().actions().resend->text(),
        u"Resend 3 messages with their gaps"_s);
    const auto gap = between(1, 2);
    QTest::keyClick(&parts().traffic(), Qt::Key_R, Qt::ControlModifier);
    QTRY_COMPARE_WITH_TIMEOUT(parts().bar().text(), u"All 3 messages were resent."_s, patience);
    QCOMPARE(m_first->messages(2), (QList<QByteArray>{"one", "three"}));
    QCOMPARE(m_second->messages(1), QList<QByteArray>{"two"});

    parts().desk().trafficPane().filterField().setText(u"dir:out"_s);
    QTRY_COMPARE_WITH_TIMEOUT(parts().messages().rowCount(), 6, patience);
    QVERIFY2(between(4, 5) >= gap - std::chrono::milliseconds(20), // the hop to a worker varies
        qPrintable(QString::number(between(4, 5).count())));
    QVERIFY(between(4, 5) < gap + std::chrono::milliseconds(500));
}

void TestWindowResend::whoHasGoneIsToldAndTheOthersGetTheirs()
{
    talk();
    QVERIFY(m_second->sayGoodbye());
    const auto &connections = parts().desk().connections();
    QTRY_COMPARE_WITH_TIMEOUT(connections.live(), 1, patience);
    QTest::keyClick(&parts().traffic(), Qt::Key_R, Qt::ControlModifier);
    QTRY_COMPARE_WITH_TIMEOUT(parts().bar().text(),
        u"2 of 3 messages were resent. Not sent because their connection has ended: 1."_s,
        patience);
    QCOMPARE(m_first->messages(2), (QList<QByteArray>{"one", "three"}));
}

QTEST_MAIN(TestWindowResend)
#include "tst_windowresend.moc"
