// SPDX-License-Identifier: MIT
#include "widgets/filter/filteredit.h"

#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>

namespace sealcord {

using namespace Qt::StringLiterals;

class TestFilterEdit : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void rightFilterIsInForceAtOnce();
    void lastRightFilterStaysInForce();
    void wrongWordIsNamed();
    void reasonGoesWithTheFault();
    void escClears();
    void upAndDownWalkTheHistory();
    void historyHasNoDoublesAndAnEnd();
    void termNarrows();
    void unfinishedWordIsNotApplied_data();
    void unfinishedWordIsNotApplied();
    void enterFinishesTheWord();
    void leavingFinishesTheWord();
    void whatIsWrongKeepsWhatWasWhole();

private:
    [[nodiscard]] QString reason() const;

    std::unique_ptr<QWidget> m_window;
    FilterEdit *m_field = nullptr;
    QLineEdit *m_line = nullptr;
};

void TestFilterEdit::init()
{
    m_window = std::make_unique<QWidget>();
    m_window->resize(600, 200);
    m_field = new FilterEdit(m_window.get());
    m_field->setGeometry(10, 10, 400, 30);
    m_line = m_field->findChild<QLineEdit *>();
    m_window->show();
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    m_field->setFocus();
}

QString TestFilterEdit::reason() const
{
    const auto labels = m_window->findChildren<QLabel *>();
    for (const QLabel *const label : labels) {
        if (label->isVisible())
            return label->text();
    }
    return {};
}

void TestFilterEdit::rightFilterIsInForceAtOnce()
{
    const QSignalSpy changed(m_field, &FilterEdit::filterChanged);
    QTest::keyClicks(m_line, u"dir:in"_s);
    QVERIFY(!m_field->isWrong());
    QCOMPARE(m_field->filter().text(), u"dir:in"_s);
    QVERIFY(!changed.isEmpty());
}

void TestFilterEdit::lastRightFilterStaysInForce()
{
    m_field->setText(u"dir:in"_s);
    const QSignalSpy changed(m_field, &FilterEdit::filterChanged);
    m_line->setText(u"dir:in and ("_s);
    QVERIFY(m_field->isWrong());
    QCOMPARE(m_field->filter().text(), u"dir:in"_s);
    QCOMPARE(changed.count(), 0);
}

void TestFilterEdit::wrongWordIsNamed()
{
    m_line->setText(u"dir:in lenn>5"_s);
    QVERIFY(m_field->isWrong());
    QVERIFY2(reason().contains(u"lenn"_s), qPrintable(reason()));
    QVERIFY(m_line->accessibleDescription().contains(u"lenn"_s));
}

void TestFilterEdit::reasonGoesWithTheFault()
{
    m_line->setText(u"lenn>5"_s);
    QVERIFY(!reason().isEmpty());
    m_line->setText(u"len>5"_s);
    QVERIFY(reason().isEmpty());
    QVERIFY(m_line->accessibleDescription().isEmpty());
}

void TestFilterEdit::escClears()
{
    m_line->setText(u"lenn>5"_s);
    QTest::keyClick(m_line, Qt::Key_Escape);
    QVERIFY(m_line->text().isEmpty());
    QVERIFY(m_field->filter().isEmpty());
    QVERIFY(reason().isEmpty());
}

void TestFilterEdit::upAndDownWalkTheHistory()
{
    m_field->setHistory({u"dir:in"_s, u"dir:out"_s});
    QTest::keyClicks(m_line, u"len>1"_s);
    QTest::keyClick(m_line, Qt::Key_Escape); // no choices in the way
    m_line->setText(u"len>1"_s);
    QTest::keyClick(m_line, Qt::Key_Up);
    QCOMPARE(m_line->text(), m_field->history().at(0));
    QTest::keyClick(m_line, Qt::Key_Up);
    QCOMPARE(m_line->text(), m_field->history().at(1));
    QTest::keyClick(m_line, Qt::Key_Down);
    QTest::keyClick(m_line, Qt::Key_Down);
    QCOMPARE(m_line->text(), u"len>1"_s);
}

void TestFilterEdit::historyHasNoDoublesAndAnEnd()
{
    m_field->setText(u"dir:in"_s);
    m_field->setText(u"dir:out"_s);
    m_field->setText(u"dir:in"_s);
    QCOMPARE(m_field->history(), (QStringList{u"dir:in"_s, u"dir:out"_s}));
    for (int i = 0; i < 2 * FilterEdit::mostKept; ++i)
        m_field->setText(u"len>%1"_s.arg(i));
    QCOMPARE(m_field->history().size(), FilterEdit::mostKept);
}

void TestFilterEdit::termNarrows()
{
    m_field->addTerm(u"dir:in"_s);
    QCOMPARE(m_field->filter().text(), u"dir:in"_s);
    m_field->setText(u"dir:in or len>5"_s);
    m_field->addTerm(u"not text:a"_s);
    QVERIFY(!m_field->isWrong());
    QCOMPARE(m_field->filter().text(), u"(dir:in or len>5) and not text:a"_s);
}

void TestFilterEdit::unfinishedWordIsNotApplied_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("inForce");
    QTest::newRow("and with space") << u"dir:in and "_s << u"dir:in"_s;
    QTest::newRow("and") << u"dir:in and"_s << u"dir:in"_s;
    QTest::newRow("a field") << u"dir:in and len"_s << u"dir:in"_s;
    QTest::newRow("an operator") << u"dir:in len>"_s << u"dir:in"_s;
    QTest::newRow("a word") << u"dir:in hel"_s << u"dir:in"_s;
    QTest::newRow("a quote") << u"dir:in \"hel"_s << u"dir:in"_s;
    QTest::newRow("a parenthesis") << u"(dir:in or len>5"_s << u"(dir:in or len>5)"_s;
    QTest::newRow("a word alone") << u"hel"_s << QString();
}

void TestFilterEdit::unfinishedWordIsNotApplied()
{
    QFETCH(const QString, typed);
    QTest::keyClicks(m_line, typed);
    QTEST(m_field->filter().text(), "inForce");
    QVERIFY(!m_field->isWrong());
    QVERIFY2(reason().isEmpty(), qPrintable(reason()));
}

void TestFilterEdit::enterFinishesTheWord()
{
    QTest::keyClicks(m_line, u"hello"_s);
    QVERIFY(m_field->filter().isEmpty());
    QTest::keyClick(m_line, Qt::Key_Return);
    QCOMPARE(m_field->filter().text(), u"hello"_s);
    QCOMPARE(m_field->history(), {u"hello"_s});

    QTest::keyClicks(m_line, u" and"_s);
    QCOMPARE(m_field->filter().text(), u"hello"_s);
    QTest::keyClick(m_line, Qt::Key_Return);
    QVERIFY(m_field->isWrong());
    QVERIFY(!reason().isEmpty());
    QCOMPARE(m_field->filter().text(), u"hello"_s);
}

void TestFilterEdit::leavingFinishesTheWord()
{
    QTest::keyClicks(m_line, u"hello"_s);
    QTest::keyClick(QApplication::activePopupWidget(), Qt::Key_Escape);
    m_line->clearFocus();
    QCOMPARE(m_field->filter().text(), u"hello"_s);
}

void TestFilterEdit::whatIsWrongKeepsWhatWasWhole()
{
    QTest::keyClicks(m_line, u"dir:in len>>5"_s);
    QVERIFY(m_field->isWrong());
    QVERIFY2(reason().contains(u">5"_s), qPrintable(reason()));
    QCOMPARE(m_field->filter().text(), u"dir:in"_s);
}

} // namespace sealcord

QTEST_MAIN(sealcord::TestFilterEdit)
#include "tst_filteredit.moc"
