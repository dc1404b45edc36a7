// SPDX-License-Identifier: MIT
#include "widgets/compare/comparisonwindow.h"

#include "tests/gui/widgets/compare/comparedmessages.h"
#include "tests/support/patience.h"
#include "tests/support/randombytes.h"
#include "widgets/compare/comparisonview.h"

#include <QAction>
#include <QPushButton>
#include <QTabBar>
#include <QTest>

using namespace sealcord;
using namespace sealcord::test;
using namespace Qt::StringLiterals;

using Form = ComparedRows::Form;

/// A window that compares two messages.
class TestComparisonWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup() { m_window.reset(); }
    void namesBoth();
    void stepsThroughDifferences();
    void saysThatBothAreTheSame();
    void keepsTheDifferenceInTheOtherForm();
    void theFormThatIsChosenMeanwhileIsShown();
    void bytesAreShownInHexAlone();
    void saysWhereItGaveUp();
    void arrangesAnewForAnotherWidth();
    void cancelledItCloses();
    void isClosedByEscape();

private:
    void open(
        const QByteArray &first, const QByteArray &second, quint64 steps = Effort::someSeconds)
    {
        m_window = std::make_unique<ComparisonWindow>(comparedMessage(12, first),
            comparedMessage(4810, second, Direction::Out), nullptr, steps);
        m_window->show();
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    }
    void compare(const QByteArray &first, const QByteArray &second)
    {
        open(first, second);
        QTRY_VERIFY_WITH_TIMEOUT(!m_window->statusText().isEmpty(), patience);
    }
    void press(Qt::KeyboardModifiers modifiers = {})
    {
        QTest::keyClick(m_window.get(), Qt::Key_F8, modifiers);
    }
    [[nodiscard]] Form form() const { return m_window->view().messages()->rows().form(); }

    std::unique_ptr<ComparisonWindow> m_window;
};

void TestComparisonWindow::namesBoth()
{
    compare("a", "bc");
    QStringList titles;
    for (const auto *label : m_window->findChildren<QLabel *>())
        titles += label->text();
    const auto title = [&](const QString &beginning, const QString &end) {
        return std::ranges::any_of(titles,
            [&](const QString &text) { return text.startsWith(beginning) && text.endsWith(end); });
    };
    QVERIFY(title(u"#12 ▼ in from 127.0.0.1:50214 at "_s, u", 1 byte"_s));
    QVERIFY(title(u"#4,810 ▲ out to 127.0.0.1:50214 at "_s, u", 2 bytes"_s));
    QCOMPARE(m_window->windowTitle(), u"Messages #12 and #4,810 compared"_s);
}

void TestComparisonWindow::stepsThroughDifferences()
{
    compare("one two three", "ONE two 3 three");
    QCOMPARE(
        m_window->statusText(), u"Difference 1 of 2: 3 bytes on the left, 3 bytes on the right"_s);
    press();
    QCOMPARE(m_window->statusText(), u"Difference 2 of 2: 2 bytes on the right only"_s);
    QCOMPARE(m_window->view().current(), 1U);
    press();
    QCOMPARE(m_window->view().current(), 0U);
    press(Qt::ShiftModifier);
    QCOMPARE(m_window->view().current(), 1U);
}

void TestComparisonWindow::saysThatBothAreTheSame()
{
    compare("the same", "the same");
    QCOMPARE(m_window->statusText(), u"Both are the same."_s);
    QVERIFY(!m_window->next().isEnabled());
    press(); // goes nowhere
    QVERIFY(!m_window->view().current());
}

void TestComparisonWindow::keepsTheDifferenceInTheOtherForm()
{
    compare("1 2 3 4", "1 b 3 d");
    QCOMPARE(form(), Form::Text);
    press();
    m_window->forms().setCurrentIndex(1);
    QTRY_COMPARE_WITH_TIMEOUT(form(), Form::Hex, patience);
    QCOMPARE(m_window->view().current(), 1U);
    m_window->forms().setCurrentIndex(0);
    QTRY_COMPARE_WITH_TIMEOUT(form(), Form::Text, patience);
}

void TestComparisonWindow::theFormThatIsChosenMeanwhileIsShown()
{
    const QByteArray text(4'000'000, 'a'); // which takes a while
    m_window = std::make_unique<ComparisonWindow>(
        comparedMessage(1, text), comparedMessage(2, text + 'b'), nullptr);
    m_window->show();
    m_window->forms().setCurrentIndex(1);
    QVERIFY(!m_window->view().messages());
    QTRY_VERIFY_WITH_TIMEOUT(m_window->view().messages() && form() == Form::Hex, patience);
}

void TestComparisonWindow::bytesAreShownInHexAlone()
{
    compare("\xff\x01", "\xff\x02");
    QCOMPARE(form(), Form::Hex);
    QCOMPARE(m_window->forms().currentIndex(), 1);
    QVERIFY(!m_window->forms().isTabEnabled(0));
    QCOMPARE(m_window->noteText(), QString());
}

void TestComparisonWindow::saysWhereItGaveUp()
{
    open(randomBytes(1, 200'000), randomBytes(2, 200'000), 1'000'000);
    QTRY_VERIFY_WITH_TIMEOUT(!m_window->statusText().isEmpty(), patience);
    QVERIFY(m_window->noteText().startsWith(u"They differ in too much"_s));
}

void TestComparisonWindow::arrangesAnewForAnotherWidth()
{
    const QByteArray text(1000, 'a');
    compare(text, text + 'b');
    const auto rows = m_window->view().messages()->rows().count();
    m_window->resize(1800, 600);
    QTRY_VERIFY_WITH_TIMEOUT(m_window->view().messages()->rows().count() < rows, patience);
}

void TestComparisonWindow::cancelledItCloses()
{
    open(randomBytes(1, 4'000'000), randomBytes(2, 4'000'000));
    auto *cancel = m_window->findChild<QPushButton *>();
    QVERIFY(cancel);
    QTRY_VERIFY_WITH_TIMEOUT(cancel->isVisible(), patience);
    QTest::mouseClick(cancel, Qt::LeftButton);
    QVERIFY(!m_window->isVisible());
}

void TestComparisonWindow::isClosedByEscape()
{
    compare("a", "b");
    QTest::keyClick(m_window.get(), Qt::Key_Escape);
    QVERIFY(!m_window->isVisible());
}

QTEST_MAIN(TestComparisonWindow)
#include "tst_comparisonwindow.moc"
