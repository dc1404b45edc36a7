// SPDX-License-Identifier: MIT
#pragma once

#include "tests/support/patience.h"
#include "widgets/composer/composer.h"
#include "widgets/composer/messageline.h"
#include "widgets/filter/filteredit.h"
#include "widgets/list/listview.h"
#include "widgets/parts/messagebar.h"
#include "widgets/traffic/trafficpane.h"
#include "widgets/window/watchdesk.h"

#include <QAbstractButton>
#include <QByteArrayList>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

namespace sealcord::test {

/// While it lives, what windows remember and whom they know is not the person's own.
class SettingsElsewhere
{
public:
    SettingsElsewhere()
    {
        qputenv("XDG_CONFIG_HOME", m_folder.path().toLocal8Bit());
        qputenv("XDG_STATE_HOME", m_folder.path().toLocal8Bit());
        for (const auto format : {QSettings::IniFormat, QSettings::NativeFormat})
            QSettings::setPath(format, QSettings::UserScope, m_folder.path());
    }

    [[nodiscard]] bool isValid() const { return m_folder.isValid(); }
    [[nodiscard]] QString filePath(const QString &name) const { return m_folder.filePath(name); }

private:
    QTemporaryDir m_folder;
};

/// The parts of a window that both kinds have, and what a person does with them.
class WindowParts
{
public:
    explicit WindowParts(QWidget &window)
        : m_window(window)
    { }

    template <typename T> [[nodiscard]] T &part(const QString &objectName = {}) const
    {
        auto *found = m_window.findChild<T *>(objectName);
        if (!found)
            qFatal("no %s", qPrintable(objectName));
        return *found;
    }
    [[nodiscard]] WatchDesk &desk() const { return part<WatchDesk>(); }
    [[nodiscard]] TrafficModel &messages() const { return desk().messages(); }
    [[nodiscard]] ListView &traffic() const { return desk().trafficPane().list(); }
    /// The window's own: one of its children may be a window too.
    [[nodiscard]] MessageBar &bar() const
    {
        for (auto *bar : m_window.findChildren<MessageBar *>()) {
            if (bar->window() == &m_window)
                return *bar;
        }
        qFatal("no bar");
    }
    [[nodiscard]] QLineEdit &filterLine() const
    {
        return *desk().trafficPane().filterField().findChild<QLineEdit *>();
    }
    [[nodiscard]] MessageLine &messageLine() const { return part<MessageLine>(); }

    /// The contents of the messages that are shown, one way.
    [[nodiscard]] QByteArrayList contents(Direction direction) const
    {
        QByteArrayList contents;
        for (int place = 0; place < messages().rowCount(); ++place) {
            const auto &row = messages().row(place);
            if (row.kind == TrafficRow::Kind::Message && row.direction == direction)
                contents += QByteArray(reinterpret_cast<const char *>(row.content.data()),
                    static_cast<qsizetype>(row.content.size()));
        }
        return contents;
    }
    /// Where the first message stands that came in this direction; -1: nowhere.
    [[nodiscard]] int placeOfMessage(Direction direction) const
    {
        for (int place = 0; place < messages().rowCount(); ++place) {
            const auto &row = messages().row(place);
            if (row.kind == TrafficRow::Kind::Message && row.direction == direction)
                return place;
        }
        return -1;
    }
    /// A visible button that begins so, or null.
    [[nodiscard]] QAbstractButton *button(const QString &beginning) const
    {
        const auto buttons = m_window.findChildren<QAbstractButton *>();
        const auto found = std::ranges::find_if(buttons, [&](const QAbstractButton *button) {
            return button->isVisible() && button->text().startsWith(beginning);
        });
        return found == buttons.end() ? nullptr : *found;
    }
    /// Whether a visible label has \a text in it.
    [[nodiscard]] bool says(const QString &text) const
    {
        return std::ranges::any_of(m_window.findChildren<QLabel *>(), [&](const QLabel *label) {
            return label->isVisible() && label->text().contains(text);
        });
    }

    void press(QAbstractButton *button) const { QTest::mouseClick(button, Qt::LeftButton); }
    void pressF5() const { QTest::keyClick(&m_window, Qt::Key_F5); }
    /// Types \a message into the composer and presses Enter.
    void write(const QString &message) const
    {
        auto &line = messageLine();
        line.setFocus();
        line.clear();
        QTest::keyClicks(&line, message);
        QTest::keyClick(&line, Qt::Key_Return);
    }
    /// Clicks on a row of \a list, where it is in sight.
    void click(ListView &list, int row) const
    {
        list.scrollTo(list.model()->index(row, 1));
        QTest::mouseClick(list.viewport(), Qt::LeftButton, {},
            list.visualRect(list.model()->index(row, 1)).center());
    }

private:
    QWidget &m_window;
};

} // namespace sealcord::test
