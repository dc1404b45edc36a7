// SPDX-License-Identifier: MIT
#pragma once

#include <QList>
#include <QString>
#include <QWidget>

class QAbstractButton;
class QHBoxLayout;
class QLineEdit;

namespace sealcord {

struct NamedFilter {
    QString name;
    QString text; ///< of the filter language

    friend bool operator==(const NamedFilter &, const NamedFilter &) = default;
};

/// Filters that were given a name, a button each; a right click renames or deletes one. Names are
/// typed in place. Hidden while there is nothing to show.
class NamedFilters final : public QWidget
{
    Q_OBJECT

public:
    explicit NamedFilters(QWidget *parent = nullptr);

    [[nodiscard]] const QList<NamedFilter> &filters() const { return m_filters; }
    void setFilters(const QList<NamedFilter> &filters);

    /// Asks for the name of the filter \a text, and keeps it under that.
    void save(const QString &text);
    /// Shows which of them is in force.
    void setCurrent(const QString &text);

Q_SIGNALS:
    void chosen(const QString &text);
    void changed();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override; ///< Esc gives up naming

private:
    void rebuild();
    void showMenu(QAbstractButton *button, qsizetype index, const QPoint &position);
    void askName(const QString &name);
    void endNaming(bool isKept);
    void updateVisible();

    QHBoxLayout *m_buttons = nullptr;
    QLineEdit *m_name = nullptr;
    QList<NamedFilter> m_filters;
    QString m_current;
    QString m_unnamed; ///< the filter whose name is asked for
    qsizetype m_renamed = -1; ///< which one is renamed; -1: a new one is named
};

} // namespace sealcord
