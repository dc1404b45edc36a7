// SPDX-License-Identifier: MIT
#include "widgets/message/messagepane.h"

#include "core/text/figures.h"
#include "core/traffic/filter/filterterm.h"
#include "widgets/message/bytesearch.h"
#include "widgets/message/hexview.h"
#include "widgets/message/inspector.h"
#include "widgets/message/jsonmodel.h"
#include "widgets/message/messagefindbar.h"
#include "widgets/message/textview.h"
#include "widgets/parts/hintbutton.h"
#include "widgets/parts/passingnote.h"
#include "widgets/parts/waitbar.h"

#include <QClipboard>
#include <QComboBox>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QItemSelectionModel>
#include <QLabel>
#include <QMenu>
#include <QScopedValueRollback>
#include <QTabBar>
#include <QTabWidget>
#include <QTableView>
#include <QTextDocument>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace sealcord {

namespace {

constexpr std::size_t maxHighlights = 100'000; // the most matches that are lit in a message

void prepareTable(QAbstractItemView *view, const QString &name)
{
    view->setAccessibleName(name);
    view->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    view->setTabKeyNavigation(false); // or Tab would not leave it
}

} // namespace

MessagePane::MessagePane(QWidget *parent)
    : QWidget(parent)
    , m_tabs(new QTabWidget(this))
    , m_text(new TextView(this))
    , m_hex(new HexView(this))
    , m_jsonView(new QTreeView(this))
    , m_json(new JsonModel(this))
    , m_inspectorView(new QTableView(this))
    , m_inspector(new InspectorModel(this))
    , m_note(new QLabel(this))
    , m_find(new MessageFindBar(this))
    , m_copyMenu(new QMenu(tr("Copy as"), this))
{
    auto *decoding = new WaitBar(&m_decoding, tr("Decoding…"), this);
    auto *searching = new WaitBar(&m_searching, tr("Searching…"), this);
    auto *copying = new WaitBar(&m_copying, tr("Copying…"), this);
    m_note->setWordWrap(true);
    m_note->hide();

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_tabs, 1);
    for (QWidget *widget : {static_cast<QWidget *>(m_note), static_cast<QWidget *>(decoding),
             static_cast<QWidget *>(searching), static_cast<QWidget *>(copying),
             static_cast<QWidget *>(m_find)})
        layout->addWidget(widget);

    makeTabs();
    makeMenus();
    connectViews();
    connectFind();
    connect(decoding, &WaitBar::cancelled, this, [this] {
        m_note->setText(tr("Decoding was cancelled: the message is shown as bytes and text."));
        m_note->show();
    });
}

void MessagePane::makeTabs()
{
    prepareTable(m_jsonView, tr("Message as JSON"));
    m_jsonView->setModel(m_json);
    m_jsonView->setUniformRowHeights(true); // or each of many rows is measured
    m_jsonView->header()->setSectionResizeMode(JsonModel::Name, QHeaderView::Interactive);
    m_jsonView->header()->resizeSection(JsonModel::Name, 180);

    prepareTable(m_inspectorView, tr("Values at the cursor"));
    m_inspectorView->setModel(m_inspector);
    m_inspectorView->setShowGrid(false);
    m_inspectorView->verticalHeader()->hide();
    m_inspectorView->verticalHeader()->setDefaultSectionSize(
        m_inspectorView->fontMetrics().height() + 6);
    m_inspectorView->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_inspectorView->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);

    m_tabs->setDocumentMode(true);
    m_tabs->addTab(m_text, tr("Text"));
    m_tabs->addTab(m_hex, tr("Hex"));
    m_tabs->addTab(m_jsonView, tr("JSON"));
    m_tabs->addTab(m_inspectorView, tr("Inspector"));
    for (QWidget *view :
        std::initializer_list<QWidget *>{m_text->view(), m_hex, m_jsonView, m_inspectorView})
        view->setMinimumHeight(2 * fontMetrics().height()); // for a small window
    m_tabs->setAccessibleName(tr("How the message is shown"));
}

void MessagePane::makeMenus()
{
    for (const auto format : {CopyFormat::Text, CopyFormat::Hex, CopyFormat::CArray,
             CopyFormat::Json, CopyFormat::Base64}) {
        connect(m_copyMenu->addAction(nameOf(format)), &QAction::triggered, this,
            [this, format] { copy(format); });
    }

    auto *button = new HintButton(this);
    button->setText(tr("Copy as"));
    button->setToolTip(tr("Copies what is selected, or all of the message"));
    button->setMenu(m_copyMenu);
    button->setPopupMode(HintButton::InstantPopup);

    auto *corner = new QWidget(this);
    auto *line = new QHBoxLayout(corner);
    line->setContentsMargins({});
    line->addWidget(m_text->encodingBox());
    line->addWidget(button);
    m_tabs->setCornerWidget(corner);
    connect(m_tabs, &QTabWidget::currentChanged, m_text->encodingBox(),
        [this](int tab) { m_text->encodingBox()->setVisible(tab == Text); });
}

void MessagePane::connectViews()
{
    connect(m_text, &TextView::selectionChanged, this,
        [this](quint64 offset, quint64 length) { takeSelection({offset, length}, m_text); });
    connect(m_hex, &HexView::selectionChanged, this,
        [this](quint64 offset, quint64 length) { takeSelection({offset, length}, m_hex); });
    connect(m_jsonView->selectionModel(), &QItemSelectionModel::currentChanged, this,
        &MessagePane::takeJsonSelection);
    connect(m_tabs, &QTabWidget::currentChanged, this, [this](int tab) {
        if (m_isChoosingTab)
            return;
        if (m_decoding.isRunning())
            m_isTabChosen = true; // for a kind that is not known yet
        else
            m_tabOfKind[std::to_underlying(m_kind)] = Tab(tab);
    });
    for (QWidget *view : {static_cast<QWidget *>(m_text->view()), static_cast<QWidget *>(m_hex),
             static_cast<QWidget *>(m_jsonView)}) {
        view->setContextMenuPolicy(Qt::CustomContextMenu);
        connect(view, &QWidget::customContextMenuRequested, this,
            [this, view](const QPoint &at) { showContextMenu(view->mapToGlobal(at)); });
    }
}

void MessagePane::connectFind()
{
    connect(m_find, &MessageFindBar::patternChanged, this, &MessagePane::search);
    connect(m_find, &MessageFindBar::nextRequested, this, [this] { goToMatch(1); });
    connect(m_find, &MessageFindBar::previousRequested, this, [this] { goToMatch(-1); });
    connect(m_find, &MessageFindBar::closed, this, [this] {
        search();
        m_tabs->currentWidget()->setFocus(Qt::OtherFocusReason);
    });
}

int MessagePane::heightOf(int lines) const
{
    const auto *view = m_text->view();
    const int margins = 2 * (view->frameWidth() + qRound(view->document()->documentMargin()));
    return m_tabs->tabBar()->sizeHint().height() + lines * view->fontMetrics().lineSpacing()
        + margins;
}

void MessagePane::setContent(std::span<const std::byte> content, TrafficMemory memory)
{
    m_content = content;
    m_memory = std::move(memory);
    m_selection = {};
    m_filterMatches.clear();
    m_findMatches.clear();
    m_match = 0;
    m_isTabChosen = false;
    m_note->hide();
    clearJson();
    m_text->setBytes(m_content, m_memory);
    m_hex->setBytes(m_content, m_memory);
    m_inspector->setBytes(m_content);
    decode();
    light();
    search();
}

void MessagePane::clearJson()
{
    const QScopedValueRollback linking(m_isLinking, true);
    m_json->clear();
}

void MessagePane::setFilter(const Filter &filter)
{
    m_filter = filter;
    light();
}

void MessagePane::decode()
{
    m_decoding.start([this, content = m_content, memory = m_memory](
                         const std::stop_token &stop) -> BackgroundWork::Delivery {
        auto analysis = analyse(content, stop);
        return [this, memory, analysis = std::move(analysis)]() mutable {
            takeAnalysis(std::move(analysis));
        };
    });
}

void MessagePane::light()
{
    m_filterMatches.clear();
    showHighlights();
    if (m_filter.isEmpty() || m_content.empty()) {
        m_lighting.cancel();
        return;
    }
    m_lighting.start([this, content = m_content, memory = m_memory, filter = m_filter](
                         const std::stop_token &) -> BackgroundWork::Delivery {
        auto matches = filter.highlights(content, maxHighlights);
        return [this, memory, matches = std::move(matches)]() mutable {
            m_filterMatches = std::move(matches);
            showHighlights();
        };
    });
}

void MessagePane::takeAnalysis(ContentAnalysis analysis)
{
    m_text->setEncoding(analysis.encoding);
    if (analysis.json) {
        if (!analysis.json->isComplete) {
            m_note->setText(tr("The first %1 values of the JSON are shown.")
                    .arg(formatCount(JsonTree::maxNodes)));
            m_note->show();
        }
        const QScopedValueRollback linking(m_isLinking, true);
        m_json->setTree(std::move(*analysis.json), m_content, m_memory);
        m_jsonView->expandToDepth(0);
    }
    showKind(analysis.kind);
}

void MessagePane::showKind(ContentAnalysis::Kind kind)
{
    const QScopedValueRollback choosing(m_isChoosingTab, true);
    m_kind = kind;
    m_tabs->setTabEnabled(Json, kind == ContentAnalysis::Kind::Json);
    if (m_isTabChosen)
        m_tabOfKind[std::to_underlying(kind)] = Tab(m_tabs->currentIndex());
    m_tabs->setCurrentIndex(m_tabOfKind[std::to_underlying(kind)]);
}

void MessagePane::setSelection(ContentRange selection)
{
    takeSelection(selection, nullptr);
}

void MessagePane::takeSelection(ContentRange selection, const QWidget *from)
{
    m_selection = selection;
    if (from != m_text)
        m_text->setSelection(selection);
    if (from != m_hex)
        m_hex->setSelection(selection);
    if (from != m_jsonView) {
        const QScopedValueRollback linking(m_isLinking, true);
        m_jsonView->setCurrentIndex(m_json->indexAt(selection.offset));
    }
    m_inspector->setBytes(m_content.subspan(std::min(selection.offset, m_content.size())));
    if (from != nullptr)
        Q_EMIT selectionChanged(selection.offset, selection.length);
}

void MessagePane::takeJsonSelection()
{
    const auto index = m_jsonView->currentIndex();
    if (index.isValid() && !m_isLinking)
        takeSelection(m_json->range(index), m_jsonView);
}

void MessagePane::openFind()
{
    m_find->open();
}

void MessagePane::search()
{
    m_findMatches.clear();
    m_match = 0;
    const auto pattern = m_find->pattern();
    if (!pattern) {
        m_searching.cancel();
        showHighlights();
        return;
    }
    m_find->showSearching();
    m_searching.start([this, content = m_content, memory = m_memory, pattern = *pattern](
                          const std::stop_token &stop) -> BackgroundWork::Delivery {
        auto matches = findBytes(content, pattern, maxHighlights, stop);
        return [this, memory, matches = std::move(matches)]() mutable {
            takeMatches(std::move(matches));
        };
    });
}

void MessagePane::takeMatches(std::vector<ContentRange> matches)
{
    m_findMatches = std::move(matches);
    showHighlights();
    goToMatch(1);
}

void MessagePane::goToMatch(std::ptrdiff_t step)
{
    const auto count = std::ssize(m_findMatches);
    if (m_searching.isRunning() || !m_find->pattern())
        return;
    if (count > 0) {
        const auto from = m_match == 0 ? (step > 0 ? -1 : 0) : std::ptrdiff_t(m_match) - 1;
        m_match = static_cast<std::size_t>((from + step + count) % count) + 1;
        takeSelection(m_findMatches[m_match - 1], m_find);
    }
    m_find->showCount(m_match, m_findMatches.size(), m_findMatches.size() < maxHighlights);
}

void MessagePane::showHighlights()
{
    auto all = merged(m_filterMatches, m_findMatches);
    m_text->setHighlights(all);
    m_hex->setHighlights(std::move(all));
}

std::span<const std::byte> MessagePane::selectedContent() const
{
    return m_content.subspan(m_selection.offset, m_selection.length);
}

void MessagePane::copy(CopyFormat format)
{
    const auto bytes = m_selection.length > 0 ? selectedContent() : m_content;
    m_copying.start([this, bytes, memory = m_memory, format](
                        const std::stop_token &stop) -> BackgroundWork::Delivery {
        auto text = copyText(bytes, format, stop);
        return [this, text = std::move(text), said = copiedText(bytes, format)] {
            QGuiApplication::clipboard()->setText(text);
            PassingNote::sayFor(*this, said);
        };
    });
}

void MessagePane::showContextMenu(const QPoint &globalPosition)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addMenu(m_copyMenu);
    menu->addSeparator();
    const auto term = textTerm(selectedContent());
    auto *by = menu->addAction(tr("Filter by this"));
    auto *out = menu->addAction(tr("Filter this out"));
    by->setDisabled(term.isEmpty());
    out->setDisabled(term.isEmpty());
    connect(
        by, &QAction::triggered, this, [this, term] { Q_EMIT filterTermRequested(term, false); });
    connect(
        out, &QAction::triggered, this, [this, term] { Q_EMIT filterTermRequested(term, true); });
    menu->popup(globalPosition);
}

} // namespace sealcord
