// SPDX-License-Identifier: MIT
#include "widgets/parts/quantitybox.h"
#include "widgets/settings/settingsdialog.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialog>
#include <QDialogButtonBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTabWidget>
#include <QTest>

using namespace sealcord;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestSettingsDialog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsNotTouchedStaysAsItIs();
    void serverTakesWhatIsWritten();
    void agentTakesWhatIsWritten();
    void cancelChangesNothing();
    void agentWithoutReconnectingHasADelayToEdit();
    void viewAndAppearanceAreTaken();
    void whatIsNoAmountIsGivenUp();
    void everyFieldHasAName();
};

template <typename Widget> static Widget *named(const QDialog &dialog, const QString &name)
{
    for (auto *widget : dialog.findChildren<Widget *>()) {
        if (widget->accessibleName() == name)
            return widget;
    }
    qFatal("no field of that name: %s", qPrintable(name));
}

static void write(QWidget *field, const QString &text)
{
    field->setFocus();
    QTest::keyClick(field, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClicks(field, text);
}

static void press(const QDialog &dialog, QDialogButtonBox::StandardButton which)
{
    QTest::mouseClick(dialog.findChild<QDialogButtonBox *>()->button(which), Qt::LeftButton);
}

// Values that no round number of a unit gives.
static ServerSettings oddServer()
{
    ServerSettings server;
    server.connection.maxMessageLength = 1'000'001;
    server.connection.handshakeTimeout = 1'234ms;
    server.connection.idleTimeout = 0ms;
    server.connection.sendTimeout = 90s;
    server.admission = {
        .maxConnections = 19'936, .maxPending = 7, .maxPerAddress = 0, .maxBuffered = 123'456'789};
    return server;
}

void TestSettingsDialog::whatIsNotTouchedStaysAsItIs()
{
    const auto before = oddServer();
    const ViewSettings view{.kept = {.bytes = (5 << 20) + 1, .rows = 12'345},
        .timeFormat = TrafficModel::TimeFormat::SincePrevious,
        .appearance = Appearance::Light,
        .language = u"de"_s,
        .keepsContents = true};
    SettingsDialog dialog(view, before);
    press(dialog, QDialogButtonBox::Ok);
    const auto &after = dialog.serverSettings();
    QCOMPARE(after.connection.maxMessageLength, before.connection.maxMessageLength);
    QCOMPARE(after.connection.handshakeTimeout, before.connection.handshakeTimeout);
    QCOMPARE(after.connection.idleTimeout, before.connection.idleTimeout);
    QCOMPARE(after.connection.sendTimeout, before.connection.sendTimeout);
    QCOMPARE(after.admission.maxConnections, before.admission.maxConnections);
    QCOMPARE(after.admission.maxPending, before.admission.maxPending);
    QCOMPARE(after.admission.maxPerAddress, before.admission.maxPerAddress);
    QCOMPARE(after.admission.maxBuffered, before.admission.maxBuffered);
    QCOMPARE(dialog.view().kept.bytes, view.kept.bytes);
    QCOMPARE(dialog.view().kept.rows, view.kept.rows);
    QCOMPARE(dialog.view().timeFormat, view.timeFormat);
    QCOMPARE(dialog.view().appearance, view.appearance);
    QCOMPARE(dialog.view().language, view.language);
    QCOMPARE(dialog.view().keepsContents, view.keepsContents);
}

void TestSettingsDialog::serverTakesWhatIsWritten()
{
    SettingsDialog dialog({}, ServerSettings());
    const QSignalSpy accepted(&dialog, &QDialog::accepted);
    write(named<QuantityBox>(dialog, u"Longest message"_s), u"64 KiB"_s);
    write(named<QuantityBox>(dialog, u"Idle timeout"_s), u"1.5 min"_s);
    write(named<QuantityBox>(dialog, u"Handshake timeout"_s), u"250ms"_s);
    write(named<QuantityBox>(dialog, u"Memory for incomplete messages"_s), u"1 GiB"_s);
    named<QSpinBox>(dialog, u"Connections at once"_s)->setValue(12);
    named<QSpinBox>(dialog, u"From one address"_s)->setValue(3);
    named<QSpinBox>(dialog, u"Handshakes at once"_s)->setValue(4);
    press(dialog, QDialogButtonBox::Ok);
    QCOMPARE(accepted.size(), 1);
    const auto &server = dialog.serverSettings();
    QCOMPARE(server.connection.maxMessageLength, std::size_t{65'536});
    QCOMPARE(server.connection.idleTimeout, 90s);
    QCOMPARE(server.connection.handshakeTimeout, 250ms);
    QCOMPARE(server.admission.maxBuffered, std::size_t{1} << 30);
    QCOMPARE(server.admission.maxConnections, std::size_t{12});
    QCOMPARE(server.admission.maxPerAddress, std::size_t{3});
    QCOMPARE(server.admission.maxPending, std::size_t{4});
}

void TestSettingsDialog::agentTakesWhatIsWritten()
{
    SettingsDialog dialog({}, AgentSettings());
    write(named<QuantityBox>(dialog, u"Connect timeout"_s), u"3 s"_s);
    write(named<QuantityBox>(dialog, u"Delay before reconnecting"_s), u"1 h"_s);
    write(named<QuantityBox>(dialog, u"Reply timeout"_s), u"7"_s);
    write(named<QuantityBox>(dialog, u"Send timeout"_s), u"2 min"_s);
    press(dialog, QDialogButtonBox::Ok);
    const auto &agent = dialog.agentSettings();
    QCOMPARE(agent.connectTimeout, 3s);
    QCOMPARE(agent.reconnectDelay.value(), 1h);
    QCOMPARE(agent.replyTimeout, 7s);
    QCOMPARE(agent.connection.sendTimeout, 2min);
}

void TestSettingsDialog::cancelChangesNothing()
{
    SettingsDialog dialog({}, ServerSettings());
    write(named<QuantityBox>(dialog, u"Longest message"_s), u"64 KiB"_s);
    named<QSpinBox>(dialog, u"Messages in the list"_s)->setValue(500);
    press(dialog, QDialogButtonBox::Cancel);
    QCOMPARE(dialog.serverSettings().connection.maxMessageLength, defaultMaxMessageLength);
    QCOMPARE(dialog.view().kept.rows, TrafficLimits().rows);
}

void TestSettingsDialog::agentWithoutReconnectingHasADelayToEdit()
{
    AgentSettings agent;
    agent.reconnectDelay = std::nullopt;
    SettingsDialog dialog({}, agent);
    press(dialog, QDialogButtonBox::Ok);
    QCOMPARE(dialog.agentSettings().reconnectDelay, AgentSettings().reconnectDelay);
}

void TestSettingsDialog::viewAndAppearanceAreTaken()
{
    SettingsDialog dialog({}, AgentSettings());
    write(named<QuantityBox>(dialog, u"Memory for traffic"_s), u"1 GiB"_s);
    named<QSpinBox>(dialog, u"Messages in the list"_s)->setValue(500);
    named<QComboBox>(dialog, u"Format of times"_s)->setCurrentIndex(1);
    named<QComboBox>(dialog, u"Colours"_s)->setCurrentIndex(2);
    named<QComboBox>(dialog, u"Language, from the next start on"_s)->setCurrentIndex(1);
    auto *keeps = dialog.findChild<QCheckBox *>();
    QVERIFY(!keeps->isChecked());
    keeps->click();
    press(dialog, QDialogButtonBox::Ok);
    QVERIFY(dialog.view().keepsContents);
    QCOMPARE(dialog.view().kept.bytes, std::size_t{1} << 30);
    QCOMPARE(dialog.view().kept.rows, std::size_t{500});
    QCOMPARE(dialog.view().timeFormat, TrafficModel::TimeFormat::SinceStart);
    QCOMPARE(dialog.view().appearance, Appearance::Dark);
    QCOMPARE(dialog.view().language, u"en"_s);
}

void TestSettingsDialog::whatIsNoAmountIsGivenUp()
{
    SettingsDialog dialog({}, ServerSettings());
    auto *length = named<QuantityBox>(dialog, u"Longest message"_s);
    for (const auto &text : {u"many"_s, u"2 GiB"_s, u"0"_s, u""_s, u"-5"_s, u"16 MB"_s}) {
        write(length, text);
        length->interpretText();
        QCOMPARE(length->amount(), static_cast<qint64>(defaultMaxMessageLength));
    }
    press(dialog, QDialogButtonBox::Ok);
    QCOMPARE(dialog.serverSettings().connection.maxMessageLength, defaultMaxMessageLength);
}

void TestSettingsDialog::everyFieldHasAName()
{
    SettingsDialog server({}, ServerSettings());
    SettingsDialog agent({}, AgentSettings());
    for (const auto *dialog : {&server, &agent}) {
        for (const auto *box : dialog->findChildren<QAbstractSpinBox *>())
            QVERIFY(!box->accessibleName().isEmpty());
        for (const auto *box : dialog->findChildren<QComboBox *>())
            QVERIFY(!box->accessibleName().isEmpty());
        QVERIFY(!dialog->findChild<QTabWidget *>()->accessibleName().isEmpty());
    }
}

QTEST_MAIN(TestSettingsDialog)
#include "tst_settingsdialog.moc"
