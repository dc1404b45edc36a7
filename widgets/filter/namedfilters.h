// SPDX-License-Identifier: MIT
#pragma once

#include <QList>
#include <QString>
#include <QWidget>

#include <optional>

class QAbstractButton;
class QLineEdit;
class QScrollArea;
class QToolButton;

namespace sealcord {

class FlowLayout;

struct NamedFilter {
    QString name;
    QString text; ///< of the filter language

    friend bool operator==(const NamedFilter &, const NamedFilter &) = default;
};

/// Filters that were given a name, a button each; a right click renames or deletes one. Names are
/// typed in place. Two lines of buttons at most, which scroll where there are more. Hidden while
/// there is nothing to show.
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
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void rebuild();
    void addButton(const NamedFilter &filter);
    [[nodiscard]] QList<NamedFilter>::iterator find(const QString &name);
    void showMenu(QAbstractButton *button, const QString &name, const QPoint &position);
    void beginRenaming(const QString &name);
    void remove(const QString &name);
    void askName(const QString &name);
    void endNaming(bool isKept);
    void keepAs(const QString &name);
    void updateVisible();
    void updateHeight();

    QScrollArea *m_area = nullptr;
    FlowLayout *m_flow = nullptr;
    QLineEdit *m_name = nullptr;
    QList<QToolButton *> m_buttons; ///< in the order of the filters
    QList<NamedFilter> m_filters; ///< no two have the same name
    QString m_current;
    QString m_unnamed; ///< the filter whose name is asked for
    std::optional<QString> m_renamed; ///< the name of the one that is renamed; none: a new one
};

} // namespace sealcord
