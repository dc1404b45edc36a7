// SPDX-License-Identifier: MIT
#pragma once

#include "widgets/filter/namedfilters.h"
#include "widgets/look/appearance.h"

#include <QByteArray>
#include <QSettings>
#include <QStringList>

namespace sealcord {

/// What a window remembers from one run to the next, in the person's own settings: how it is laid
/// out, filters, what was written, and what the settings dialog sets.
///
/// A value that is missing, or that nobody can make sense of, counts as its default.
class WindowState
{
public:
    /// \a name: of the window, "server" or "agent".
    explicit WindowState(const QString &name);

    /// Layout: opaque values by the name of the part.
    [[nodiscard]] QByteArray layout(const QString &part) const;
    void setLayout(const QString &part, const QByteArray &value);
    void forgetLayout();

    [[nodiscard]] QStringList list(const QString &key) const; ///< "filters", "messages"
    void setList(const QString &key, const QStringList &values);

    [[nodiscard]] QList<NamedFilter> namedFilters() const;
    void setNamedFilters(const QList<NamedFilter> &filters);

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

    QString m_name;
    QSettings m_settings;
};

} // namespace sealcord
