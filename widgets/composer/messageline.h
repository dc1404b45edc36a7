// SPDX-License-Identifier: MIT
#pragma once

#include <QLineEdit>
#include <QStringList>

namespace sealcord {

/// The line in which a message is typed. Line ends and control characters that come in by pasting
/// become escapes or space, Up and Down walk the history, a wrong stretch is underlined with a
/// wave.
class MessageLine : public QLineEdit
{
    Q_OBJECT

public:
    static constexpr int maxCharacters = 16384; ///< what can be edited without stalling
    static constexpr int maxHistory = 100;

    explicit MessageLine(QWidget *parent);

    /// What kind of line this is, one word: the history keeps it with the line.
    void setKind(const QString &kind) { m_kind = kind; }

    /// What line ends and the like become: a space, where the kind means no more by them.
    void setSpaced(bool isSpaced) { m_isSpaced = isSpaced; }

    /// "kind:line", oldest first, at most maxHistory, none twice in a row.
    [[nodiscard]] const QStringList &history() const { return m_history; }
    void setHistory(const QStringList &history);
    /// Takes the text of the line as the newest of the history.
    void remember();

    /// Underlines what is wrong; \a length 0 takes the mark away.
    void mark(qsizetype offset, qsizetype length);
    [[nodiscard]] qsizetype markOffset() const { return m_markOffset; }
    [[nodiscard]] qsizetype markLength() const { return m_markLength; }

Q_SIGNALS:
    /// Before a line of the history appears that is of another kind.
    void kindRecalled(const QString &kind);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void inputMethodEvent(QInputMethodEvent *event) override;
    void changeEvent(QEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dragMoveEvent(QDragMoveEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void walkHistory(qsizetype step);
    void replaceControls(const QString &text);
    [[nodiscard]] QString withoutControls(QStringView text) const;
    void showMark();

    [[nodiscard]] QString entry() const;

    QString m_kind;
    QStringList m_history;
    qsizetype m_place = 0; ///< in the history; its size while the line is new
    QString m_draft; ///< the entry() before the history was walked
    qsizetype m_markOffset = 0;
    qsizetype m_markLength = 0;
    bool m_isSpaced = false;
    bool m_isComposing = false; ///< an input method has something half typed in the line
};

} // namespace sealcord
