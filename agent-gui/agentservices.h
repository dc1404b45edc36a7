// SPDX-License-Identifier: MIT
#pragma once

#include "core/traffic/watch/watchedagent.h"

#include <QObject>
#include <QString>

class QAction;
class QComboBox;
class QLabel;
class QLineEdit;
class QWidget;

namespace sealcord {

class ServicesPage;

/// The local ports of an agent and the services that it publishes: shows them on a page, and lets a
/// person add some and remove them.
class AgentServices final : public QObject
{
    Q_OBJECT

public:
    /// \a agent and \a page outlive this.
    AgentServices(WatchedAgent &agent, ServicesPage &page, QObject *parent);

    /// Those that were asked for before the window was there.
    void add(const std::vector<LocalPort> &locals, const std::vector<NamedService> &published);

private:
    [[nodiscard]] QWidget *makeEditor();
    void showKind();
    void addTyped();
    [[nodiscard]] QString whyNotPublished(const QString &text);
    [[nodiscard]] QString whyNotLocal(const QString &text);
    void removeSelected();
    void show();

    WatchedAgent &m_agent;
    ServicesPage &m_page;
    QComboBox *m_kind = nullptr;
    QLineEdit *m_text = nullptr;
    QLabel *m_fault = nullptr; ///< of what was typed
    QAction *m_remove = nullptr;
};

} // namespace sealcord
