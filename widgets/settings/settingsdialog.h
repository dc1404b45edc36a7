// SPDX-License-Identifier: MIT
#pragma once

#include "core/net/agent/agentsettings.h"
#include "core/net/server/serversettings.h"
#include "widgets/settings/viewsettings.h"

#include <QDialog>
#include <QString>

class QCheckBox;
class QComboBox;
class QLabel;
class QSpinBox;
class QTabWidget;

namespace sealcord {

class LimitsForm;
class QuantityBox;

/// The settings of a window: limits of the server or the agent, what is kept and how it looks.
///
/// Limits are for this run of the program: a file or the command line sets them for good, and a
/// second place that remembers them would leave it to guess which one is in force.
class SettingsDialog final : public QDialog
{
    Q_OBJECT

public:
    /// Of the view alone.
    SettingsDialog(const ViewSettings &view, QWidget *parent);
    SettingsDialog(
        const ViewSettings &view, const ServerSettings &server, QWidget *parent = nullptr);
    SettingsDialog(const ViewSettings &view, const AgentSettings &agent, QWidget *parent = nullptr);

    /// What was given, changed as the person wants it once the dialog is accepted.
    [[nodiscard]] const ViewSettings &view() const { return m_view; }
    [[nodiscard]] const ServerSettings &serverSettings() const { return m_server; }
    /// With a delay for reconnecting, whether it is to be used or not.
    [[nodiscard]] const AgentSettings &agentSettings() const { return m_agent; }

    void accept() override;

private:
    enum class Unfinished : quint8 { Yes };

    SettingsDialog(const ViewSettings &view, QWidget *parent, Unfinished);

    void addServerLimits();
    void addAgentLimits();
    void addConnectionLimits(ConnectionLimits &limits);
    void addLimitsPage(const QString &note);
    void addViewPage();
    void addAppearancePage();
    void complete();
    [[nodiscard]] QLabel *makeNote(const QString &text);

    ViewSettings m_view;
    ServerSettings m_server;
    AgentSettings m_agent;
    QTabWidget *m_pages = nullptr;
    LimitsForm *m_limits = nullptr;
    QuantityBox *m_keptBytes = nullptr;
    QSpinBox *m_keptRows = nullptr;
    QComboBox *m_timeFormat = nullptr;
    QCheckBox *m_keepsContents = nullptr;
    QComboBox *m_appearance = nullptr;
    QComboBox *m_language = nullptr;
};

} // namespace sealcord
