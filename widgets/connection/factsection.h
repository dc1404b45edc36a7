// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <QWidget>

class QFormLayout;
class QLabel;

namespace sealcord {

/// A heading with facts below it, a name and a value each. Values are plain text that can be
/// selected with the mouse.
class FactSection final : public QWidget
{
    Q_OBJECT

public:
    enum class Font { Proportional, FixedPitch };

    explicit FactSection(const QString &heading, QWidget *parent = nullptr);

    /// Adds a fact and returns the label of its value, which this owns.
    QLabel *addFact(const QString &name, Font font = Font::Proportional);
    /// Adds a fact that \a value shows.
    void addFact(const QString &name, QWidget *value);
    /// Adds a sentence or more over the whole width.
    QLabel *addText(const QString &text = {});
    void addWidget(QWidget *widget);
    void clearFacts();
    /// Shows the fact whose value is \a value, or hides it.
    void setFactVisible(QWidget *value, bool isVisible);
    void setHeading(const QString &heading);

private:
    [[nodiscard]] QLabel *makeValue(Font font);

    QLabel *m_heading;
    QFormLayout *m_form;
};

/// Changes \a label only where that is needed: a selection in it stays.
void setFact(QLabel *label, const QString &text);

} // namespace sealcord
