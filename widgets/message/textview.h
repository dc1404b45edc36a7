// SPDX-License-Identifier: MIT
#pragma once

#include "core/traffic/filter/filter.h"
#include "core/traffic/trafficrow.h"
#include "widgets/message/textdecoder.h"

#include <QMimeData>
#include <QPlainTextEdit>

class QComboBox;
class QLabel;
class QToolButton;

namespace sealcord {

/// A text widget to read that gives the clipboard plain text only.
class PlainTextView final : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit PlainTextView(QWidget *parent = nullptr);

protected:
    [[nodiscard]] QMimeData *createMimeDataFromSelection() const override;
    void keyPressEvent(QKeyEvent *event) override;
};

/// The bytes of a message as text, in an encoding that can be chosen, a page at a time. Offsets
/// and lengths are bytes of the message.
class TextView final : public QWidget
{
    Q_OBJECT

public:
    explicit TextView(QWidget *parent = nullptr);

    /// Shows \a bytes, which \a memory keeps alive. Forgets highlights and selection.
    void setBytes(std::span<const std::byte> bytes, TrafficMemory memory);
    void setEncoding(TextEncoding encoding);
    [[nodiscard]] TextEncoding encoding() const;
    void setHighlights(std::vector<ContentRange> highlights); ///< in order, not overlapping
    /// Selects and turns to the page where \a selection begins, without a signal.
    void setSelection(ContentRange selection);
    [[nodiscard]] ContentRange selection() const;
    [[nodiscard]] std::size_t page() const { return m_index; }

    [[nodiscard]] PlainTextView *view() const { return m_view; }
    /// Chooses the encoding. It stands where whoever owns the view puts it.
    [[nodiscard]] QComboBox *encodingBox() const { return m_encoding; }

Q_SIGNALS:
    /// By mouse or keyboard; length 0: the cursor moved.
    void selectionChanged(quint64 offset, quint64 length);

protected:
    void changeEvent(QEvent *event) override;

private:
    void showPage(std::size_t index);
    void showHighlights();
    void select(qsizetype begin, qsizetype end);

    std::span<const std::byte> m_bytes;
    TrafficMemory m_memory;
    std::vector<ContentRange> m_highlights;
    std::size_t m_index = 0;
    TextPage m_page;
    PlainTextView *m_view;
    QComboBox *m_encoding;
    QWidget *m_pages;
    QLabel *m_pageLabel;
    QToolButton *m_previous;
    QToolButton *m_next;
};

} // namespace sealcord
