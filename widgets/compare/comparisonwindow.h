// SPDX-License-Identifier: MIT
#pragma once

#include "widgets/compare/messagecomparison.h"
#include "widgets/parts/backgroundwork.h"

#include <QDialog>
#include <QString>

#include <cstddef>
#include <memory>
#include <optional>

class QAction;
class QHBoxLayout;
class QLabel;
class QTabBar;
class QToolButton;

namespace sealcord {

class ComparisonView;

/// Two messages side by side, with what differs lit and stepped through; not modal. They are
/// compared on another thread, and stay while it is open.
class ComparisonWindow final : public QDialog
{
    Q_OBJECT

public:
    /// Gives up after so many \a steps of an Effort, and says so.
    ComparisonWindow(ComparedMessage first, ComparedMessage second, QWidget *parent,
        quint64 steps = Effort::someSeconds);
    ~ComparisonWindow() override;

    /// Shows one, which deletes itself when it is closed.
    static void openFor(ComparedMessage first, ComparedMessage second, QWidget *parent);

    [[nodiscard]] ComparisonView &view() const { return *m_view; }
    [[nodiscard]] QTabBar &forms() const { return *m_forms; } ///< Text, Hex
    [[nodiscard]] QAction &next() const { return *m_next; }
    [[nodiscard]] QAction &previous() const { return *m_previous; }
    [[nodiscard]] QString statusText() const; ///< "Difference 2 of 7: 3 bytes on the left only"
    [[nodiscard]] QString noteText() const; ///< empty: there is nothing to note

private:
    enum Tab { Text, Hex };

    [[nodiscard]] QHBoxLayout *makeBar();
    [[nodiscard]] QHBoxLayout *makeTitles();
    [[nodiscard]] QToolButton *makeButton(QAction *action);
    void arrange();
    void take(const std::shared_ptr<const ArrangedMessages> &arranged);
    void takeComparison();
    void step(std::ptrdiff_t by);
    void showStatus();
    [[nodiscard]] std::size_t count() const; ///< of differences
    [[nodiscard]] std::size_t columnsFor(ComparedRows::Form form) const;

    const ComparedMessage m_first;
    const ComparedMessage m_second;
    const quint64 m_steps;
    std::shared_ptr<const MessageComparison> m_comparison; ///< none yet
    ComparisonView *m_view = nullptr;
    QTabBar *m_forms = nullptr;
    QLabel *m_status = nullptr;
    QLabel *m_note = nullptr;
    QAction *m_next = nullptr;
    QAction *m_previous = nullptr;
    BackgroundWork m_work; ///< the last: its results go to what stands above
};

} // namespace sealcord
