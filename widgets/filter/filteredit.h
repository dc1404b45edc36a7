// SPDX-License-Identifier: MIT
#pragma once

#include "core/traffic/filter/filter.h"
#include "core/traffic/filter/filtercompletion.h"
#include "core/traffic/filter/filterfield.h"

#include <QPointer>
#include <QStringList>
#include <QWidget>

#include <functional>
#include <optional>

class QCompleter;
class QLabel;

namespace sealcord {

class ChoiceList;
class FilterLine;

/// Where a filter is typed. It is parsed with every key: what is right is in force at once, what is
/// wrong is marked and explained while the last right one stays in force. The word in which it ends
/// counts when it can become no other: with a space behind it, Enter, or when the focus leaves.
///
/// Fields, operators, values that were seen and former filters are offered as one types, and none
/// is taken unless it is chosen: Enter takes what was typed. Tab takes the first that goes on with
/// the word. Esc closes the offer, then clears. Up and Down walk through former filters.
class FilterEdit final : public QWidget
{
    Q_OBJECT

public:
    static constexpr qsizetype mostKept = 50; ///< former filters

    explicit FilterEdit(QWidget *parent = nullptr);
    ~FilterEdit() override;

    [[nodiscard]] const Filter &filter() const { return m_filter; } ///< the one in force
    [[nodiscard]] QString text() const; ///< what stands in the field, right or wrong
    [[nodiscard]] bool isWrong() const { return m_isWrong; }

    void setText(const QString &text); ///< and keeps it among the former ones where it is right
    void clear();
    /// Where values to offer come from; asked while one types.
    void setValuesSeen(std::function<FilterValuesSeen()> valuesSeen);
    /// Narrows the filter in force by \a term, of the filter language.
    void addTerm(const QString &term);

    [[nodiscard]] const QStringList &history() const { return m_history; } ///< newest first
    void setHistory(const QStringList &history);

Q_SIGNALS:
    void filterChanged();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override; ///< keys while something is offered
    void hideEvent(QHideEvent *event) override;
    void moveEvent(QMoveEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void connectLine();
    void connectChoices();
    void takeTyped();
    /// \a filter: of what stands in the field, the part that counts.
    void take(const QString &filter);
    void finish();
    void explain(const FilterError &error);
    void placeNotice();
    void hideNotice();
    void remember();
    void walk(int step);
    void offer();
    [[nodiscard]] QRect roomTaken() const;
    [[nodiscard]] bool takeKey(int key);
    void choose(int row);
    void replaceColon();

    FilterLine *m_line = nullptr;
    QPointer<QLabel> m_notice; ///< belongs to the window, over whose other parts it lies
    QCompleter *m_completer = nullptr;
    ChoiceList *m_choices = nullptr; ///< belongs to the completer
    FilterCompletion m_completion; ///< what is offered before former filters
    QStringList m_formers; ///< what of these is offered
    std::optional<FilterField> m_completed; ///< the field whose name and colon were just completed
    std::function<FilterValuesSeen()> m_valuesSeen;
    Filter m_filter;
    bool m_isWrong = false;
    QStringList m_history;
    qsizetype m_place = -1; ///< in the history; -1: what is being typed
    QString m_typed; ///< what was there before walking
};

} // namespace sealcord
