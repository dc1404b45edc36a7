// SPDX-License-Identifier: MIT
#pragma once

#include "core/traffic/filter/filter.h"
#include "core/traffic/trafficrow.h"
#include "widgets/message/contentanalysis.h"
#include "widgets/message/copyformats.h"
#include "widgets/parts/backgroundwork.h"

#include <QString>
#include <QWidget>

#include <array>

class QLabel;
class QMenu;
class QTabWidget;
class QTableView;
class QTreeView;

namespace sealcord {

class MessageFindBar;
class HexView;
class InspectorModel;
class JsonModel;
class TextView;

/// The content of one message: as text, in hex, as JSON, and the values at the cursor. What is
/// selected in one is selected in the others. What takes time is done in the background and
/// dropped when another message comes.
class MessagePane final : public QWidget
{
    Q_OBJECT

public:
    enum Tab { Text, Hex, Json, Inspector };

    explicit MessagePane(QWidget *parent = nullptr);

    [[nodiscard]] int heightOf(int lines) const; ///< with as many of text in sight, in pixels

    /// Shows \a content, which \a memory keeps alive.
    void setContent(std::span<const std::byte> content, TrafficMemory memory);
    void setFilter(const Filter &filter); ///< lights what it looks for

    /// Selects in all views, without a signal.
    void setSelection(ContentRange selection);
    [[nodiscard]] ContentRange selection() const { return m_selection; }
    void openFind();
    /// To the clipboard, plain text: the selection, or all of it where nothing is selected.
    void copy(CopyFormat format);
    [[nodiscard]] QMenu *copyMenu() const { return m_copyMenu; }

    [[nodiscard]] QTabWidget *tabs() const { return m_tabs; }
    [[nodiscard]] HexView *hexView() const { return m_hex; }
    [[nodiscard]] TextView *textView() const { return m_text; }
    [[nodiscard]] QTreeView *jsonView() const { return m_jsonView; }
    [[nodiscard]] bool isDecoding() const { return m_decoding.isRunning(); }

Q_SIGNALS:
    void selectionChanged(quint64 offset, quint64 length); ///< by the user
    void filterTermRequested(const QString &term, bool exclude);

private:
    void makeTabs();
    void makeMenus();
    void connectViews();
    void connectFind();
    void decode();
    void light();
    void clearJson();
    void takeAnalysis(ContentAnalysis analysis);
    void showKind(ContentAnalysis::Kind kind);
    void takeSelection(ContentRange selection, const QWidget *from);
    void takeJsonSelection();
    void search();
    void takeMatches(std::vector<ContentRange> matches);
    void goToMatch(std::ptrdiff_t step);
    void showHighlights();
    void showContextMenu(const QPoint &globalPosition);
    [[nodiscard]] std::span<const std::byte> selectedContent() const;

    std::span<const std::byte> m_content;
    TrafficMemory m_memory;
    Filter m_filter;
    ContentRange m_selection;
    std::vector<ContentRange> m_filterMatches;
    std::vector<ContentRange> m_findMatches;
    std::size_t m_match = 0; // the current one of m_findMatches, from 1; 0: none
    ContentAnalysis::Kind m_kind = ContentAnalysis::Kind::Text;
    std::array<Tab, 3> m_tabOfKind{Text, Hex, Json}; // what was chosen by hand is remembered
    bool m_isChoosingTab = false;
    bool m_isTabChosen = false; // by hand, while the message was being decoded
    bool m_isLinking = false; // the program moves the current value of the JSON

    QTabWidget *m_tabs;
    TextView *m_text;
    HexView *m_hex;
    QTreeView *m_jsonView;
    JsonModel *m_json;
    QTableView *m_inspectorView;
    InspectorModel *m_inspector;
    QLabel *m_note;
    MessageFindBar *m_find;
    QMenu *m_copyMenu;
    // Last, so that they end first: their jobs' results go to the members above.
    BackgroundWork m_decoding;
    BackgroundWork m_lighting;
    BackgroundWork m_searching;
    BackgroundWork m_copying;
};

} // namespace sealcord
