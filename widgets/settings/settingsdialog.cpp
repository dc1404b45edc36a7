// SPDX-License-Identifier: MIT
#include "widgets/settings/settingsdialog.h"

#include "widgets/parts/quantitybox.h"
#include "widgets/settings/limitsform.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QSpinBox>
#include <QTabWidget>
#include <QVBoxLayout>
#include <QVariant>

#include <algorithm>

namespace sealcord {

using namespace Qt::StringLiterals;

using TimeFormat = TrafficModel::TimeFormat;

// As on the command line: far beyond what a system hands out.
static constexpr std::size_t mostBuffered = std::size_t{1} << 40;

SettingsDialog::SettingsDialog(const ViewSettings &view, QWidget *parent, Unfinished)
    : QDialog(parent)
    , m_view(view)
    , m_pages(new QTabWidget(this))
    , m_limits(new LimitsForm(this))
{
    setWindowTitle(tr("Settings"));
    m_pages->setDocumentMode(true); // on the colour of the window, against which outlines are seen
    m_pages->setAccessibleName(tr("Kinds of settings"));
}

SettingsDialog::SettingsDialog(const ViewSettings &view, QWidget *parent)
    : SettingsDialog(view, parent, Unfinished::Yes)
{
    complete();
}

SettingsDialog::SettingsDialog(
    const ViewSettings &view, const ServerSettings &server, QWidget *parent)
    : SettingsDialog(view, parent, Unfinished::Yes)
{
    m_server = server;
    addServerLimits();
    addLimitsPage(tr("In force from the next start of the server on, until this window is closed. "
                     "The command line or a settings file sets them for good."));
    complete();
}

SettingsDialog::SettingsDialog(
    const ViewSettings &view, const AgentSettings &agent, QWidget *parent)
    : SettingsDialog(view, parent, Unfinished::Yes)
{
    m_agent = agent;
    if (!m_agent.reconnectDelay)
        m_agent.reconnectDelay = AgentSettings().reconnectDelay;
    addAgentLimits();
    addLimitsPage(tr("In force from the next Connect on, until this window is closed. The command "
                     "line or a settings file sets them for good."));
    complete();
}

void SettingsDialog::addServerLimits()
{
    auto &admission = m_server.admission;
    m_limits->addHeading(tr("All connections together"));
    m_limits->addCount(
        {tr("&Connections at once"), tr("Handshakes included.")}, admission.maxConnections, 1);
    m_limits->addCount({tr("From &one address"), tr("An IPv6 /64 counts as one address.")},
        admission.maxPerAddress, 0);
    m_limits->addCount({tr("&Handshakes at once"),
                           tr("The oldest one of the address that has most makes room for a new "
                              "one.")},
        admission.maxPending, 1);
    m_limits->addSize({tr("Memory for &incomplete messages"),
                          tr("Over it, the connection that has waited longest for the rest of its "
                             "message is closed. Less than the longest message lets none of that "
                             "length in.")},
        admission.maxBuffered, mostBuffered);
    m_limits->addHeading(tr("Each connection"));
    addConnectionLimits(m_server.connection);
}

void SettingsDialog::addAgentLimits()
{
    m_limits->addHeading(tr("Attempts"));
    m_limits->addDuration({tr("&Connect timeout"), tr("For each address of the server's name.")},
        m_agent.connectTimeout);
    m_limits->addDuration({tr("&Delay before reconnecting"),
                              tr("From a failure to the next attempt, where Reconnect is chosen.")},
        *m_agent.reconnectDelay);
    m_limits->addHeading(tr("The connection"));
    m_limits->addDuration({tr("&Reply timeout"),
                              tr("Without any progress while a reply is owed, the connection "
                                 "counts as lost.")},
        m_agent.replyTimeout);
    addConnectionLimits(m_agent.connection);
}

void SettingsDialog::addConnectionLimits(ConnectionLimits &limits)
{
    m_limits->addSize(
        {tr("Longest &message"), tr("A longer one from the other end closes the connection.")},
        limits.maxMessageLength, largestMaxMessageLength);
    m_limits->addDuration(
        {tr("Hand&shake timeout"), tr("From the connection to the end of its handshake.")},
        limits.handshakeTimeout);
    m_limits->addDuration({tr("Idle tim&eout"),
                              tr("How long an established connection may say nothing in either "
                                 "direction, or off.")},
        limits.idleTimeout, std::chrono::milliseconds(0));
    m_limits->addDuration(
        {tr("Se&nd timeout"), tr("How long the other end may take nothing of what it is owed.")},
        limits.sendTimeout);
}

void SettingsDialog::addLimitsPage(const QString &note)
{
    auto *page = new QWidget(this);
    auto *layout = new QVBoxLayout(page);
    layout->addWidget(m_limits);
    layout->addStretch();
    layout->addWidget(makeNote(note));
    m_pages->addTab(page, tr("&Limits"));
}

QLabel *SettingsDialog::makeNote(const QString &text)
{
    auto *note = new QLabel(text, this);
    note->setTextFormat(Qt::PlainText);
    note->setWordWrap(true);
    note->setForegroundRole(QPalette::PlaceholderText);
    return note;
}

void SettingsDialog::addViewPage()
{
    auto *page = new QWidget(this);
    m_keptBytes = new QuantityBox(
        QuantityBox::Kind::Size, ViewSettings::leastKeptBytes, ViewSettings::mostKeptBytes, page);
    m_keptBytes->setAmount(static_cast<qint64>(m_view.kept.bytes));
    m_keptBytes->setAccessibleName(tr("Memory for traffic"));
    m_keptBytes->setToolTip(tr("For plaintext and frames of the messages in the list"));
    m_keptRows = new QSpinBox(page);
    m_keptRows->setRange(ViewSettings::leastKeptRows, ViewSettings::mostKeptRows);
    m_keptRows->setSingleStep(10'000);
    m_keptRows->setGroupSeparatorShown(true);
    m_keptRows->setValue(static_cast<int>(m_view.kept.rows));
    m_keptRows->setAccessibleName(tr("Messages in the list"));
    m_keptRows->setToolTip(tr("How many at most, events counted too"));
    m_timeFormat = new QComboBox(page);
    m_timeFormat->addItem(tr("Time of day"), QVariant::fromValue(TimeFormat::OfDay));
    m_timeFormat->addItem(tr("Since start"), QVariant::fromValue(TimeFormat::SinceStart));
    m_timeFormat->addItem(tr("Since previous"), QVariant::fromValue(TimeFormat::SincePrevious));
    m_timeFormat->setCurrentIndex(m_timeFormat->findData(QVariant::fromValue(m_view.timeFormat)));
    m_timeFormat->setAccessibleName(tr("Format of times"));
    m_timeFormat->setToolTip(tr("What the column Time shows"));

    auto *form = new QFormLayout;
    form->addRow(tr("&Memory for traffic"), m_keptBytes);
    form->addRow(tr("M&essages in the list"), m_keptRows);
    form->addRow(tr("&Times"), m_timeFormat);
    m_keepsContents = new QCheckBox(tr("&Remember what was written and the filters"), page);
    m_keepsContents->setChecked(m_view.keepsContents);
    m_keepsContents->setToolTip(tr("Writes them to the settings file when the window is closed"));
    auto *layout = new QVBoxLayout(page);
    layout->addLayout(form);
    layout->addWidget(makeNote(
        tr("Whatever is reached first makes room for newer messages. What that takes from the list "
           "stays as one line that counts it.")));
    layout->addSpacing(layout->spacing());
    layout->addWidget(m_keepsContents);
    layout->addWidget(makeNote(
        tr("From one run to the next, in a file that you alone can read, but that is not "
           "encrypted: former messages, former filters and those with a name. Otherwise they are "
           "forgotten when this window is closed.")));
    layout->addStretch();
    m_pages->addTab(page, tr("&View"));
}

void SettingsDialog::addAppearancePage()
{
    auto *page = new QWidget(this);
    m_appearance = new QComboBox(page);
    m_appearance->addItem(tr("As the system has it"), QVariant::fromValue(Appearance::System));
    m_appearance->addItem(tr("Light"), QVariant::fromValue(Appearance::Light));
    m_appearance->addItem(tr("Dark"), QVariant::fromValue(Appearance::Dark));
    m_appearance->setCurrentIndex(m_appearance->findData(QVariant::fromValue(m_view.appearance)));
    m_appearance->setAccessibleName(tr("Colours"));
    m_appearance->setToolTip(tr("Of the whole window, at once"));
    m_language = new QComboBox(page);
    m_language->addItem(tr("As the system has it"), QString());
    m_language->addItem(u"English"_s, u"en"_s); // each in its own, to be found by who reads it
    m_language->addItem(u"Deutsch"_s, u"de"_s);
    m_language->setCurrentIndex(std::max(0, m_language->findData(m_view.language)));
    m_language->setAccessibleName(tr("Language, from the next start on"));
    m_language->setToolTip(tr("Of all texts, from the next start on"));

    auto *form = new QFormLayout;
    form->addRow(tr("&Colours"), m_appearance);
    form->addRow(tr("La&nguage"), m_language);
    auto *layout = new QVBoxLayout(page);
    layout->addLayout(form);
    layout->addWidget(makeNote(tr("Another language takes effect at the next start.")));
    layout->addStretch();
    layout->addWidget(makeNote(tr("What the command line or a settings file says of the two wins "
                                  "over this at the start.")));
    m_pages->addTab(page, tr("&Appearance"));
}

void SettingsDialog::complete()
{
    addViewPage();
    addAppearancePage();
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    connect(buttons, &QDialogButtonBox::accepted, this, &SettingsDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &SettingsDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_pages);
    layout->addWidget(buttons);
}

void SettingsDialog::accept()
{
    // What is still being written counts: a key may accept the dialog from within a field.
    for (auto *box : findChildren<QAbstractSpinBox *>())
        box->interpretText();
    m_limits->store();
    m_view.kept.bytes = static_cast<std::size_t>(m_keptBytes->amount());
    m_view.kept.rows = static_cast<std::size_t>(m_keptRows->value());
    m_view.timeFormat = m_timeFormat->currentData().value<TimeFormat>();
    m_view.appearance = m_appearance->currentData().value<Appearance>();
    m_view.language = m_language->currentData().toString();
    m_view.keepsContents = m_keepsContents->isChecked();
    QDialog::accept();
}

} // namespace sealcord
