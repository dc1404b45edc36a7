// SPDX-License-Identifier: MIT
#pragma once

#include "widgets/composer/messagetemplate.h"
#include "widgets/composer/repeater.h"
#include "widgets/composer/targetbox.h"

#include <QStringList>
#include <QWidget>

#include <optional>

class QHBoxLayout;
class QLabel;
class QToolButton;

namespace sealcord {

class HintButton;
class MessageEditor;
class RepeatBox;

/// Writes messages and asks for them to be sent: one line, and below it in words how long the
/// message is, what is wrong with it, why it cannot be sent, or how far a repetition has come.
///
/// It never asks for an empty message, which would close the connection.
class Composer : public QWidget
{
    Q_OBJECT

public:
    using Target = MessageTarget;

    /// Without targets there is one peer, and the target is always all.
    explicit Composer(bool hasTargets, QWidget *parent = nullptr);

    /// Who is connected, oldest first.
    void setTargets(const QList<TargetEntry> &targets);
    /// Who is selected in the list of connections.
    void setSelected(const QList<ConnectionId> &ids);
    void chooseTarget(ConnectionId id);

    /// Why nothing can be sent ("Not connected."), empty where it can. Stops a repetition.
    void setEnabledReason(const QString &reason);
    /// The longest message, in bytes.
    void setMaxMessageLength(qsizetype length);

    /// Oldest first, at most 100: the form and the line, "text:Hello", "hex:48 65".
    [[nodiscard]] QStringList history() const;
    void setHistory(const QStringList &history);

    /// Loads a message in order to send it again, changed or not: as text where it is one,
    /// otherwise as hex, and where it is too long to be edited in a line, as a whole.
    void edit(const QByteArray &message);
    /// On a thread of its own; says below the line when it is done or why it cannot.
    void readFile(const QString &path);

    [[nodiscard]] bool isRunning() const { return m_repeater.isRunning(); }

    [[nodiscard]] QSize minimumSizeHint() const override;

public Q_SLOTS:
    /// Sends what is written, as often as is set; says why not where it cannot. Does nothing while
    /// a repetition runs.
    void send();
    void stop();
    /// "Hello from client!", five times, one a second. Does nothing while a repetition runs.
    void runDemo();
    void focusMessage();

Q_SIGNALS:
    /// The message is not empty. A repetition goes on when the slots have returned.
    void sendRequested(const sealcord::MessageTarget &target, const QByteArray &message);
    void runningChanged(bool isRunning);
    /// \a isComplete when all five were asked for, false when it was stopped or could not begin.
    void demoFinished(bool isComplete);

protected:
    void changeEvent(QEvent *event) override;
    void focusInEvent(QFocusEvent *event) override; ///< hands it to what is written
    void resizeEvent(QResizeEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void createRow();
    void createPresets();
    void connectParts();
    void takeChange();
    void showState();
    void showNote(const QString &text, bool isError);
    void showButton();
    void placeRepeat();
    [[nodiscard]] QString obstacleBesideMessage() const;
    [[nodiscard]] QString obstacleInRun() const;
    [[nodiscard]] QString progress() const;
    void sendOne();
    void endRun(bool isComplete, const QString &why);

    QHBoxLayout *m_row;
    QHBoxLayout *m_below; ///< m_note, and m_repeat where m_row has no room for it
    TargetBox *m_targets; ///< null without targets
    MessageEditor *m_field;
    RepeatBox *m_repeat;
    QToolButton *m_presets;
    HintButton *m_send;
    QLabel *m_note;

    std::optional<MessageTemplate> m_running; ///< what is being sent
    Target m_runTarget;
    qsizetype m_reach = 1; ///< how many the last message went to
    Repeater m_repeater;
    quint64 m_counter = 0; ///< of the messages asked for
    QString m_reason;
    QString m_progress; ///< of the last repetition, until something is changed
    bool m_isDemo = false;
    bool m_isEmptyTried = false; ///< somebody wanted to send nothing
    bool m_isBelow = false; ///< m_repeat
};

} // namespace sealcord
