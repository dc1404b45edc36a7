// SPDX-License-Identifier: MIT
#include "agent-gui/agentwindow.h"
#include "server-gui/serverwindow.h"
#include "tests/gui/windows/windowtest.h"
#include "tests/support/patience.h"
#include "tests/support/peers/classicpeer.h"
#include "widgets/detail/detailpane.h"
#include "widgets/message/hexview.h"
#include "widgets/message/messagepane.h"
#include "widgets/parts/tabpanel.h"

#include <QAccessible>
#include <QAccessibleWidget>
#include <QApplication>
#include <QHostAddress>
#include <QMainWindow>
#include <QScrollBar>
#include <QSet>
#include <QTabWidget>
#include <QTest>

#include <memory>

using namespace sealcord;
using namespace sealcord::test;
using namespace Qt::StringLiterals;
using State = OwnServer::State;
using Stage = WatchedAgent::Stage;

namespace {

enum class End { Server, Agent };

/// The roles of what a person can do something with.
const QSet<QAccessible::Role> interactiveRoles{QAccessible::Button, QAccessible::CheckBox,
    QAccessible::ComboBox, QAccessible::EditableText, QAccessible::Link, QAccessible::List,
    QAccessible::MenuItem, QAccessible::PageTab, QAccessible::PageTabList, QAccessible::PopupMenu,
    QAccessible::RadioButton, QAccessible::ButtonMenu, QAccessible::ButtonDropDown,
    QAccessible::SpinBox, QAccessible::Table, QAccessible::Tree};

/// A part of another widget that a screen reader does not come to by itself.
bool isInnerPart(const QWidget *widget)
{
    return widget->focusProxy() || widget->objectName().startsWith("qt_"_L1);
}

bool takesTab(const QWidget *widget)
{
    return widget->isVisible() && widget->isEnabled() && (widget->focusPolicy() & Qt::TabFocus)
        && !isInnerPart(widget);
}

QString describe(const QWidget *widget)
{
    return u"%1 '%2' '%3' in %4"_s.arg(QString::fromLatin1(widget->metaObject()->className()),
        widget->objectName(), widget->accessibleName(),
        widget->parentWidget()
            ? QString::fromLatin1(widget->parentWidget()->metaObject()->className())
            : QString());
}

/// The interactive ones below \a top that have no name.
void collectNameless(QAccessibleInterface *top, QStringList &nameless)
{
    for (int place = 0; place < top->childCount(); ++place) {
        auto *child = top->child(place);
        if (!child || child->state().invisible)
            continue;
        const auto *widget = qobject_cast<QWidget *>(child->object());
        if (widget && isInnerPart(widget))
            continue;
        if (interactiveRoles.contains(child->role())
            && child->text(QAccessible::Name).trimmed().isEmpty())
            nameless += widget ? describe(widget) : u"role %1"_s.arg(child->role());
        if (!child->tableInterface()) // its cells have their texts
            collectNameless(child, nameless);
    }
}

QStringList spokenEvents;

/// Keeps what a screen reader would say. Where a list stands it says only of the scroll bar that
/// has the focus, and ours take none.
void recordSpoken(QAccessibleEvent *event)
{
    const QSet spoken{QAccessible::Alert, QAccessible::Focus, QAccessible::Selection,
        QAccessible::TextInserted, QAccessible::TextUpdated, QAccessible::ValueChanged};
    const auto *bar = qobject_cast<QScrollBar *>(event->object());
    if (!spoken.contains(event->type()) || (bar && bar->focusPolicy() == Qt::NoFocus))
        return;
    spokenEvents +=
        u"%1 of %2"_s.arg(event->type())
            .arg(QLatin1StringView(
                event->object() ? event->object()->metaObject()->className() : "nothing"));
}

} // namespace

Q_DECLARE_METATYPE(End)

class TestWindowAccessibility : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup();

    void everythingHasAName_data();
    void everythingHasAName();
    void rolesAreRight();
    void tabComesBackEitherWay_data();
    void tabComesBackEitherWay();
    void bytesCanBeRead();
    void arrivingRowsAreNotAnnounced();

private:
    void open(End end);
    void chooseMessage();
    [[nodiscard]] WindowParts parts() const { return WindowParts(*m_window); }
    [[nodiscard]] static QAccessible::Role roleOf(QWidget &widget)
    {
        return QAccessible::queryAccessibleInterface(&widget)->role();
    }

    SettingsElsewhere m_settings;
    std::unique_ptr<ClassicPeer> m_peer;
    std::unique_ptr<BlockingListener> m_listener;
    std::unique_ptr<QMainWindow> m_window;
};

void TestWindowAccessibility::initTestCase()
{
    QVERIFY(m_settings.isValid());
}

void TestWindowAccessibility::cleanup()
{
    m_peer.reset();
    m_window.reset();
    m_listener.reset();
}

/// Shows a window, connected, with a message in each direction.
void TestWindowAccessibility::open(End end)
{
    if (end == End::Server) {
        ServerWindowOptions options;
        options.server.settings.address = QHostAddress(QHostAddress::LocalHost);
        options.server.settings.port = 0;
        options.window.start = true;
        auto window = std::make_unique<ServerWindow>(options);
        QTRY_COMPARE_WITH_TIMEOUT(window->server().state(), State::Listening, patience);
        m_peer =
            std::make_unique<ClassicPeer>(window->server().address().section(u':', -1).toUShort());
        m_window = std::move(window);
    } else {
        m_listener = std::make_unique<BlockingListener>();
        AgentWindowOptions options;
        options.agent.settings.port = m_listener->port();
        options.agent.trust.protocol = Protocol::Classic;
        options.window.start = true;
        auto window = std::make_unique<AgentWindow>(options);
        QTRY_VERIFY_WITH_TIMEOUT(window->agent().stage() != WatchedAgent::Stage::Idle, patience);
        m_window = std::move(window);
        m_peer = std::make_unique<ClassicPeer>(m_listener->accept());
    }
    QVERIFY(m_peer->shakeHands());
    m_window->show();
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    QVERIFY(m_peer->send("{\"hello\": [1, 2, 3]}"));
    QTRY_VERIFY_WITH_TIMEOUT(parts().placeOfMessage(Direction::In) >= 0, patience);
}

void TestWindowAccessibility::chooseMessage()
{
    parts().click(parts().traffic(), parts().placeOfMessage(Direction::In));
    auto &pane = *parts().desk().detail().messagePane();
    QTRY_VERIFY_WITH_TIMEOUT(!pane.isDecoding(), patience);
    pane.tabs()->setCurrentIndex(MessagePane::Hex);
}

void TestWindowAccessibility::everythingHasAName_data()
{
    QTest::addColumn<End>("end");
    QTest::newRow("server") << End::Server;
    QTest::newRow("agent") << End::Agent;
}

void TestWindowAccessibility::everythingHasAName()
{
    QFETCH(const End, end);
    open(end);
    chooseMessage();
    QTest::keyClick(m_window.get(), Qt::Key_F, Qt::ControlModifier); // the bar that finds
    QStringList nameless;
    const auto pages = parts().desk().panel().pages();
    auto &content = *parts().desk().detail().messagePane()->tabs();
    for (auto *page : pages) {
        parts().desk().showPage(page);
        for (int view = 0; view < content.count(); ++view) {
            content.setCurrentIndex(view);
            collectNameless(QAccessible::queryAccessibleInterface(m_window.get()), nameless);
        }
    }
    for (auto *widget : m_window->findChildren<QWidget *>()) {
        if ((widget->focusPolicy() & Qt::TabFocus) && !isInnerPart(widget)
            && widget->window() == m_window.get()
            && QAccessible::queryAccessibleInterface(widget)->text(QAccessible::Name).isEmpty())
            nameless += describe(widget);
    }
    nameless.removeDuplicates();
    QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join(u", "_s)));
}

void TestWindowAccessibility::rolesAreRight()
{
    open(End::Server);
    QCOMPARE(roleOf(*m_window), QAccessible::Window);
    QCOMPARE(roleOf(parts().part<QWidget>(u"address"_s)), QAccessible::ComboBox);
    QCOMPARE(roleOf(parts().part<QWidget>(u"port"_s)), QAccessible::SpinBox);
    QCOMPARE(roleOf(parts().part<QWidget>(u"toggle"_s)), QAccessible::Button);
    QCOMPARE(roleOf(parts().part<QWidget>(u"state"_s)), QAccessible::StaticText);
    QCOMPARE(roleOf(parts().part<QWidget>(u"replies"_s)), QAccessible::ComboBox);
    QCOMPARE(roleOf(parts().traffic()), QAccessible::Table);
    QCOMPARE(roleOf(parts().filterLine()), QAccessible::EditableText);
    QCOMPARE(roleOf(parts().messageLine()), QAccessible::EditableText);
    QCOMPARE(roleOf(parts().desk().panel().tabBar()), QAccessible::PageTabList);
}

void TestWindowAccessibility::tabComesBackEitherWay_data()
{
    everythingHasAName_data();
}

void TestWindowAccessibility::tabComesBackEitherWay()
{
    constexpr int most = 200;
    QFETCH(const End, end);
    open(end);
    chooseMessage();
    for (const auto modifiers :
        {Qt::KeyboardModifiers(), Qt::KeyboardModifiers(Qt::ShiftModifier)}) {
        parts().traffic().setFocus();
        const auto *first = QApplication::focusWidget();
        QCOMPARE(first, &parts().traffic());
        QSet<const QWidget *> seen;
        for (int presses = 0; presses < most; ++presses) {
            auto *before = QApplication::focusWidget();
            seen += before;
            QTest::keyClick(before, modifiers ? Qt::Key_Backtab : Qt::Key_Tab, modifiers);
            QVERIFY2(QApplication::focusWidget() != before, qPrintable(describe(before)));
            if (QApplication::focusWidget() == first)
                break;
            QVERIFY2(!seen.contains(QApplication::focusWidget()),
                qPrintable(describe(QApplication::focusWidget())));
        }
        QCOMPARE(QApplication::focusWidget(), first);
        QStringList left;
        for (const auto *widget : m_window->findChildren<QWidget *>()) {
            if (takesTab(widget) && !seen.contains(widget))
                left += describe(widget);
        }
        QVERIFY2(left.isEmpty(), qPrintable(left.join(u", "_s)));
        QVERIFY(seen.contains(parts().desk().detail().messagePane()->hexView()));
        QVERIFY(seen.contains(&parts().messageLine()));
    }
}

void TestWindowAccessibility::bytesCanBeRead()
{
    open(End::Server);
    chooseMessage();
    auto *hex = parts().desk().detail().messagePane()->hexView();
    auto *interface = QAccessible::queryAccessibleInterface(hex);
    QVERIFY(interface);
    auto *text = interface->textInterface();
    QVERIFY(text);
    QVERIFY(text->characterCount() > 0);
    QVERIFY(text->text(0, text->characterCount()).contains(u"7b 22 68 65"_s));
    hex->setFocus();
    const auto before = text->cursorPosition();
    QTest::keyClick(hex, Qt::Key_Right);
    QVERIFY(text->cursorPosition() > before);
    QVERIFY(!interface->text(QAccessible::Value).isEmpty());
}

void TestWindowAccessibility::arrivingRowsAreNotAnnounced()
{
    open(End::Server);
    parts().messageLine().setFocus();
    spokenEvents.clear();
    QAccessible::setActive(true); // not on Qt 6.4 offscreen: there a screen judges
    const auto former = QAccessible::installUpdateHandler(recordSpoken);
    const auto shown = parts().messages().shownRows();
    for (int number = 0; number < 50; ++number)
        QVERIFY(m_peer->send("again"));
    QTRY_VERIFY_WITH_TIMEOUT(parts().messages().shownRows() >= shown + 100, patience);
    QAccessible::installUpdateHandler(former);
    QAccessible::setActive(false);
    QVERIFY2(spokenEvents.isEmpty(), qPrintable(spokenEvents.join(u", "_s)));
}

QTEST_MAIN(TestWindowAccessibility)
#include "tst_windowaccessibility.moc"
