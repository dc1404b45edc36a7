// SPDX-License-Identifier: MIT
#include "agent-gui/agentwindow.h"
#include "server-gui/serverwindow.h"
#include "tests/gui/windows/windowtest.h"
#include "widgets/filter/filterhelppage.h"
#include "widgets/filter/namedfilters.h"

#include <QApplication>
#include <QLineEdit>
#include <QTest>
#include <QTreeWidget>

#include <algorithm>
#include <memory>

using namespace sealcord;
using namespace sealcord::test;
using namespace Qt::StringLiterals;

/// What both windows have of filters: the page that tells the language, and what is remembered.
class TestWindowFilter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void helpHasTheLanguageAndTriesIt();
    void escapeClearsEveryFieldThatSearches_data();
    void escapeClearsEveryFieldThatSearches();
    void twoWindowsKeepEachOthersFilters();
    void withoutAHomeItIsSaidOnce();

private:
    [[nodiscard]] static std::unique_ptr<ServerWindow> open();
    static void trigger(QWidget &window, const QString &text);

    SettingsElsewhere m_settings;
};

void TestWindowFilter::initTestCase()
{
    QVERIFY(m_settings.isValid());
}

std::unique_ptr<ServerWindow> TestWindowFilter::open()
{
    auto window = std::make_unique<ServerWindow>(ServerWindowOptions());
    window->show();
    window->activateWindow();
    if (!QTest::qWaitForWindowActive(window.get()))
        qFatal("the window does not become active");
    return window;
}

void TestWindowFilter::trigger(QWidget &window, const QString &text)
{
    const auto actions = window.findChildren<QAction *>();
    const auto found = std::ranges::find_if(
        actions, [&](const QAction *action) { return action->text().remove(u'&') == text; });
    if (found == actions.end())
        qFatal("no action %s", qPrintable(text));
    (*found)->trigger();
}

void TestWindowFilter::helpHasTheLanguageAndTriesIt()
{
    const auto window = open();
    const WindowParts parts(*window);
    trigger(*window, u"Filter language"_s);
    auto &page = parts.part<FilterHelpPage>();
    QVERIFY(QTest::qWaitForWindowActive(&page));
    auto &list = *page.findChild<QTreeWidget *>();
    QTest::keyClick(&list, Qt::Key_Down);
    QTest::keyClick(&list, Qt::Key_Return);
    QCOMPARE(parts.filterLine().text(), list.currentItem()->text(3));
    QVERIFY(!parts.filterLine().text().isEmpty());
    QVERIFY(!parts.desk().trafficPane().filterField().isWrong());
    QVERIFY(page.isVisible()); // for the next one
}

void TestWindowFilter::escapeClearsEveryFieldThatSearches_data()
{
    QTest::addColumn<QString>("action");
    QTest::addColumn<QString>("field");
    QTest::newRow("filter") << u"Filter traffic"_s << u"Filter"_s;
    QTest::newRow("list") << u"Find…"_s << u"Find in the list"_s;
    QTest::newRow("actions") << u"All actions…"_s << u"Find an action"_s;
    QTest::newRow("connections") << QString() << u"Find a connection"_s;
}

void TestWindowFilter::escapeClearsEveryFieldThatSearches()
{
    QFETCH(const QString, action);
    QFETCH(const QString, field);
    const auto window = open();
    if (!action.isEmpty())
        trigger(*window, action);
    const auto lines = window->findChildren<QLineEdit *>();
    const auto line = std::ranges::find(lines, field, &QLineEdit::accessibleName);
    QVERIFY(line != lines.end());
    (*line)->setFocus();
    QTest::keyClicks(*line, u"zz"_s);
    // The first key may belong to what is offered.
    if (auto *popup = QApplication::activePopupWidget(); popup && popup != (*line)->window())
        QTest::keyClick(popup, Qt::Key_Escape);
    QTest::keyClick(*line, Qt::Key_Escape);
    if (!action.isEmpty())
        trigger(*window, action); // those that have closed
    QCOMPARE((*line)->text(), QString());
}

void TestWindowFilter::twoWindowsKeepEachOthersFilters()
{
    const auto name = [](ServerWindow &window, const QString &filter, const QString &given) {
        const WindowParts parts(window);
        auto &filters = parts.desk().trafficPane().namedFilters();
        parts.desk().trafficPane().filterField().setText(filter);
        filters.save(filter);
        auto &line = *filters.findChild<QLineEdit *>();
        QTest::keyClicks(&line, given);
        QTest::keyClick(&line, Qt::Key_Return);
        if (auto *remember = parts.button(u"Remember them"_s)) {
            parts.press(remember);
            QTRY_VERIFY(!parts.bar().isVisible());
        }
    };
    const auto first = open();
    const auto second = open();
    name(*first, u"dir:in"_s, u"first"_s);
    name(*second, u"dir:out"_s, u"second"_s);
    first->close();
    second->close();

    const auto third = open();
    const auto &pane = WindowParts(*third).desk().trafficPane();
    QCOMPARE(pane.namedFilters().filters().size(), 2);
    QVERIFY(pane.filterField().history().contains(u"dir:in"_s));
    QVERIFY(pane.filterField().history().contains(u"dir:out"_s));
}

void TestWindowFilter::withoutAHomeItIsSaidOnce()
{
    const auto config = qgetenv("XDG_CONFIG_HOME");
    const auto home = qgetenv("HOME");
    qunsetenv("XDG_CONFIG_HOME");
    qunsetenv("HOME");
    const auto server = open();
    AgentWindow agent{AgentWindowOptions()};
    agent.show();
    qputenv("XDG_CONFIG_HOME", config);
    qputenv("HOME", home);
    for (auto *window : {static_cast<QWidget *>(server.get()), static_cast<QWidget *>(&agent)}) {
        const WindowParts parts(*window);
        QVERIFY(parts.bar().isVisible());
        QVERIFY(parts.bar().text().startsWith(u"Nothing is remembered"_s));
        parts.bar().hide();
        auto &filters = parts.desk().trafficPane().namedFilters();
        filters.save(u"dir:in"_s);
        auto &line = *filters.findChild<QLineEdit *>();
        QTest::keyClicks(&line, u"mine"_s);
        QTest::keyClick(&line, Qt::Key_Return);
        QVERIFY(!parts.bar().isVisible()); // nor is offered what cannot be done
    }
}

QTEST_MAIN(TestWindowFilter)
#include "tst_windowfilter.moc"
