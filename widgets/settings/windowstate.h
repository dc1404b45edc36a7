// SPDX-License-Identifier: MIT
#pragma once

#include "widgets/filter/namedfilters.h"
#include "widgets/look/appearance.h"

#include <QByteArray>
#include <QList>
#include <QSettings>
#include <QStringList>

#include <functional>

namespace sealcord {

/// What a window remembers from one run to the next, in the person's own settings: how it is laid
/// out, what the settings dialog sets, and, by choice alone, contents: filters and what was
/// written. Only that person can read it.
///
/// A value that is missing, or that nobody can make sense of, counts as its default. Where there is
/// no home to keep settings in, nothing is remembered.
class WindowState
{
public:
    /// \a name: of the window, "server" or "agent".
    explicit WindowState(const QString &name);
    ~WindowState();
    WindowState(const WindowState &) = delete;
    WindowState &operator=(const WindowState &) = delete;

    /// Whether anything lasts longer than this.
    [[nodiscard]] bool canRemember() const;

    /// Layout: opaque values by the name of the part.
    [[nodiscard]] QByteArray layout(const QString &part) const;
    void setLayout(const QString &part, const QByteArray &value);
    void forgetLayout();

    /// Whether contents are remembered. They are not unless a person wants it.
    [[nodiscard]] bool keepsContents() const;
    /// Without, those that were remembered are forgotten at once.
    void setKeepsContents(bool keeps);

    /// Contents. To set them without keepsContents() does nothing. What another window has added or
    /// removed since this began stays so.
    [[nodiscard]] QStringList formerFilters() const;
    void setFormerFilters(const QStringList &filters);
    [[nodiscard]] QList<NamedFilter> namedFilters() const;
    void setNamedFilters(const QList<NamedFilter> &filters);
    [[nodiscard]] QStringList formerMessages() const;
    void setFormerMessages(const QStringList &messages);

    /// A number, within bounds; else \a fallback.
    [[nodiscard]] qint64 number(
        const QString &key, qint64 least, qint64 most, qint64 fallback) const;
    void setNumber(const QString &key, qint64 value);

    [[nodiscard]] Appearance appearance() const;
    void setAppearance(Appearance appearance);
    [[nodiscard]] QString language() const; ///< "en", "de", or empty: the system's
    void setLanguage(const QString &language);

private:
    [[nodiscard]] QString layoutKey(const QString &part) const;
    void mergeContents(const std::function<void()> &merge);
    void forgetContents();

    QSettings m_settings;
    QStringList m_knownFilters; ///< as they were read or written the last time
    QStringList m_knownMessages;
    QList<NamedFilter> m_knownNamedFilters;
};

} // namespace sealcord
