// SPDX-License-Identifier: MIT
#include "agent-gui/agentwindow.h"
#include "tests/gui/windows/serverwindowtest.h"
#include "tests/support/peers/classicpeer.h"
#include "widgets/settings/settingsdialog.h"
#include "widgets/window/aboutdialog.h"
#include "widgets/window/trustnote.h"

#include <QAbstractButton>
#include <QAction>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>

#include <memory>

using namespace sealcord;
using namespace sealcord::test;
using namespace Qt::StringLiterals;

/// What both windows say beside their lists: how little classic gives, what they are made of, and
/// what their parts are for.
class TestWindowNotes : public QObject, private ServerWindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_window.reset(); }
    void protectionIsToldWithoutTakingARow();
    void protectionIsToldOnce();
    void protectionIsToldAsLongAsItIsTrue();
    void aboutIsADialog();
    void toolTipsSayMoreThanTheLabel_data();
    void toolTipsSayMoreThanTheLabel();

private:
    [[nodiscard]] TrustNote &trust() const { return parts().part<TrustNote>(); }
    [[nodiscard]] std::unique_ptr<ClassicPeer> connected() const;
};

void TestWindowNotes::init()
{
    open();
    resize({1280, 800});
    start();
}

std::unique_ptr<ClassicPeer> TestWindowNotes::connected() const
{
    auto agent = std::make_unique<ClassicPeer>(port());
    return agent->shakeHands() ? std::move(agent) : nullptr;
}

void TestWindowNotes::protectionIsToldWithoutTakingARow()
{
    const auto before = parts().traffic().viewport()->height();
    QVERIFY(!trust().isVisible());
    const auto agent = connected();
    QVERIFY(agent);
    QTRY_VERIFY_WITH_TIMEOUT(trust().isVisible(), patience);
    QVERIFY(trust().text().contains(u"not authenticated"_s));
    QVERIFY(!parts().bar().isVisible());
    QCoreApplication::processEvents();
    QCOMPARE(parts().traffic().viewport()->height(), before);
}

void TestWindowNotes::protectionIsToldOnce()
{
    const auto first = connected();
    QVERIFY(first);
    QTRY_VERIFY_WITH_TIMEOUT(trust().isVisible(), patience);
    QTest::mouseClick(&trust(), Qt::LeftButton);
    QVERIFY(parts().says(u"What it does not give"_s));
    QVERIFY(!trust().isVisible());
    const auto second = connected();
    QVERIFY(second);
    QTRY_VERIFY_WITH_TIMEOUT(parts().says(u"2 live"_s), patience);
    QVERIFY(!trust().isVisible());
}

void TestWindowNotes::protectionIsToldAsLongAsItIsTrue()
{
    auto first = connected();
    QVERIFY(first);
    QTRY_VERIFY_WITH_TIMEOUT(trust().isVisible(), patience);
    auto second = connected();
    QVERIFY(second);
    QTRY_VERIFY_WITH_TIMEOUT(parts().says(u"2 live"_s), patience);
    first.reset();
    QTRY_VERIFY_WITH_TIMEOUT(parts().says(u"1 live"_s), patience);
    QVERIFY(trust().isVisible());
    second.reset();
    QTRY_VERIFY_WITH_TIMEOUT(!trust().isVisible(), patience);
    QVERIFY(parts().says(u"AES-256-GCM"_s));
    const auto third = connected();
    QVERIFY(third);
    QTRY_VERIFY_WITH_TIMEOUT(trust().isVisible(), patience);
    parts().pressF5();
    QTRY_COMPARE_WITH_TIMEOUT(state(), State::Stopped, patience);
    QVERIFY(!trust().isVisible());
}

void TestWindowNotes::aboutIsADialog()
{
    for (auto *action : m_window->findChildren<QAction *>()) {
        if (action->text() == u"About Sealcord"_s)
            action->trigger();
    }
    auto *dialog = m_window->findChild<AboutDialog *>();
    QVERIFY(dialog && dialog->isVisible());
    QVERIFY(!parts().bar().isVisible());
    for (auto *button : dialog->findChildren<QPushButton *>()) {
        if (button->text().contains(u"Copy"_s))
            QTest::mouseClick(button, Qt::LeftButton);
    }
    QVERIFY(QGuiApplication::clipboard()->text().contains(u"OpenSSL"_s));
    QTest::keyClick(dialog, Qt::Key_Escape);
    QTRY_VERIFY(!m_window->findChild<AboutDialog *>());
}

void TestWindowNotes::toolTipsSayMoreThanTheLabel_data()
{
    QTest::addColumn<bool>("isServer");
    QTest::addColumn<bool>("isSettings");
    QTest::newRow("server") << true << false;
    QTest::newRow("agent") << false << false;
    QTest::newRow("settings of the server") << true << true;
    QTest::newRow("settings of the agent") << false << true;
}

void TestWindowNotes::toolTipsSayMoreThanTheLabel()
{
    QFETCH(const bool, isServer);
    QFETCH(const bool, isSettings);
    QStringList wrong;
    std::unique_ptr<QWidget> shown;
    if (isSettings && isServer)
        shown = std::make_unique<SettingsDialog>(ViewSettings(), ServerSettings());
    else if (isSettings)
        shown = std::make_unique<SettingsDialog>(ViewSettings(), AgentSettings());
    else if (isServer)
        shown = std::make_unique<ServerWindow>(ServerWindowOptions());
    else
        shown = std::make_unique<AgentWindow>(AgentWindowOptions());
    for (const auto *widget : shown->findChildren<QWidget *>()) {
        const auto *const button = qobject_cast<const QAbstractButton *>(widget);
        const bool isField = qobject_cast<const QComboBox *>(widget)
            || qobject_cast<const QAbstractSpinBox *>(widget);
        if (!isField && (!button || button->text().isEmpty()))
            continue;
        const auto name = button ? button->text() : widget->accessibleName();
        const auto tip = widget->toolTip();
        // A label may say all that there is to say; a field's value is never that.
        const bool isTooLittle =
            isField ? tip.isEmpty() || tip == name : !tip.isEmpty() && tip.size() <= name.size();
        if (isTooLittle)
            wrong += name + u": "_s + tip;
    }
    QCOMPARE(wrong.join(u'\n'), QString());
}

QTEST_MAIN(TestWindowNotes)
#include "tst_windownotes.moc"
