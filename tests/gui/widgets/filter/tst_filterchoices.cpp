// SPDX-License-Identifier: MIT
#include "widgets/filter/choicelist.h"
#include "widgets/filter/filteredit.h"

#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QTest>

#include <algorithm>

namespace sealcord {

using namespace Qt::StringLiterals;

/// What is offered while a filter is typed, and who takes it.
class TestFilterChoices : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void enterTakesWhatWasTyped();
    void chosenOneIsTaken();
    void clickTakes();
    void completedFieldBringsItsColon();
    void operatorReplacesTheColonThatWasBrought();
    void tabGoesOnWithTheWord();
    void tabMovesOnWhereTheWordIsWhole();
    void escapeClosesFirstAndClearsThen();
    void upOnAnEmptyFieldWalksTheHistory();
    void upWhileSomethingIsOfferedWalksTheHistory();
    void downOffers();
    void theyDoNotCoverTheReason();
    void eachHasAWordOfExplanation();

private:
    [[nodiscard]] ChoiceList &list() const
    {
        const auto widgets = QApplication::allWidgets();
        const auto found = std::ranges::find_if(
            widgets, [](QWidget *one) { return qobject_cast<ChoiceList *>(one) != nullptr; });
        return *qobject_cast<ChoiceList *>(*found);
    }
    [[nodiscard]] QStringList offered() const;
    /// Types as a person does: to whoever has the keys.
    void type(const QString &text) { QTest::keyClicks(m_line, text); }
    void press(Qt::Key key)
    {
        QTest::keyClick(list().isVisible() ? static_cast<QWidget *>(&list()) : m_line, key);
    }

    std::unique_ptr<QWidget> m_window;
    FilterEdit *m_field = nullptr;
    QLineEdit *m_line = nullptr;
};

void TestFilterChoices::init()
{
    m_window = std::make_unique<QWidget>();
    m_window->resize(700, 500);
    m_field = new FilterEdit(m_window.get());
    m_field->setGeometry(10, 10, 400, 30);
    m_field->setValuesSeen([] {
        return FilterValuesSeen{
            .peers = {u"127.0.0.1:50000"_s}, .agents = {}, .targets = {}, .connections = {u"3"_s}};
    });
    m_line = m_field->findChild<QLineEdit *>();
    m_window->show();
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    m_field->setFocus();
}

QStringList TestFilterChoices::offered() const
{
    QStringList texts;
    for (int row = 0; list().isVisible() && row < list().model()->rowCount(); ++row)
        texts += list().model()->index(row, 0).data().toString();
    return texts;
}

void TestFilterChoices::enterTakesWhatWasTyped()
{
    m_field->setHistory({u"dir:in len<9 and text:\"longer\""_s});
    type(u"dir:in len<9"_s);
    QCOMPARE(offered(), {u"dir:in len<9 and text:\"longer\""_s});
    press(Qt::Key_Return);
    QCOMPARE(m_line->text(), u"dir:in len<9"_s);
    QCOMPARE(m_field->filter().text(), u"dir:in len<9"_s);
    QVERIFY(!list().isVisible());
    QCOMPARE(m_field->history().first(), u"dir:in len<9"_s);
}

void TestFilterChoices::chosenOneIsTaken()
{
    m_field->setHistory({u"dir:in len<9"_s});
    type(u"dir:in l"_s);
    press(Qt::Key_Down); // len:
    press(Qt::Key_Down); // level:
    press(Qt::Key_Return);
    QCOMPARE(m_line->text(), u"dir:in level:"_s);
    QVERIFY(offered().contains(u"warning"_s));
    press(Qt::Key_Down);
    press(Qt::Key_Down);
    press(Qt::Key_Return);
    QCOMPARE(m_field->filter().text(), u"dir:in level:warning"_s);

    m_line->clear();
    type(u"dir:in"_s);
    press(Qt::Key_Down);
    press(Qt::Key_Return);
    QCOMPARE(m_field->filter().text(), u"dir:in len<9"_s);
}

void TestFilterChoices::clickTakes()
{
    type(u"pe"_s);
    const auto place = list().visualRect(list().model()->index(0, 0)).center();
    QTest::mouseClick(list().viewport(), Qt::LeftButton, {}, place);
    QCOMPARE(m_line->text(), u"peer:"_s);
}

void TestFilterChoices::completedFieldBringsItsColon()
{
    type(u"di"_s);
    press(Qt::Key_Down);
    press(Qt::Key_Return);
    QCOMPARE(m_line->text(), u"dir:"_s);
    QCOMPARE(m_line->cursorPosition(), 4);
    QCOMPARE(offered(), (QStringList{u"in"_s, u"out"_s}));
    QVERIFY(!m_field->isWrong());
}

void TestFilterChoices::operatorReplacesTheColonThatWasBrought()
{
    type(u"len"_s);
    press(Qt::Key_Down);
    press(Qt::Key_Return);
    QCOMPARE(m_line->text(), u"len:"_s);
    type(u">=5"_s);
    QCOMPARE(m_line->text(), u"len>=5"_s);
    QCOMPARE(m_field->filter().text(), u"len>=5"_s);
}

void TestFilterChoices::tabGoesOnWithTheWord()
{
    type(u"conn"_s);
    press(Qt::Key_Tab);
    QCOMPARE(m_line->text(), u"connection:"_s);
    QVERIFY(m_line->hasFocus());
}

void TestFilterChoices::tabMovesOnWhereTheWordIsWhole()
{
    auto *const next = new QLineEdit(m_window.get());
    next->show();
    m_field->setHistory({u"dir:in len<9"_s});
    type(u"dir:in"_s);
    press(Qt::Key_Tab);
    QCOMPARE(m_line->text(), u"dir:in"_s);
    QVERIFY(!list().isVisible());
    QVERIFY(next->hasFocus());
}

void TestFilterChoices::escapeClosesFirstAndClearsThen()
{
    type(u"dir:in l"_s);
    QVERIFY(list().isVisible());
    press(Qt::Key_Escape);
    QVERIFY(!list().isVisible());
    QCOMPARE(m_line->text(), u"dir:in l"_s);
    press(Qt::Key_Escape);
    QCOMPARE(m_line->text(), QString());
    QVERIFY(m_field->filter().isEmpty());
    QVERIFY(!list().isVisible());
}

void TestFilterChoices::upOnAnEmptyFieldWalksTheHistory()
{
    m_field->setHistory({u"dir:in"_s, u"dir:out"_s});
    press(Qt::Key_Up);
    QCOMPARE(m_line->text(), u"dir:in"_s);
    press(Qt::Key_Up);
    QCOMPARE(m_field->filter().text(), u"dir:out"_s);
}

void TestFilterChoices::upWhileSomethingIsOfferedWalksTheHistory()
{
    m_field->setHistory({u"dir:in"_s, u"dir:out"_s});
    type(u"l"_s);
    QTest::keyClick(m_line, Qt::Key_Backspace);
    QVERIFY(list().isVisible()); // every field
    press(Qt::Key_Up);
    QVERIFY(!list().isVisible());
    QCOMPARE(m_line->text(), u"dir:in"_s);
}

void TestFilterChoices::downOffers()
{
    press(Qt::Key_Down);
    QVERIFY(offered().contains(u"peer:"_s));
    press(Qt::Key_Down);
    press(Qt::Key_Return);
    QCOMPARE(m_line->text(), u"dir:"_s);
}

void TestFilterChoices::theyDoNotCoverTheReason()
{
    m_field->setHistory({u"dir:in len>>5 and more"_s});
    type(u"dir:in len>>5"_s);
    QVERIFY(list().isVisible());
    const auto labels = m_window->findChildren<QLabel *>();
    const auto reason = std::ranges::find_if(labels, &QWidget::isVisible);
    QVERIFY(reason != labels.end());
    const QRect place((*reason)->mapToGlobal(QPoint()), (*reason)->size());
    QVERIFY2(!place.intersects(list().geometry()), qPrintable((*reason)->text()));
}

void TestFilterChoices::eachHasAWordOfExplanation()
{
    m_field->setHistory({u"len<9"_s});
    type(u"l"_s);
    QVERIFY(list().model()->rowCount() >= 4);
    for (int row = 0; row < list().model()->rowCount(); ++row) {
        QVERIFY(!list().model()->index(row, 1).data().toString().isEmpty());
        QVERIFY(list().visualRect(list().model()->index(row, 1)).width() > 0);
    }
    // And there is room for all of it.
    QVERIFY(list().width() >= list().contentWidth());
}

} // namespace sealcord

QTEST_MAIN(sealcord::TestFilterChoices)
#include "tst_filterchoices.moc"
