// SPDX-License-Identifier: MIT
#pragma once

#include "core/recording/savedconversation.h"
#include "widgets/parts/backgroundwork.h"

#include <QMenu>
#include <QObject>
#include <QString>
#include <QWidget>

#include <vector>

class QAction;

namespace sealcord {

class ConversationModel;
class ConversationView;
class MessageBar;

/// Copies a conversation and writes it down, whole or one side of it, on other threads. What is
/// text is so in the form that the view has.
class ConversationOutput final : public QObject
{
    Q_OBJECT

public:
    /// \a bar says how it went, \a page is in front of the dialogs and shows progress. All outlive
    /// this.
    ConversationOutput(
        const ConversationModel &model, ConversationView &view, MessageBar &bar, QWidget &page);

    [[nodiscard]] QMenu &copyMenu() const { return *m_copyMenu; }
    [[nodiscard]] QMenu &saveMenu() const { return *m_saveMenu; }
    /// Each shows that it takes long, with a button that stops it.
    [[nodiscard]] QWidget &copyProgress() const { return *m_copyProgress; }
    [[nodiscard]] QWidget &saveProgress() const { return *m_saveProgress; }

    /// To the clipboard: all of it as a transcript, one side as its contents, a line each.
    void copy(ConversationPart part);
    /// What is selected: one message as its content, more as a transcript.
    void copySelected();
    void save(ConversationPart part, const QString &path);

private:
    void makeMenus();
    void update();
    void choosePath(ConversationPart part);
    void copyTurns(std::vector<SavedTurn> turns, bool isTranscript);

    const ConversationModel &m_model;
    ConversationView &m_view;
    MessageBar &m_bar;
    QWidget &m_page;
    QMenu *m_copyMenu;
    QMenu *m_saveMenu;
    QAction *m_copyChosen;
    QWidget *m_copyProgress = nullptr;
    QWidget *m_saveProgress = nullptr;
    // Last, so that they end first.
    BackgroundWork m_copying;
    BackgroundWork m_saving;
};

} // namespace sealcord
