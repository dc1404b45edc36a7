// SPDX-License-Identifier: MIT
#pragma once

#include "core/traffic/filter/filter.h"
#include "core/traffic/filter/filtercompletion.h"

#include <QPointer>
#include <QStringList>
#include <QWidget>

#include <functional>

class QCompleter;
class QLabel;
class QStringListModel;

namespace sealcord {

class FilterLine;

/// Where a filter is typed. It is parsed with every key: what is right is in force at once, what is
/// wrong is marked and explained while the last right one stays in force.
///
/// Esc clears, Up and Down walk through former filters. Fields, operators, values that were seen
/// and former filters are offered as one types.
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
    void hideEvent(QHideEvent *event) override;
    void moveEvent(QMoveEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void take(const QString &text);
    void explain(const QString &text, const FilterError &error);
    void placeNotice();
    void hideNotice();
    void remember();
    void walk(int step);
    void offer();
    void complete(const QString &choice);

    FilterLine *m_line = nullptr;
    QPointer<QLabel> m_notice; ///< belongs to the window, over whose other parts it lies
    QStringListModel *m_choices = nullptr;
    QCompleter *m_completer = nullptr;
    FilterCompletion m_completion; ///< what is offered
    std::function<FilterValuesSeen()> m_valuesSeen;
    Filter m_filter;
    bool m_isWrong = false;
    QStringList m_history;
    qsizetype m_place = -1; ///< in the history; -1: what is being typed
    QString m_typed; ///< what was there before walking
};

} // namespace sealcord
