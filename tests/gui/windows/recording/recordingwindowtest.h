// SPDX-License-Identifier: MIT
#pragma once

#include "core/records/recordingline.h"
#include "tests/gui/windows/windowtest.h"
#include "tests/support/patience.h"
#include "tests/unit/recording/recordedlines.h"
#include "widgets/window/recordingwindow.h"

#include <QByteArray>
#include <QFile>
#include <QLabel>
#include <QString>
#include <QTest>

#include <memory>
#include <string>

namespace sealcord::test {

/// The window of a recording, which is made of lines: what tests of it begin with.
class RecordingWindowTest
{
protected:
    [[nodiscard]] QString path() const { return m_settings.filePath(QStringLiteral("a.sealcord")); }
    /// \a body stands in the file, below its head.
    void write(const std::string &body) const
    {
        std::string text;
        RecordingLines(RecordingHead{.version = "1", .protocol = "both", .started = start})
            .addHead(text);
        QFile file(path());
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray::fromStdString(text + body));
    }
    /// \a stretch is what the window shows of it at once.
    void show(const TrafficLimits &stretch = RecordingWindow::longestStretch)
    {
        m_window = std::make_unique<RecordingWindow>(path(), stretch);
        m_window->QWidget::show();
    }
    /// Until what is to be shown was read.
    void read() const
    {
        QTRY_VERIFY_WITH_TIMEOUT(m_window->loaded().isOver, patience);
        QTRY_VERIFY_WITH_TIMEOUT(m_window->stretch().isOver, patience);
    }
    [[nodiscard]] static std::string messages(int count)
    {
        std::string text;
        for (int i = 0; i < count; ++i)
            lines.add(text, messageRow("one"));
        return text;
    }
    void filterBy(const QString &filter) const
    {
        parts().filterLine().setText(filter);
        read();
    }
    [[nodiscard]] WindowParts parts() const { return WindowParts(*m_window); }
    [[nodiscard]] QString banner() const
    {
        return parts().part<QLabel>(QStringLiteral("about")).text();
    }

    static inline const RecordingLines lines{RecordingHead()};
    SettingsElsewhere m_settings;
    std::unique_ptr<RecordingWindow> m_window;
};

} // namespace sealcord::test
