// SPDX-License-Identifier: MIT
#pragma once

#include "core/traffic/models/connectionmodel.h"
#include "widgets/connection/windowcodes.h"

#include <QString>
#include <QWidget>

class QLabel;
class QLineEdit;
class QPushButton;

namespace sealcord {

class FactSection;
class SpokenCode;

/// Where two people compare a code on one connection: asks, shows what is waited for and then the
/// code, and takes the verdict. Hidden until it is told of codes.
class CodeSection final : public QWidget
{
    Q_OBJECT

public:
    explicit CodeSection(QWidget *parent = nullptr);

    /// \a codes outlives what is shown.
    void setCodes(WindowCodes &codes);
    void showConnection(const ConnectionInfo &info);

protected:
    void changeEvent(QEvent *event) override;

private:
    using State = CodeComparison::State;

    [[nodiscard]] QWidget *makeVerdict();
    [[nodiscard]] QWidget *makeNaming();
    [[nodiscard]] QString text(State state, const QString &whyNot) const;
    void refresh();
    void showCode(const CodeComparison *comparison);
    void colour(State state);
    void checkName();

    WindowCodes *m_codes = nullptr;
    ConnectionInfo m_info;
    FactSection *m_section;
    QLabel *m_text;
    QLabel *m_outcome = nullptr;
    QPushButton *m_ask;
    SpokenCode *m_code;
    QWidget *m_verdict;
    QLineEdit *m_name = nullptr; // in m_naming
    QPushButton *m_authorise = nullptr;
    QWidget *m_naming;
};

} // namespace sealcord
