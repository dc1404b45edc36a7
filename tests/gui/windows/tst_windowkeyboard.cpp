// SPDX-License-Identifier: MIT
#include "agent-gui/agentwindow.h"
#include "server-gui/serverwindow.h"
#include "tests/gui/windows/windowtest.h"
#include "widgets/look/appearance.h"
#include "widgets/parts/tabpanel.h"
#include "widgets/window/latinkeys.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QImage>
#include <QKeyEvent>
#include <QMap>
#include <QMenuBar>
#include <QTest>

#include <memory>

using namespace sealcord;
using namespace sealcord::test;
using namespace Qt::StringLiterals;

namespace {

constexpr quint32 codeOfC = 54;
constexpr quint32 codeOfD = 40;
constexpr int cyrillicEs = 0x0421; // where a US keyboard has a C
constexpr int cyrillicVe = 0x0412;

// As it comes from a keyboard: what QTest sends has no code of a key.
void pressCtrl(QWidget &widget, int key, quint32 code)
{
    QKeyEvent press(QEvent::KeyPress, key, Qt::ControlModifier, code, 0, 0);
    QCoreApplication::sendEvent(&widget, &press);
}

QMap<QString, QString> partsByKey(const QMainWindow &window)
{
    QMap<QString, QString> parts;
    for (const auto *action : window.findChildren<QAction *>()) {
        if (action->text().startsWith(u"Go to: "_s))
            parts[action->shortcut().toString()] = action->text();
    }
    return parts;
}

} // namespace

class TestWindowKeyboard : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();

    void focusIsSeenOnEveryPart_data();
    void focusIsSeenOnEveryPart();
    void tabGoesAsTheEyeGoes_data();
    void tabGoesAsTheEyeGoes();
    void numbersMeanTheSameInBothWindows();
    void shortcutsWorkWithOtherLetters();
    void fieldsCopyWithOtherLetters();

private:
    [[nodiscard]] WindowParts parts() const { return WindowParts(*m_window); }

    SettingsElsewhere m_settings;
    std::unique_ptr<ServerWindow> m_window;
};

void TestWindowKeyboard::initTestCase()
{
    QVERIFY(m_settings.isValid());
}

void TestWindowKeyboard::init()
{
    applyAppearance(Appearance::Light);
    m_window = std::make_unique<ServerWindow>(ServerWindowOptions());
    m_window->show();
    m_window->resize(1280, 800);
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    parts().desk().panelAction().setChecked(true);
}

void TestWindowKeyboard::focusIsSeenOnEveryPart_data()
{
    QTest::addColumn<Appearance>("appearance");
    QTest::newRow("light") << Appearance::Light;
    QTest::newRow("dark") << Appearance::Dark;
}

void TestWindowKeyboard::focusIsSeenOnEveryPart()
{
    QFETCH(const Appearance, appearance);
    applyAppearance(appearance);
    parts().traffic().setFocus(Qt::TabFocusReason);
    const auto *first = QApplication::focusWidget();
    for (int stop = 0; stop < 100; ++stop) {
        auto *before = QApplication::focusWidget();
        const QRect area(before->mapTo(m_window.get(), QPoint()), before->size());
        const auto with = m_window->grab(area).toImage();
        QTest::keyClick(before, Qt::Key_Tab);
        const auto without = m_window->grab(area).toImage();
        QVERIFY2(with != without, before->metaObject()->className());
        if (QApplication::focusWidget() == first)
            return;
    }
    QFAIL("the focus did not come back");
}

void TestWindowKeyboard::tabGoesAsTheEyeGoes_data()
{
    QTest::addColumn<bool>("isServer");
    QTest::newRow("server") << true;
    QTest::newRow("agent") << false;
}

// Down, or to the right beside what is there.
void TestWindowKeyboard::tabGoesAsTheEyeGoes()
{
    QFETCH(const bool, isServer);
    std::unique_ptr<QMainWindow> agent;
    if (!isServer) {
        agent = std::make_unique<AgentWindow>(AgentWindowOptions());
        agent->show();
        agent->resize(1280, 800);
        agent->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(agent.get()));
    }
    QMainWindow &window = isServer ? *m_window : *agent;
    const auto placeOf = [&](const QWidget *widget) {
        return QRect(widget->mapTo(&window, QPoint()), widget->size());
    };
    WindowParts(window).desk().panelAction().setChecked(true);
    WindowParts(window).part<QWidget>(isServer ? u"address"_s : u"host"_s).setFocus();
    const auto *first = QApplication::focusWidget();
    for (int stop = 0; stop < 100; ++stop) {
        const auto *before = QApplication::focusWidget();
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        const auto *now = QApplication::focusWidget();
        if (now == first)
            return;
        const bool isRight = placeOf(now).left() >= placeOf(before).left()
            && placeOf(now).bottom() >= placeOf(before).top();
        const bool isBelow = placeOf(now).center().y() > placeOf(before).bottom();
        QVERIFY2(isRight || isBelow,
            qPrintable(u"%1 %2 after %3 %4"_s.arg(QLatin1StringView(now->metaObject()->className()),
                now->accessibleName(), QLatin1StringView(before->metaObject()->className()),
                before->accessibleName())));
    }
    QFAIL("the focus did not come back");
}

void TestWindowKeyboard::numbersMeanTheSameInBothWindows()
{
    const AgentWindow agent{AgentWindowOptions()};
    const auto inServer = partsByKey(*m_window);
    const auto inAgent = partsByKey(agent);
    QVERIFY(inAgent.size() >= 3);
    for (auto [key, part] : inAgent.asKeyValueRange())
        QCOMPARE(inServer.value(key), part);
}

void TestWindowKeyboard::shortcutsWorkWithOtherLetters()
{
    const LatinKeys latinKeys;
    auto &line = parts().filterLine();
    line.setFocus();
    QVERIFY(parts().desk().panel().isVisible());
    pressCtrl(line, cyrillicVe, codeOfD);
    QVERIFY(!parts().desk().panel().isVisible());
}

void TestWindowKeyboard::fieldsCopyWithOtherLetters()
{
    const LatinKeys latinKeys;
    auto &line = parts().filterLine();
    line.setText(u"dir:in"_s);
    line.setFocus();
    line.selectAll();
    QApplication::clipboard()->clear();
    pressCtrl(line, cyrillicEs, codeOfC);
    QCOMPARE(QApplication::clipboard()->text(), u"dir:in"_s);
}

QTEST_MAIN(TestWindowKeyboard)
#include "tst_windowkeyboard.moc"
