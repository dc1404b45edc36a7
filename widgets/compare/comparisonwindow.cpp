// SPDX-License-Identifier: MIT
#include "widgets/compare/comparisonwindow.h"

#include "core/text/figures.h"
#include "widgets/compare/comparisonview.h"
#include "widgets/parts/elidedlabel.h"
#include "widgets/parts/waitbar.h"

#include <QAccessible>
#include <QAction>
#include <QHBoxLayout>
#include <QKeySequence>
#include <QLabel>
#include <QSignalBlocker>
#include <QString>
#include <QTabBar>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace sealcord {

using namespace Qt::StringLiterals;

using Form = ComparedRows::Form;

ComparisonWindow::ComparisonWindow(
    ComparedMessage first, ComparedMessage second, QWidget *parent, quint64 steps)
    : QDialog(parent, Qt::Window)
    , m_first(std::move(first))
    , m_second(std::move(second))
    , m_steps(steps)
    , m_view(new ComparisonView(this))
    , m_forms(new QTabBar(this))
    , m_status(new ElidedLabel(this))
    , m_note(new QLabel(this))
    , m_next(new QAction(tr("Next difference"), this))
    , m_previous(new QAction(tr("Previous difference"), this))
{
    setWindowTitle(tr("Messages #%1 and #%2 compared")
            .arg(formatCount(m_first.row.number), formatCount(m_second.row.number)));
    m_note->setWordWrap(true);
    m_note->hide();
    auto *comparing = new WaitBar(&m_work, tr("Comparing…"), this);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 6, 8, 8);
    layout->setSpacing(6);
    layout->addLayout(makeBar());
    layout->addLayout(makeTitles());
    layout->addWidget(m_view, 1);
    layout->addWidget(m_note);
    layout->addWidget(comparing);
    resize(1100, 600);
    m_view->setFocus();
    connect(m_view, &ComparisonView::columnsChanged, this, &ComparisonWindow::arrange);
    connect(comparing, &WaitBar::cancelled, this, [this] {
        if (!m_view->messages())
            reject(); // there is nothing to see
    });
    showStatus();
}

ComparisonWindow::~ComparisonWindow() = default;

void ComparisonWindow::openFor(ComparedMessage first, ComparedMessage second, QWidget *parent)
{
    auto *window = new ComparisonWindow(std::move(first), std::move(second), parent);
    window->setAttribute(Qt::WA_DeleteOnClose);
    window->show();
}

QHBoxLayout *ComparisonWindow::makeBar()
{
    m_forms->addTab(tr("Text"));
    m_forms->addTab(tr("Hex"));
    m_forms->setAccessibleName(tr("How the messages are shown"));
    m_forms->setDrawBase(false);
    connect(m_forms, &QTabBar::currentChanged, this, &ComparisonWindow::arrange);
    m_status->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_next->setShortcut(Qt::Key_F8);
    m_previous->setShortcut(Qt::SHIFT | Qt::Key_F8);
    connect(m_next, &QAction::triggered, this, [this] { step(1); });
    connect(m_previous, &QAction::triggered, this, [this] { step(-1); });

    auto *bar = new QHBoxLayout;
    bar->addWidget(m_forms);
    bar->addWidget(m_status, 1);
    bar->addWidget(makeButton(m_previous));
    bar->addWidget(makeButton(m_next));
    return bar;
}

QToolButton *ComparisonWindow::makeButton(QAction *action)
{
    addAction(action);
    const bool isNext = action == m_next;
    auto *button = new QToolButton(this);
    button->setDefaultAction(action);
    button->setArrowType(isNext ? Qt::DownArrow : Qt::UpArrow);
    button->setFocusPolicy(Qt::StrongFocus);
    button->setToolTip(
        u"%1 (%2)"_s.arg(action->text(), action->shortcut().toString(QKeySequence::NativeText)));
    return button;
}

QHBoxLayout *ComparisonWindow::makeTitles()
{
    auto *titles = new QHBoxLayout;
    for (const auto *message : {&m_first, &m_second}) {
        auto *title = new ElidedLabel(this);
        title->setText(titleOf(*message));
        title->setAccessibleName(
            message == &m_first ? tr("Message on the left") : tr("Message on the right"));
        titles->addWidget(title, 1);
    }
    return titles;
}

QString ComparisonWindow::statusText() const
{
    return m_status->text();
}

QString ComparisonWindow::noteText() const
{
    return m_note->isHidden() ? QString() : m_note->text();
}

std::size_t ComparisonWindow::columnsFor(Form form) const
{
    return m_view->columnsFor(
        form, std::max(m_first.row.content.size(), m_second.row.content.size()));
}

void ComparisonWindow::arrange()
{
    if (!m_comparison && m_work.isRunning())
        return; // it goes on from what has been compared
    const auto chosen = m_forms->currentIndex() == Hex ? Form::Hex : Form::Text;
    m_work.start(
        [this, comparison = m_comparison, first = m_first, second = m_second, steps = m_steps,
            chosen, text = columnsFor(Form::Text), hex = columnsFor(Form::Hex)](
            const std::stop_token &stop) mutable -> BackgroundWork::Delivery {
            if (!comparison)
                comparison =
                    std::make_shared<const MessageComparison>(compare(first, second, steps, stop));
            const auto form = comparison->isText ? chosen : Form::Hex;
            const auto arranged = std::make_shared<const ArrangedMessages>(
                std::move(comparison), form, form == Form::Hex ? hex : text, stop);
            return [this, arranged] { take(arranged); };
        });
}

void ComparisonWindow::take(const std::shared_ptr<const ArrangedMessages> &arranged)
{
    m_view->setMessages(arranged);
    if (!std::exchange(m_comparison, arranged->comparison()))
        takeComparison();
    const auto form = m_forms->currentIndex() == Hex ? Form::Hex : Form::Text;
    if (arranged->rows().form() != form || arranged->rows().width() != columnsFor(form))
        arrange(); // other ones are wanted meanwhile
}

void ComparisonWindow::takeComparison()
{
    if (!m_comparison->isText) {
        const QSignalBlocker quiet(m_forms); // it is shown so already
        m_forms->setCurrentIndex(Hex);
        m_forms->setTabEnabled(Text, false);
        m_forms->setTabToolTip(Text, tr("One of them is no text in UTF-8"));
    }
    if (!m_comparison->differences.isComplete) {
        m_note->setText(tr("They differ in too much to compare all of it: some of what is lit may "
                           "be the same on both sides."));
        m_note->show();
    }
    if (count() > 0)
        m_view->setCurrent(0);
    showStatus();
}

std::size_t ComparisonWindow::count() const
{
    return m_comparison ? m_comparison->differences.found.size() : 0;
}

// Round the end, as every search here does.
void ComparisonWindow::step(std::ptrdiff_t by)
{
    const auto all = std::ptrdiff_t(count());
    if (all == 0)
        return;
    const auto at = std::ptrdiff_t(m_view->current().value_or(0));
    m_view->setCurrent(std::size_t((at + by + all) % all));
    showStatus();
}

void ComparisonWindow::showStatus()
{
    m_next->setEnabled(count() > 0);
    m_previous->setEnabled(count() > 0);
    if (!m_comparison)
        m_status->clear();
    else if (count() == 0)
        m_status->setText(tr("Both are the same."));
    else
        m_status->setText(tr("Difference %1 of %2: %3")
                .arg(formatCount(*m_view->current() + 1), formatCount(count()),
                    describe(m_comparison->differences.found[*m_view->current()])));
    m_status->setAccessibleName(m_status->text());
    QAccessibleEvent alert(m_status, QAccessible::Alert); // it has not the focus
    QAccessible::updateAccessibility(&alert);
}

} // namespace sealcord
