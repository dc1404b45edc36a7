// SPDX-License-Identifier: MIT
#include "widgets/composer/composer.h"

#include "widgets/composer/messageline.h"
#include "widgets/composer/repeatbox.h"

#include <QAbstractButton>
#include <QLabel>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <memory>

using namespace sealcord;
using namespace Qt::StringLiterals;

/// Whom the composer sends to, and what it says of that.
class TestComposerTarget : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void nobodyIsTheTargetOfSeveral();
    void chosenConnectionIsTheTarget();
    void buttonSaysHowMany();
    void goneTargetGetsNothing();
    void noteSaysHowManyGotIt();
    void runGoesOnToWhomItBeganWith();

private:
    [[nodiscard]] bool says(const QString &text) const;
    [[nodiscard]] MessageTarget sentTo(qsizetype index) const
    {
        return m_sent->at(index).at(0).value<MessageTarget>();
    }
    void write(const QString &text) const;

    std::unique_ptr<Composer> m_composer;
    std::unique_ptr<QSignalSpy> m_sent;
    QAbstractButton *m_send = nullptr;
    TargetBox *m_targets = nullptr;
};

void TestComposerTarget::init()
{
    m_sent.reset();
    m_composer = std::make_unique<Composer>(true);
    m_composer->resize(1280, 80);
    m_composer->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_composer.get()));
    m_sent = std::make_unique<QSignalSpy>(m_composer.get(), &Composer::sendRequested);
    m_targets = m_composer->findChild<TargetBox *>();
    const auto buttons = m_composer->findChildren<QAbstractButton *>();
    const auto send = std::ranges::find_if(
        buttons, [](const QAbstractButton *button) { return button->text().startsWith(u"Send"); });
    QVERIFY(m_targets && send != buttons.end());
    m_send = *send;
    m_composer->setTargets({{1, u"a:1"_s}, {2, u"b:2"_s}, {3, u"c:3"_s}});
}

bool TestComposerTarget::says(const QString &text) const
{
    return std::ranges::any_of(m_composer->findChildren<QLabel *>(),
        [&](const QLabel *label) { return label->text() == text; });
}

void TestComposerTarget::write(const QString &text) const
{
    auto *line = m_composer->findChild<MessageLine *>();
    line->setFocus();
    line->selectAll();
    QTest::keyClicks(line, text);
    QTest::keyClick(line, Qt::Key_Return);
}

void TestComposerTarget::nobodyIsTheTargetOfSeveral()
{
    QCOMPARE(m_targets->placeholderText(), u"Choose an agent"_s);
    QCOMPARE(m_targets->currentIndex(), -1);
    QVERIFY(!m_send->isEnabled());
    QVERIFY(says(u"Choose the agent that it goes to."_s));
    write(u"x"_s);
    QCOMPARE(m_sent->size(), 0);
}

void TestComposerTarget::chosenConnectionIsTheTarget()
{
    m_composer->setSelected({2});
    QCOMPARE(m_targets->currentText(), u"b:2"_s);
    write(u"x"_s);
    QCOMPARE(sentTo(0), (MessageTarget{false, {2}}));
}

void TestComposerTarget::buttonSaysHowMany()
{
    m_composer->setSelected({3});
    QCOMPARE(m_send->text(), u"Send"_s);
    m_composer->setSelected({2, 3, 9});
    QCOMPARE(m_targets->currentText(), u"Selected (2)"_s);
    QVERIFY2(m_send->text().startsWith(u"Send to 2 agents"), qPrintable(m_send->text()));
    write(u"x"_s);
    QCOMPARE(sentTo(0), (MessageTarget{false, {2, 3}}));
    QTest::keyClick(m_targets, Qt::Key_Home);
    QVERIFY2(m_send->text().startsWith(u"Send to 3 agents"), qPrintable(m_send->text()));
    write(u"x"_s);
    QCOMPARE(sentTo(1), (MessageTarget{true, {}}));
}

void TestComposerTarget::goneTargetGetsNothing()
{
    m_composer->chooseTarget(1);
    m_composer->setTargets({{2, u"b:2"_s}});
    QVERIFY(!m_send->isEnabled());
    QVERIFY(says(u"a:1 is not connected any more."_s));
    write(u"x"_s);
    QCOMPARE(m_sent->size(), 0);
}

void TestComposerTarget::noteSaysHowManyGotIt()
{
    m_composer->chooseTarget(1);
    write(u"x"_s);
    QVERIFY(says(u"Sent"_s));
    QTest::keyClick(m_targets, Qt::Key_Home);
    write(u"x"_s);
    QVERIFY(says(u"Sent to 3 agents"_s));
    auto *repeat = m_composer->findChild<RepeatBox *>();
    repeat->setCount(2);
    repeat->setInterval(u"1 ms"_s);
    write(u"x"_s);
    QTRY_VERIFY(says(u"2 of 2 sent, each to 3 agents"_s));
}

void TestComposerTarget::runGoesOnToWhomItBeganWith()
{
    m_composer->chooseTarget(1);
    auto *repeat = m_composer->findChild<RepeatBox *>();
    repeat->setCount(0);
    repeat->setInterval(u"1 ms"_s);
    write(u"x"_s);
    m_composer->setSelected({2}); // to look at it
    const auto before = m_sent->size();
    QTRY_VERIFY(m_sent->size() > before + 2);
    QCOMPARE(sentTo(m_sent->size() - 1), (MessageTarget{false, {1}}));
    m_composer->setTargets({{2, u"b:2"_s}, {3, u"c:3"_s}});
    QTRY_VERIFY(!m_composer->isRunning());
    QVERIFY(std::ranges::any_of(m_composer->findChildren<QLabel *>(), [](const QLabel *label) {
        return label->text().endsWith(u"Nobody that it goes to is connected any more."_s);
    }));
}

QTEST_MAIN(TestComposerTarget)
#include "tst_composertarget.moc"
