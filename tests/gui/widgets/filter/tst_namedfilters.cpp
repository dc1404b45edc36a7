// SPDX-License-Identifier: MIT
#include "widgets/filter/namedfilters.h"

#include <QLineEdit>
#include <QMenu>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace sealcord {

using namespace Qt::StringLiterals;

class TestNamedFilters : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void nothingToShowIsHidden();
    void clickChoosesAndSecondClickClears();
    void nameIsTypedInPlace();
    void escGivesUpNaming();
    void sameNameReplaces();
    void menuRenamesAndDeletes();
    void namesAreNoMnemonics();
    void theOneThatIsRenamedMayBeDeleted();
    void anotherMayBeDeletedMeanwhile();
    void newNameOfAnotherReplacesIt();
    void fiftyTakeTwoLines_data();
    void fiftyTakeTwoLines();

private:
    [[nodiscard]] QToolButton *button(const QString &name) const;
    QAction *menuAction(const QString &name, int which);
    [[nodiscard]] QLineEdit *line() const { return m_filters->findChild<QLineEdit *>(); }

    std::unique_ptr<QWidget> m_window;
    NamedFilters *m_filters = nullptr;
};

void TestNamedFilters::init()
{
    m_window = std::make_unique<QWidget>();
    m_window->resize(600, 100);
    m_filters = new NamedFilters(m_window.get());
    m_filters->resize(600, 40);
    m_window->show();
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

QToolButton *TestNamedFilters::button(const QString &name) const
{
    const auto buttons = m_filters->findChildren<QToolButton *>();
    const auto found = std::ranges::find_if(buttons, [&name](const QToolButton *candidate) {
        return !candidate->isHidden() && candidate->accessibleName() == name;
    });
    return found == buttons.end() ? nullptr : *found;
}

QAction *TestNamedFilters::menuAction(const QString &name, int which)
{
    QToolButton *pressed = nullptr;
    if (!QTest::qWaitFor([&] { return (pressed = button(name)) != nullptr; }))
        qFatal("There is no such button");
    Q_EMIT pressed->customContextMenuRequested({1, 1});
    auto *const menu = m_filters->findChildren<QMenu *>().last();
    menu->close(); // or it would keep the keys; it goes when control returns to the event loop
    return menu->actions().at(which);
}

void TestNamedFilters::nothingToShowIsHidden()
{
    QVERIFY(!m_filters->isVisible());
    m_filters->setFilters({{u"Mine"_s, u"dir:in"_s}});
    QVERIFY(m_filters->isVisible());
    m_filters->setFilters({});
    QVERIFY(!m_filters->isVisible());
}

void TestNamedFilters::clickChoosesAndSecondClickClears()
{
    m_filters->setFilters({{u"Mine"_s, u"dir:in"_s}});
    const QSignalSpy chosen(m_filters, &NamedFilters::chosen);
    button(u"Mine"_s)->click();
    QCOMPARE(chosen.last().at(0).toString(), u"dir:in"_s);
    m_filters->setCurrent(u"dir:in"_s);
    QVERIFY(button(u"Mine"_s)->isChecked());
    button(u"Mine"_s)->click();
    QCOMPARE(chosen.last().at(0).toString(), QString());
}

void TestNamedFilters::nameIsTypedInPlace()
{
    const QSignalSpy changed(m_filters, &NamedFilters::changed);
    m_filters->save(u"len>5"_s);
    QVERIFY(line()->hasFocus());
    QTest::keyClicks(line(), u"Long"_s);
    QTest::keyClick(line(), Qt::Key_Return);
    QCOMPARE(m_filters->filters(), (QList<NamedFilter>{{u"Long"_s, u"len>5"_s}}));
    QCOMPARE(changed.count(), 1);
    QVERIFY(!line()->isVisible());
}

void TestNamedFilters::escGivesUpNaming()
{
    m_filters->save(u"len>5"_s);
    QTest::keyClicks(line(), u"Long"_s);
    QTest::keyClick(line(), Qt::Key_Escape);
    QVERIFY(m_filters->filters().isEmpty());
    QVERIFY(!m_filters->isVisible());
}

void TestNamedFilters::sameNameReplaces()
{
    m_filters->setFilters({{u"Mine"_s, u"dir:in"_s}});
    m_filters->save(u"len>5"_s);
    QTest::keyClicks(line(), u"Mine"_s);
    QTest::keyClick(line(), Qt::Key_Return);
    QCOMPARE(m_filters->filters(), (QList<NamedFilter>{{u"Mine"_s, u"len>5"_s}}));
}

void TestNamedFilters::menuRenamesAndDeletes()
{
    m_filters->setFilters({{u"One"_s, u"dir:in"_s}, {u"Two"_s, u"dir:out"_s}});
    menuAction(u"One"_s, 0)->trigger();
    QCOMPARE(line()->text(), u"One"_s);
    QTest::keyClicks(line(), u"First"_s);
    QTest::keyClick(line(), Qt::Key_Return);
    QCOMPARE(m_filters->filters().first(), (NamedFilter{u"First"_s, u"dir:in"_s}));
    menuAction(u"Two"_s, 1)->trigger();
    QCOMPARE(m_filters->filters().size(), 1);
}

void TestNamedFilters::namesAreNoMnemonics()
{
    m_filters->setFilters({{u"in & out"_s, u"dir:in"_s}});
    QCOMPARE(button(u"in & out"_s)->text(), u"in && out"_s);
}

void TestNamedFilters::theOneThatIsRenamedMayBeDeleted()
{
    m_filters->setFilters({{u"One"_s, u"dir:in"_s}});
    menuAction(u"One"_s, 0)->trigger();
    menuAction(u"One"_s, 1)->trigger();
    QVERIFY(m_filters->filters().isEmpty());
    QVERIFY(!line()->isVisible()); // there is nothing to name any more
    QTest::keyClick(line(), Qt::Key_Return);
    QVERIFY(m_filters->filters().isEmpty());
}

void TestNamedFilters::anotherMayBeDeletedMeanwhile()
{
    m_filters->setFilters(
        {{u"One"_s, u"dir:in"_s}, {u"Two"_s, u"dir:out"_s}, {u"Three"_s, u"len>5"_s}});
    menuAction(u"Three"_s, 0)->trigger();
    menuAction(u"One"_s, 1)->trigger();
    QVERIFY(line()->isVisible());
    QTest::keyClicks(line(), u"Last"_s);
    QTest::keyClick(line(), Qt::Key_Return);
    QCOMPARE(m_filters->filters(),
        (QList<NamedFilter>{{u"Two"_s, u"dir:out"_s}, {u"Last"_s, u"len>5"_s}}));
}

void TestNamedFilters::newNameOfAnotherReplacesIt()
{
    m_filters->setFilters({{u"One"_s, u"dir:in"_s}, {u"Two"_s, u"dir:out"_s}});
    menuAction(u"Two"_s, 0)->trigger();
    QTest::keyClicks(line(), u"One"_s);
    QTest::keyClick(line(), Qt::Key_Return);
    QCOMPARE(m_filters->filters(), (QList<NamedFilter>{{u"One"_s, u"dir:out"_s}}));
}

void TestNamedFilters::fiftyTakeTwoLines_data()
{
    QTest::addColumn<int>("width");
    for (const int width : {600, 900, 1280})
        QTest::addRow("%d", width) << width;
}

void TestNamedFilters::fiftyTakeTwoLines()
{
    QFETCH(const int, width);
    auto *const layout = new QVBoxLayout(m_window.get());
    layout->addWidget(m_filters);
    layout->addStretch();
    QList<NamedFilter> fifty;
    for (int i = 0; i < 50; ++i)
        fifty += {u"The filter with the number %1"_s.arg(i), u"len>%1"_s.arg(i)};
    m_filters->setFilters(fifty);
    m_window->resize(width, 300);
    QTRY_COMPARE(m_filters->width(), width - 2 * layout->contentsMargins().left());
    QVERIFY(m_window->minimumSizeHint().width() < 600);
    const int line = button(u"The filter with the number 0"_s)->height();
    QTRY_VERIFY2(
        m_filters->height() <= 2 * line + 8, qPrintable(QString::number(m_filters->height())));
    QVERIFY(m_filters->height() >= 2 * line);

    auto *const last = button(u"The filter with the number 49"_s);
    QVERIFY(last->visibleRegion().isEmpty());
    button(u"The filter with the number 48"_s)->setFocus();
    QTest::keyClick(button(u"The filter with the number 48"_s), Qt::Key_Tab);
    QVERIFY(last->hasFocus());
    QVERIFY(!last->visibleRegion().isEmpty()); // it has come into sight
    const QSignalSpy chosen(m_filters, &NamedFilters::chosen);
    QTest::mouseClick(last, Qt::LeftButton);
    QCOMPARE(chosen.last().first().toString(), u"len>49"_s);
}

} // namespace sealcord

QTEST_MAIN(sealcord::TestNamedFilters)
#include "tst_namedfilters.moc"
