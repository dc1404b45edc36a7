// SPDX-License-Identifier: MIT
#pragma once

#include "core/crypto/aeadengine.h"
#include "core/net/tap/teetap.h"
#include "core/protocol/sessionsettings.h"
#include "core/records/recordingline.h"
#include "widgets/window/watchdesk.h"

#include <QAction>
#include <QList>
#include <QMainWindow>
#include <QString>
#include <QTimer>

#include <memory>
#include <optional>

class QLabel;
class QMenu;

namespace sealcord {

class FlightControl;
class KeysPage;
class MessageBar;
class PassingNote;
class RecordingControl;
class ServicesPage;
class TrafficExporter;
class TrafficSaver;
class TrustNote;
class WindowLayout;
class WindowState;
class WiresharkControl;
struct RecordingSettings;
struct ViewSettings;

/// A window on an end of the protocol: what the server's and the agent's have in common. A menu
/// bar with every action and its key, a head of its own kind, a bar for what went wrong, the desk,
/// and a status line.
///
/// It is closed in order: what runs says goodbye first, which takes a few seconds at most.
class WatchWindow : public QMainWindow
{
    Q_OBJECT

public:
    ~WatchWindow() override;

    /// Ends as if a person had closed it. Repeated, it changes nothing.
    void quitGracefully();

    /// Has the flight recorder write what it holds, where one runs.
    void writeFlight();

    /// Shows the recording at \a path in a window of its own.
    static void openRecording(const QString &path);

protected:
    enum class Kind : quint8 {
        Server, ///< messages can be sent to one of several
        Agent,
        Recording, ///< what it shows is over: nothing can be sent
    };

    /// \a name: of its stored state. \a log, if any, is told too, and outlives the window.
    WatchWindow(Kind kind, const QString &name, Tap *log);

    /// Something has to be stopped before the end.
    [[nodiscard]] virtual bool isRunning() const = 0;
    virtual void startOrStop() = 0;
    virtual void stopRunning() = 0; ///< calls stopped() when that is done
    virtual void send(const MessageTarget &target, const QByteArray &message) = 0;
    virtual void editSettings() = 0;

    /// Adds \a page to the panel, and opens it where \a isShown. Before complete().
    void addServices(ServicesPage &page, bool isShown);
    /// To be called once, at the end of the constructor: the menus name the parts.
    void complete(QWidget *head, QMenu *ownMenu);
    /// What is watched tells it, and is gone before the window is.
    [[nodiscard]] Tap &tap();
    /// What is watched from now on, for recordings.
    void setRecorded(Role role, Protocol protocol);
    /// The same for a recording, whose own head goes along with what is saved of it.
    void setRecorded(const RecordingHead &head);
    /// What happens cannot be recorded from here, and \a why, for a person.
    void forbidRecorders(const QString &why);
    /// Keeps what happens last, where \a recording asks for that. None of \a protocol: either.
    void beginFlight(const RecordingSettings &recording, Role role, Protocol protocol);
    /// Shows what happened.
    void take(const TrafficBatch &batch);
    void stopped(); ///< what ran has ended
    void showCipher(AeadEngine aead);

    [[nodiscard]] ViewSettings view() const; ///< as it is now
    void setView(const ViewSettings &view); ///< at once, but for the language; remembered

    [[nodiscard]] WatchDesk &desk() { return *m_desk; }
    [[nodiscard]] MessageBar &bar() { return *m_bar; }
    [[nodiscard]] TrafficExporter &exporter() { return *m_exporter; }
    [[nodiscard]] WindowState &state() { return *m_state; }
    [[nodiscard]] QAction *toggleAction() { return m_toggle; }
    [[nodiscard]] QList<QWidget *> &parts() { return m_parts; } ///< those that Ctrl+1... focus

    void closeEvent(QCloseEvent *event) override;

private:
    void offerToRemember();
    void arrange(QWidget *head);
    void connectResender();
    void createActions();
    [[nodiscard]] bool isLive() const { return m_kind != Kind::Recording; }
    void createOwnMenu(QMenu *menu);
    void createStatusLine();
    void createSwitch();
    void showKept();
    void sayCopied(qsizetype rows);

    const Kind m_kind;
    WatchDesk *m_desk = nullptr;
    MessageBar *m_bar = nullptr;
    std::unique_ptr<RecordingControl> m_recording;
    std::unique_ptr<WiresharkControl> m_wireshark;
    std::unique_ptr<FlightControl> m_flight;
    TeeTap m_besideRecording; ///< to the last two
    TeeTap m_recorders; ///< to all three
    std::optional<TeeTap> m_tee; ///< to the log and these
    std::unique_ptr<TrafficSaver> m_saver;
    std::unique_ptr<TrafficExporter> m_exporter;
    QAction *m_toggle = nullptr;
    QAction *m_sendNow = nullptr;
    QAction *m_settings = nullptr;
    QAction *m_quit = nullptr;
    QAction *m_clear = nullptr;
    QList<QWidget *> m_parts;
    PassingNote *m_copied = nullptr;
    QLabel *m_kept = nullptr;
    QLabel *m_notKept = nullptr;
    QLabel *m_cipher = nullptr;
    TrustNote *m_trust = nullptr;
    std::unique_ptr<WindowState> m_state;
    std::unique_ptr<WindowLayout> m_layout; ///< once complete
    QTimer m_second;
    bool m_isClosing = false;
};

} // namespace sealcord
