// SPDX-License-Identifier: MIT
#include "widgets/composer/composer.h"

#include "widgets/composer/messageline.h"
#include "widgets/composer/repeatbox.h"

#include <QAbstractButton>
#include <QAccessible>
#include <QComboBox>
#include <QElapsedTimer>
#include <QFile>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>

#include <memory>

using namespace sealcord;
using namespace Qt::StringLiterals;

class TestComposer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void enterSends();
    void messageStaysForTheNext();
    void emptyIsNotSent();
    void wrongIsNotSent();
    void repeatsAsOftenAsSet();
    void repeatsUntilStopped();
    void repetitionEndsWithTheConnection();
    void nextWaitsForTheLast();
    void wrongIntervalIsSaid();
    void intervalTakesADecimalComma();
    void reasonDisables();
    void longMessageIsNotSent();
    void demoSendsFive();
    void demoTellsThatItCannot();
    void repetitionMovesBelowWhereNarrow();
    void everyPartHasAName();
    void tabWalksThrough();

private:
    [[nodiscard]] QString note() const;
    [[nodiscard]] QByteArray sent(qsizetype index) const;
    void type(const QString &text);
    void repeat(int count, const QString &interval);
    template <typename T> T *part(const QString &name = {}) const;
    QComboBox *form() const { return part<QComboBox>(u"How the message is written"_s); }

    std::unique_ptr<Composer> m_composer;
    std::unique_ptr<QSignalSpy> m_sent;
    MessageLine *m_line = nullptr;
    QAbstractButton *m_send = nullptr;
};

void TestComposer::init()
{
    m_composer = std::make_unique<Composer>(true);
    m_composer->setTargets({{7, u"127.0.0.1:50214"_s}});
    m_composer->resize(1280, 80);
    m_composer->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_composer.get()));
    m_sent = std::make_unique<QSignalSpy>(m_composer.get(), &Composer::sendRequested);
    m_line = m_composer->findChild<MessageLine *>();
    const auto buttons = m_composer->findChildren<QAbstractButton *>();
    for (QAbstractButton *button : buttons) {
        if (button->text().startsWith(u"Send"))
            m_send = button;
    }
    QVERIFY(m_line && m_send);
}

void TestComposer::cleanup()
{
    m_sent.reset();
    m_composer.reset();
}

template <typename T> T *TestComposer::part(const QString &name) const
{
    for (T *child : m_composer->findChildren<T *>()) {
        if (name.isEmpty() || child->accessibleName() == name)
            return child;
    }
    return nullptr;
}

/// What the line below says: the last label.
QString TestComposer::note() const
{
    const auto labels = m_composer->findChildren<QLabel *>(QString(), Qt::FindDirectChildrenOnly);
    for (const QLabel *label : labels) {
        if (label->geometry().top() >= m_send->geometry().bottom())
            return label->text();
    }
    return {};
}

QByteArray TestComposer::sent(qsizetype index) const
{
    return m_sent->at(index).at(1).toByteArray();
}

void TestComposer::type(const QString &text)
{
    m_line->setFocus();
    m_line->selectAll();
    QTest::keyClicks(m_line, text);
}

void TestComposer::repeat(int count, const QString &interval)
{
    auto *box = m_composer->findChild<RepeatBox *>();
    box->setCount(count);
    box->setInterval(interval);
}

void TestComposer::enterSends()
{
    type(u"Hello"_s);
    QCOMPARE(note(), u"5 bytes"_s);
    QTest::keyClick(m_line, Qt::Key_Return);
    QCOMPARE(m_sent->size(), 1);
    QCOMPARE(sent(0), "Hello"_ba);
    QCOMPARE(m_sent->at(0).at(0).value<MessageTarget>(), (MessageTarget{false, {7}}));
}

void TestComposer::messageStaysForTheNext()
{
    type(u"Hello {{counter}}"_s);
    QTest::keyClick(m_line, Qt::Key_Return);
    QTest::keyClick(m_line, Qt::Key_Return);
    QCOMPARE(sent(0), "Hello 1"_ba);
    QCOMPARE(sent(1), "Hello 2"_ba);
    QTest::keyClicks(m_line, u"x"_s); // takes the place of what was sent
    QCOMPARE(m_line->text(), u"x"_s);
}

void TestComposer::emptyIsNotSent()
{
    QCOMPARE(note(), QString());
    QTest::keyClick(m_line, Qt::Key_Return);
    QVERIFY2(note().contains(u"would close the connection"), qPrintable(note()));
    form()->setCurrentIndex(1);
    type(u"  "_s);
    QCOMPARE(note(), QString()); // said to whoever tries, not to whoever writes
    QTest::mouseClick(m_send, Qt::LeftButton);
    QVERIFY2(note().contains(u"would close the connection"), qPrintable(note()));
    type(u"48"_s);
    QCOMPARE(note(), u"1 byte"_s);
    QCOMPARE(m_sent->size(), 0);
}

void TestComposer::wrongIsNotSent()
{
    form()->setCurrentIndex(1);
    type(u"48 6g 6c"_s);
    QVERIFY(note().startsWith(u"✕"));
    QVERIFY(!m_send->isEnabled());
    QTest::keyClick(m_line, Qt::Key_Return);
    QCOMPARE(m_sent->size(), 0);
    QCOMPARE(m_line->text(), u"48 6g 6c"_s); // marking changes nothing
    type(u"48 65"_s);
    QTest::keyClick(m_line, Qt::Key_Return);
    QCOMPARE(sent(0), "He"_ba);
}

void TestComposer::repeatsAsOftenAsSet()
{
    QSignalSpy running(m_composer.get(), &Composer::runningChanged);
    type(u"{{counter}}"_s);
    repeat(3, u"10 ms"_s);
    QTest::keyClick(m_line, Qt::Key_Return);
    QCOMPARE(m_sent->size(), 1);
    QCOMPARE(note(), u"1 of 3 sent"_s);
    QCOMPARE(m_send->text(), u"Stop"_s);
    QTRY_VERIFY(!m_composer->isRunning());
    QCOMPARE(m_sent->size(), 3);
    QCOMPARE(sent(2), "3"_ba);
    QCOMPARE(note(), u"3 of 3 sent"_s);
    QVERIFY(m_send->text().startsWith(u"Send"));
    QCOMPARE(running.size(), 2);
    QCOMPARE(running.at(1).at(0).toBool(), false);
}

void TestComposer::repeatsUntilStopped()
{
    type(u"again"_s);
    repeat(0, u"1 ms"_s);
    QTest::mouseClick(m_send, Qt::LeftButton);
    QTRY_VERIFY(m_sent->size() >= 5);
    QTest::keyClick(m_line, Qt::Key_Return); // no second one beside it
    QTest::mouseClick(m_send, Qt::LeftButton);
    QVERIFY(!m_composer->isRunning());
    QVERIFY2(note().startsWith(u"Stopped: "), qPrintable(note()));
    const qsizetype count = m_sent->size();
    QVERIFY(!m_sent->wait(50));
    QCOMPARE(m_sent->size(), count);
}

void TestComposer::repetitionEndsWithTheConnection()
{
    type(u"again"_s);
    repeat(0, u"1 ms"_s);
    m_composer->send();
    m_composer->setEnabledReason(u"Not connected."_s);
    QVERIFY(!m_composer->isRunning());
    QVERIFY2(note().endsWith(u"Not connected."), qPrintable(note()));

    m_composer->setEnabledReason({});
    m_composer->send();
    QVERIFY(m_composer->isRunning());
    m_composer->setTargets({});
    QTRY_VERIFY(!m_composer->isRunning());
    QVERIFY2(note().endsWith(u"is connected any more."), qPrintable(note()));
}

void TestComposer::nextWaitsForTheLast()
{
    QElapsedTimer sinceLast;
    qint64 least = 1000;
    connect(m_composer.get(), &Composer::sendRequested, this, [&] {
        if (sinceLast.isValid())
            least = std::min(least, sinceLast.elapsed());
        QElapsedTimer busy;
        busy.start();
        while (busy.elapsed() < 30) { }
        sinceLast.start();
    });
    type(u"slow"_s);
    repeat(4, u"20 ms"_s);
    m_composer->send();
    QTRY_VERIFY(!m_composer->isRunning());
    QVERIFY2(least >= 19, qPrintable(QString::number(least)));
}

void TestComposer::wrongIntervalIsSaid()
{
    type(u"a"_s);
    repeat(2, u"soon"_s);
    QVERIFY(!m_send->isEnabled());
    QVERIFY2(note().contains(u"250 ms"), qPrintable(note()));
    repeat(1, u"soon"_s); // it does not matter
    QVERIFY(m_send->isEnabled());
}

void TestComposer::intervalTakesADecimalComma()
{
    auto *interval = part<QComboBox>(u"Time between two messages"_s);
    m_composer->setLocale(QLocale(QLocale::German));
    m_composer->findChild<RepeatBox *>()->setCount(2);
    interval->setFocus();
    interval->lineEdit()->selectAll();
    QTest::keyClicks(interval, u"0,02 s"_s);
    type(u"a"_s);
    QTest::keyClick(m_line, Qt::Key_Return);
    QTRY_COMPARE(m_sent->size(), 2);
}

void TestComposer::reasonDisables()
{
    type(u"x"_s);
    m_composer->setEnabledReason(u"Not connected."_s);
    QVERIFY(!m_send->isEnabled());
    QCOMPARE(note(), u"Not connected."_s);
    QVERIFY(m_line->isEnabled()); // a message can be written meanwhile
    m_composer->send();
    QCOMPARE(m_sent->size(), 0);
    m_composer->setEnabledReason({});
    m_composer->send();
    QCOMPARE(m_sent->size(), 1);
}

void TestComposer::longMessageIsNotSent()
{
    m_composer->setMaxMessageLength(10);
    type(u"{{random 5}}"_s);
    QVERIFY(m_send->isEnabled());
    type(u"{{random 5}}x"_s);
    QVERIFY(!m_send->isEnabled());
    QVERIFY2(note().contains(u"10 bytes") && note().contains(u"11 bytes"), qPrintable(note()));
}

void TestComposer::demoSendsFive()
{
    QSignalSpy finished(m_composer.get(), &Composer::demoFinished);
    type(u"draft"_s);
    m_composer->runDemo();
    QCOMPARE(m_sent->size(), 1);
    QCOMPARE(sent(0), "Hello from client!"_ba);
    QCOMPARE(note(), u"1 of 5 sent"_s);
    QCOMPARE(m_composer->history().first(), u"text:draft"_s);
    m_composer->stop();
    QCOMPARE(finished.size(), 1);
    QCOMPARE(finished.at(0).at(0).toBool(), false);

    m_composer->runDemo();
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 2, 10'000);
    QCOMPARE(finished.at(1).at(0).toBool(), true);
    QCOMPARE(m_sent->size(), 6);
}

void TestComposer::demoTellsThatItCannot()
{
    QSignalSpy finished(m_composer.get(), &Composer::demoFinished);
    m_composer->setEnabledReason(u"Not connected."_s);
    m_composer->runDemo();
    QCOMPARE(finished.size(), 1);
    QCOMPARE(finished.at(0).at(0).toBool(), false);
    QCOMPARE(m_sent->size(), 0);
}

void TestComposer::repetitionMovesBelowWhereNarrow()
{
    const auto *box = m_composer->findChild<RepeatBox *>();
    const auto isBelow = [&] { return box->geometry().top() > m_send->geometry().bottom(); };
    QVERIFY(!isBelow());
    QVERIFY(m_composer->minimumSizeHint().width() <= 800);
    m_composer->resize(800, 80);
    QTRY_VERIFY(isBelow());
    QVERIFY(box->isVisible());
    QVERIFY(m_line->width() >= 200);
    m_composer->resize(1280, 80);
    QTRY_VERIFY(!isBelow());
}

void TestComposer::everyPartHasAName()
{
    const auto widgets = m_composer->findChildren<QWidget *>();
    for (QWidget *widget : widgets) {
        if (!widget->isVisible() || widget->focusPolicy() == Qt::NoFocus)
            continue;
        QAccessibleInterface *accessible = QAccessible::queryAccessibleInterface(widget);
        QVERIFY(accessible);
        if (qobject_cast<QLineEdit *>(widget) && widget != m_line)
            continue; // inside a box that has a name
        QVERIFY2(!accessible->text(QAccessible::Name).isEmpty(), widget->metaObject()->className());
    }
}

void TestComposer::tabWalksThrough()
{
    type(u"x"_s);
    repeat(2, u"1 s"_s);
    QStringList names;
    m_composer->resize(800, 80); // folding and unfolding changes nothing
    m_composer->resize(1280, 80);
    m_composer->findChild<TargetBox *>()->setFocus();
    for (int i = 0; i < 7; ++i) {
        QWidget *focus = m_composer->focusWidget();
        names.append(focus == m_send ? u"Send"_s : focus->accessibleName());
        QTest::keyClick(focus, Qt::Key_Tab);
    }
    QCOMPARE(names,
        (QStringList{u"Send to"_s, u"How the message is written"_s, u"Message"_s,
            u"How many times to send"_s, u"Time between two messages"_s, u"Presets"_s, u"Send"_s}));
}

QTEST_MAIN(TestComposer)
#include "tst_composer.moc"
