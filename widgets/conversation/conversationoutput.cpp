// SPDX-License-Identifier: MIT
#include "widgets/conversation/conversationoutput.h"

#include "core/text/figures.h"
#include "widgets/conversation/conversationview.h"
#include "widgets/message/copyformats.h"
#include "widgets/parts/messagebar.h"
#include "widgets/parts/newfiledialog.h"
#include "widgets/parts/passingnote.h"
#include "widgets/parts/waitbar.h"

#include <QAction>
#include <QClipboard>
#include <QDateTime>
#include <QFileDialog>
#include <QGuiApplication>
#include <QItemSelectionModel>
#include <QStringList>

#include <expected>
#include <utility>

namespace sealcord {

using namespace Qt::StringLiterals;

namespace {

/// The contents of \a turns, a line each.
QString contentsOf(
    const std::vector<SavedTurn> &turns, ContentForm form, const std::stop_token &end)
{
    const auto format = form == ContentForm::Hex ? CopyFormat::Hex : CopyFormat::Text;
    QStringList contents;
    for (const auto &turn : turns) {
        if (end.stop_requested())
            return {};
        contents += copyText(turn.row.content, format, end);
    }
    return contents.join(u'\n');
}

} // namespace

ConversationOutput::ConversationOutput(
    const ConversationModel &model, ConversationView &view, MessageBar &bar, QWidget &page)
    : QObject(&page)
    , m_model(model)
    , m_view(view)
    , m_bar(bar)
    , m_page(page)
    , m_copyMenu(new QMenu(tr("Copy the conversation"), &page))
    , m_saveMenu(new QMenu(tr("Save the conversation"), &page))
    , m_copyChosen(new QAction(tr("Copy what is selected"), &view))
{
    m_copyProgress = new WaitBar(&m_copying, tr("Copying…"), &page);
    m_saveProgress = new WaitBar(&m_saving, tr("Saving…"), &page);
    m_copyChosen->setShortcut(QKeySequence::Copy);
    m_copyChosen->setShortcutContext(Qt::WidgetShortcut);
    view.addAction(m_copyChosen);
    connect(m_copyChosen, &QAction::triggered, this, &ConversationOutput::copySelected);
    makeMenus();
    connect(&model, &ConversationModel::turnsChanged, this, &ConversationOutput::update);
    connect(&model, &QAbstractItemModel::modelReset, this, &ConversationOutput::update);
    connect(&m_saving, &BackgroundWork::runningChanged, this, &ConversationOutput::update);
    connect(view.selectionModel(), &QItemSelectionModel::selectionChanged, this,
        &ConversationOutput::update);
    update();
}

void ConversationOutput::makeMenus()
{
    const auto add = [this](QMenu *menu, const QString &text, auto act, ConversationPart part) {
        connect(menu->addAction(text), &QAction::triggered, this,
            [this, act, part] { (this->*act)(part); });
    };
    m_copyMenu->addAction(m_copyChosen);
    m_copyMenu->addSeparator();
    using enum ConversationPart;
    add(m_copyMenu, tr("Copy all of it"), &ConversationOutput::copy, All);
    add(m_copyMenu, tr("Copy what was sent"), &ConversationOutput::copy, Sent);
    add(m_copyMenu, tr("Copy what was received"), &ConversationOutput::copy, Received);
    add(m_saveMenu, tr("Save all of it as text…"), &ConversationOutput::choosePath, All);
    add(m_saveMenu, tr("Save what was sent…"), &ConversationOutput::choosePath, Sent);
    add(m_saveMenu, tr("Save what was received…"), &ConversationOutput::choosePath, Received);
}

void ConversationOutput::update()
{
    const bool isThere = m_model.turns() > 0;
    m_copyMenu->setEnabled(isThere);
    m_saveMenu->setEnabled(isThere && !m_saving.isRunning());
    m_copyChosen->setEnabled(m_view.selectionModel()->hasSelection());
}

void ConversationOutput::copy(ConversationPart part)
{
    copyTurns(savedTurns(m_model, part), part == ConversationPart::All);
}

void ConversationOutput::copySelected()
{
    std::vector<SavedTurn> turns;
    for (const int turn : m_view.selectedTurns())
        turns.push_back(savedTurn(m_model, turn));
    if (turns.empty())
        return;
    const bool isMessage = turns.front().row.kind == TrafficRow::Kind::Message;
    const bool isTranscript = turns.size() > 1 || !isMessage;
    copyTurns(std::move(turns), isTranscript);
}

void ConversationOutput::copyTurns(std::vector<SavedTurn> turns, bool isTranscript)
{
    m_copying.start([this, turns = std::move(turns), isTranscript, form = m_view.form()](
                        const std::stop_token &end) -> BackgroundWork::Delivery {
        auto text = isTranscript ? QString::fromStdString(transcript(turns, form, end))
                                 : contentsOf(turns, form, end);
        return [this, text = std::move(text), count = turns.size()] {
            QGuiApplication::clipboard()->setText(text);
            PassingNote::sayFor(m_page,
                count == 1
                    ? tr("Copied 1 turn")
                    : tr("Copied %1 turns", nullptr, pluralOf(count)).arg(formatCount(count)));
        };
    });
}

void ConversationOutput::choosePath(ConversationPart part)
{
    const bool isText = part == ConversationPart::All;
    const auto name = QDateTime::currentDateTime().toString(u"'conversation-'yyyyMMdd'-'HHmmss"_s);
    const auto side = part == ConversationPart::Sent ? u"-sent.bin"_s : u"-received.bin"_s;
    const auto *dialog = askForNewFile(m_page,
        {.title = isText ? tr("Save the conversation, decrypted")
                         : tr("Save one side of the conversation, decrypted"),
            .filters = {isText ? tr("Text (*.txt)") : tr("Bytes (*.bin)"), tr("All files (*)")},
            .suffix = isText ? u"txt"_s : u"bin"_s,
            .name = name + (isText ? u".txt"_s : side)});
    connect(dialog, &QFileDialog::fileSelected, this,
        [this, part](const QString &path) { save(part, path); });
}

void ConversationOutput::save(ConversationPart part, const QString &path)
{
    m_saving.start([this, part, path, turns = savedTurns(m_model, part), form = m_view.form()](
                       const std::stop_token &end) -> BackgroundWork::Delivery {
        auto saved = sealcord::save(turns, part, form, path, end);
        return [this, path, saved = std::move(saved), count = turns.size()] {
            if (!saved)
                m_bar.show(
                    MessageBar::Level::Error, tr("Nothing was saved: %1.").arg(saved.error()));
            else
                m_bar.show(MessageBar::Level::Info,
                    tr("Saved to %1, decrypted. Turns: %2.").arg(path, formatCount(count)));
        };
    });
}

} // namespace sealcord
